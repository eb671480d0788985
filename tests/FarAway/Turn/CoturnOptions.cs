namespace SeeSupport.FarAway.Turn;

/// <summary>How coturn is started.</summary>
public sealed record CoturnOptions
{
    /// <summary>The shared secrets that credentials are made with (TURN REST API). Default: <c>turn-secret</c>.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = ["turn-secret"];

    /// <summary>A configuration file to start with; what is given here comes on top. Default: none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether it may relay to this machine itself, which every test over loopback needs. Default: yes.</summary>
    public bool LoopbackPeers { get; init; } = true;

    /// <summary>Further command-line options, for example <c>--user-quota=1</c>. Default: none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
