using SeeSupport.Sessions;

namespace SeeSupport.Pictures;

/// <summary>One picture of a session, as its agent sees it. Its bytes never change; an annotated copy is another picture.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.PictureView")]
public sealed record PictureView
{
    /// <summary>Identity within its session, chosen by whoever sends it: 16 to 36 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    [Id(0)]
    public required string PictureId { get; init; }

    /// <summary>Where it comes from.</summary>
    [Id(1)]
    public required PictureSource Source { get; init; }

    /// <summary>Where it is.</summary>
    [Id(2)]
    public required PictureState State { get; init; }

    /// <summary>Why it cannot be shown and what to do; null when it can.</summary>
    [Id(3)]
    public Problem? Problem { get; init; }

    /// <summary>Its media type, for example <c>image/jpeg</c>, as its content says; null while it is on its way.</summary>
    [Id(4)]
    public string? Type { get; init; }

    /// <summary>Width when it is held upright, pixels; null while that is not known.</summary>
    [Id(5)]
    public int? Width { get; init; }

    /// <summary>Height when it is held upright, pixels; null while that is not known.</summary>
    [Id(6)]
    public int? Height { get; init; }

    /// <summary>Its size in bytes: as announced while it is on its way, as stored afterwards.</summary>
    [Id(7)]
    public required long Bytes { get; init; }

    /// <summary>How much of it has arrived, bytes.</summary>
    [Id(8)]
    public long ReceivedBytes { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    [Id(9)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(10)]
    public required ParticipantRole By { get; init; }

    /// <summary>Who sent it, where that is not the consumer's page: a masked phone number; null otherwise.</summary>
    [Id(11)]
    public string? From { get; init; }

    /// <summary>How the agent turned it, degrees clockwise: 0, 90, 180 or 270.</summary>
    [Id(12)]
    public int Rotation { get; init; }
}
