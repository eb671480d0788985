namespace SeeSupport.Records.Pictures;

/// <summary>Where pictures are stored. Section <c>SeeSupport:Pictures</c>.</summary>
public sealed class PictureStoreOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Pictures";

    /// <summary>Folder for pictures; made when it is missing. With several machines, one that they share. Default: <c>pictures</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>A bucket in place of the folder.</summary>
    public S3PictureOptions S3 { get; set; } = new();
}
