namespace SeeSupport.Codes;

/// <summary>How long connection codes live, and how hard they are to guess. Section <c>SeeSupport:Codes</c>.</summary>
public sealed class CodeOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Codes";

    /// <summary>How long a code can be redeemed; 1 to 60 min. Default 10 min.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many wrong codes one network may try within <see cref="TryWindow"/> before it has to wait. Default 5.</summary>
    public int TriesPerNetwork { get; set; } = 5;

    /// <summary>The window of <see cref="TriesPerNetwork"/>; also how long a network has to be quiet after its wait to start anew. Default 15 min.</summary>
    public TimeSpan TryWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The first wait; each further miss doubles it. Default 1 min.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait. Default 1 h.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How many wrong codes all networks together may try within <see cref="BreakerWindow"/> before codes are refused to everybody.
    /// Links go on working. Default 300.
    /// </summary>
    public int BreakerMisses { get; set; } = 300;

    /// <summary>The window of <see cref="BreakerMisses"/>. Default 1 min.</summary>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long codes are refused to everybody then; after that it closes by itself. Default 1 min.</summary>
    public TimeSpan BreakerRest { get; set; } = TimeSpan.FromMinutes(1);
}
