namespace SeeSupport.Pictures;

/// <summary>How large pictures may be, how many there may be, and how long they are kept. Section <c>SeeSupport:Pictures</c>.</summary>
public sealed class PictureOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Pictures";

    private const long Megabyte = 1024 * 1024;

    /// <summary>Largest snapshot, bytes. Default 25 MiB.</summary>
    public long SnapshotBytes { get; set; } = 25 * Megabyte;

    /// <summary>Largest photo from the consumer's page, bytes. Default 25 MiB.</summary>
    public long PhotoBytes { get; set; } = 25 * Megabyte;

    /// <summary>Largest picture that an agent keeps, bytes. Default 25 MiB.</summary>
    public long FrozenBytes { get; set; } = 25 * Megabyte;

    /// <summary>Largest picture of a picture message, bytes. Default 25 MiB.</summary>
    public long TextBytes { get; set; } = 25 * Megabyte;

    /// <summary>Most pixels of a picture, width times height: whoever looks at it holds four bytes for each. Default 120 million.</summary>
    public long MostPixels { get; set; } = 120_000_000;

    /// <summary>Most pictures of a session. Default 100.</summary>
    public int PerSession { get; set; } = 100;

    /// <summary>Most bytes of all pictures of a session. Default 500 MiB.</summary>
    public long BytesPerSession { get; set; } = 500 * Megabyte;

    /// <summary>Most pictures of a session that may be on their way at once. Default 10.</summary>
    public int AtOnce { get; set; } = 10;

    /// <summary>How long a picture that is on its way waits for its next piece. Default 24 h.</summary>
    public TimeSpan KeepUploads { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how many days a picture is deleted; 0 for never. Default 90.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary>How often it is looked for pictures whose time is over, and for files that nobody refers to. Default 24 h.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Largest picture of a source, bytes.</summary>
    public long MostBytes(PictureSource source) => source switch
    {
        PictureSource.Snapshot => SnapshotBytes,
        PictureSource.Photo => PhotoBytes,
        PictureSource.Frozen => FrozenBytes,
        _ => TextBytes,
    };
}
