namespace SeeSupport.Bench.Floor;

/// <summary>Two connections under one id.</summary>
/// <param name="SessionId">The id.</param>
public sealed record FloorSession(string SessionId)
{
    /// <summary>Connection id of the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Connection id of the consumer; null before the join.</summary>
    public string? Consumer { get; set; }
}
