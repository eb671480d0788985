namespace SeeSupport.Fronts;

/// <summary>Where a participant is reached: part of a session's stored state, so that a new activation can push at once.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConnectionAddress")]
public sealed record ConnectionAddress
{
    /// <summary>Identity of the front's process; new at each start.</summary>
    [Id(0)]
    public required string FrontId { get; init; }

    /// <summary>The front's hub connection.</summary>
    [Id(1)]
    public required string ConnectionId { get; init; }

    /// <summary>The front's observer.</summary>
    [Id(2)]
    public required IFrontObserver Observer { get; init; }
}
