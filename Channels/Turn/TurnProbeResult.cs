namespace SeeSupport.Channels.Turn;

/// <summary>What one try of one relay showed.</summary>
public sealed record TurnProbeResult
{
    /// <summary>The server's address, as configured.</summary>
    public required string Url { get; init; }

    /// <summary><c>udp</c>, <c>tcp</c> or <c>tls</c>.</summary>
    public required string Transport { get; init; }

    /// <summary><c>ok</c>, <c>open</c>, <c>refused</c>, <c>full</c>, <c>timeout</c>, <c>unreachable</c>, <c>certificate</c> or <c>unfit</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What is wrong and what an administrator can do; null when nothing is.</summary>
    public Problem? Problem { get; init; }

    /// <summary>How long the try took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
