namespace SeeSupport.Media;

/// <summary>What media is doing, seen from one side.</summary>
[GenerateSerializer, Alias("SeeSupport.MediaState")]
public enum MediaState
{
    /// <summary>Looking for a route.</summary>
    Connecting,

    /// <summary>Connected; on the agent's side: frames are decoded.</summary>
    Connected,

    /// <summary>Was connected; no picture at the moment.</summary>
    Interrupted,

    /// <summary>No route was found; the report's problem says why.</summary>
    NoRoute,

    /// <summary>Connected, but the picture is black or nothing is sent.</summary>
    Black,
}

/// <summary>How media travels.</summary>
[GenerateSerializer, Alias("SeeSupport.MediaRoute")]
public enum MediaRoute
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>From device to device.</summary>
    Direct,

    /// <summary>Through a TURN server.</summary>
    Relayed,
}

/// <summary>One side's report, sent when the state changes and every 5 s while connected.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.MediaReport")]
public sealed record MediaReport
{
    /// <summary>What media is doing.</summary>
    [Id(0)]
    public required MediaState State { get; init; }

    /// <summary>How it travels.</summary>
    [Id(1)]
    public MediaRoute Route { get; init; }

    /// <summary>The transport to the relay or peer: <c>udp</c>, <c>tcp</c> or <c>tls</c>; null when not known.</summary>
    [Id(2)]
    public string? Transport { get; init; }

    /// <summary>Round trip of the chosen candidate pair, ms.</summary>
    [Id(3)]
    public double? RoundTripMs { get; init; }

    /// <summary>Share of lost packets since the last report, 0 to 1.</summary>
    [Id(4)]
    public double? Loss { get; init; }

    /// <summary>Frames per second, decoded or sent.</summary>
    [Id(5)]
    public double? FrameRate { get; init; }

    /// <summary>Width of the picture, pixels.</summary>
    [Id(6)]
    public int? Width { get; init; }

    /// <summary>Height of the picture, pixels.</summary>
    [Id(7)]
    public int? Height { get; init; }

    /// <summary>The codec's name, for example <c>VP8</c>.</summary>
    [Id(8)]
    public string? Codec { get; init; }

    /// <summary>From the tap on Connect to the first frame, ms; once, from the consumer's side.</summary>
    [Id(9)]
    public double? FirstFrameMs { get; init; }

    /// <summary>Why there is no route or picture; null when there is.</summary>
    [Id(10)]
    public Problem? Problem { get; init; }
}
