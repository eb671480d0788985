namespace SeeSupport.WebFront.Hubs;

/// <summary>What is switched on in the console. Configuration section <c>SeeSupport:Console</c>.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Console";

    /// <summary>Whether agents can keep free text, that is the closing note. Default true.</summary>
    public bool Notes { get; set; } = true;
}
