namespace SeeSupport.Recordings;

/// <summary>One recording of a session, as its agent sees it. A change of the picture's connection begins another one.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.RecordingView")]
public sealed record RecordingView
{
    /// <summary>Identity within its session, chosen by the agent's browser: 36 of <c>a-f</c>, <c>0-9</c> and <c>-</c>.</summary>
    [Id(0)]
    public required string RecordingId { get; init; }

    /// <summary>Where it is.</summary>
    [Id(1)]
    public required RecordingState State { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    [Id(2)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the consent to it ended, UTC; null while it goes on.</summary>
    [Id(3)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its size in bytes; null until it is whole.</summary>
    [Id(4)]
    public long? Bytes { get; init; }

    /// <summary>Its length in time, milliseconds; null until it is whole.</summary>
    [Id(5)]
    public double? DurationMs { get; init; }
}
