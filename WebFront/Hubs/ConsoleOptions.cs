using SeeSupport.Consents;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What is switched on in the console. Configuration section <c>SeeSupport:Console</c>.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Console";

    /// <summary>Whether agents can keep free text, that is the closing note. Default true.</summary>
    public bool Notes { get; set; } = true;

    /// <summary>Whether agents can ask consumers to talk through the product. Default true.</summary>
    public bool Audio { get; set; } = true;

    /// <summary>Whether agents can ask consumers to be recorded. Default true.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>Why this cannot be asked of a consumer; null when it can.</summary>
    internal Problem? Against(ConsentSubject subject) => subject switch
    {
        ConsentSubject.Audio when !Audio => Problems.AudioOff,
        ConsentSubject.Recording when !Recording => Problems.RecordingOff,
        _ => null,
    };
}
