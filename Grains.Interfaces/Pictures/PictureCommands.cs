namespace SeeSupport.Pictures;

/// <summary>A picture begins to arrive. A repeat by the same sender with the same id is the same picture.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.BeginPicture")]
public sealed record BeginPicture
{
    /// <summary>Identity within the session: 16 to 36 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    [Id(0)]
    public required string PictureId { get; init; }

    /// <summary>Where it comes from.</summary>
    [Id(1)]
    public required PictureSource Source { get; init; }

    /// <summary>Its announced size, bytes; 0 where nobody tells.</summary>
    [Id(2)]
    public required long Bytes { get; init; }

    /// <summary>Who sent it: a masked phone number; null where it comes from a page.</summary>
    [Id(3)]
    public string? From { get; init; }

    /// <summary>The private picture of which this is the converted form; null for most.</summary>
    [Id(4)]
    public string? Converts { get; init; }
}

/// <summary>What was stored of a picture.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.PictureContent")]
public sealed record PictureContent
{
    /// <summary>SHA-256 of the stored bytes, 64 hexadecimal digits in lower case: the picture store finds them by it.</summary>
    [Id(0)]
    public required string Hash { get; init; }

    /// <summary>Media type, as the content says.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>Width when it is held upright, pixels; null where the format is not read.</summary>
    [Id(2)]
    public int? Width { get; init; }

    /// <summary>Height when it is held upright, pixels; null where the format is not read.</summary>
    [Id(3)]
    public int? Height { get; init; }

    /// <summary>Stored size, bytes.</summary>
    [Id(4)]
    public required long Bytes { get; init; }

    /// <summary>Whether its metadata is still in it, so that it is shown to nobody.</summary>
    [Id(5)]
    public bool Private { get; init; }
}

/// <summary>Where the bytes of a picture are found.</summary>
/// <param name="View">The picture.</param>
/// <param name="Content">Hash of what is stored; null when nothing is.</param>
/// <param name="Thumbnail">Hash of the small form; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.PictureFile")]
public sealed record PictureFile(
    [property: Id(0)] PictureView View,
    [property: Id(1)] string? Content,
    [property: Id(2)] string? Thumbnail);
