namespace SeeSupport.Codes;

/// <summary>What a code opens.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConnectionCodeState")]
internal sealed record ConnectionCodeState
{
    /// <summary>The session; null while the code is free.</summary>
    [Id(0)]
    public string? SessionId { get; init; }

    /// <summary>When it ends.</summary>
    [Id(1)]
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Key hash of the device it was spent for; null while it is not spent.</summary>
    [Id(2)]
    public string? SpentFor { get; init; }

    /// <summary>Whether the number belongs to a session. A spent one does so too until its end: it might still be on somebody's lips.</summary>
    public bool IsTaken(DateTimeOffset now) => SessionId is not null && now < ExpiresAt;

    /// <summary>Whether a device can use it.</summary>
    public bool Opens(DateTimeOffset now) => IsTaken(now) && SpentFor is null;
}
