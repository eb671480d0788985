namespace SeeSupport.Texts;

/// <summary>What happens to text messages. Section <c>SeeSupport:Texts</c>.</summary>
public sealed class TextOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Texts";

    /// <summary>What becomes of a text that belongs to no open session. Default <see cref="UnknownTexts.Wait"/>.</summary>
    public UnknownTexts Unknown { get; set; } = UnknownTexts.Wait;

    /// <summary>
    /// The automatic answer to a text that belongs to no session, at most 1,600 characters; with <see cref="UnknownTexts.Answer"/> only, and at
    /// most once an hour for a number. Default: that nobody reads it and that the consumer should call.
    /// </summary>
    public string Answer { get; set; } = "Nobody reads this number at the moment. Please call us.";

    /// <summary>The answer to STOP. Default: none, because Twilio answers by itself unless that is switched off there.</summary>
    public string? StopAnswer { get; set; }

    /// <summary>The answer to START. Default: none, as for STOP.</summary>
    public string? StartAnswer { get; set; }

    /// <summary>The answer to HELP. Default: none, as for STOP.</summary>
    public string? HelpAnswer { get; set; }

    /// <summary>Most texts that one session sends. Default 100.</summary>
    public int PerSession { get; set; } = 100;

    /// <summary>How long texts wait for an agent before they are put away. Default 7 days.</summary>
    public TimeSpan KeepWaiting { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long the file of a picture message is tried for. Default 24 h; afterwards it stays where it is, and the agent is told.</summary>
    public TimeSpan FetchFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The wait before a file is tried again; it doubles for each further try, up to <see cref="LongestRetryDelay"/>. Default 2 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two tries. Default 10 min.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>What becomes of a text that belongs to no open session.</summary>
public enum UnknownTexts
{
    /// <summary>Agents see it and attach it to a session.</summary>
    Wait,

    /// <summary>It is answered automatically and not kept; its files are deleted at the provider.</summary>
    Answer,
}
