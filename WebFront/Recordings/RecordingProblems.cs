namespace SeeSupport.WebFront.Recordings;

/// <summary>What can be wrong with a recording on its way.</summary>
internal static class RecordingProblems
{
    public static readonly Problem Offset = new("recording-offset", "The recording goes on at another place. The page looks where.");
    public static readonly Problem TooLong = new("recording-too-long", "The recording is as long as one may be. Stop it and begin another one.");
    public static readonly Problem PieceTooLarge = new("recording-piece-too-large", "The browser sent more than is allowed at once. Reload the page.");
    public static readonly Problem Quota = new("recording-quota", "There is no room for recordings left. Tell your administrator.");
    public static readonly Problem Type = new("recording-type", "This browser records in a form that is not kept. Use Chrome, Edge or Firefox.");
    public static readonly Problem Empty = new("recording-empty", "The recording holds no picture. Record again.");
    public static readonly Problem Going = new("recording-going-on", "The recording still goes on. Stop it first.");
    public static readonly Problem Malformed = new("recording-malformed", "The browser asked for something we do not understand. Reload the page.");
}
