namespace SeeSupport.WebFront.Uploads;

/// <summary>Where pictures are while they arrive. Section <c>SeeSupport:Pictures</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Pictures";

    /// <summary>
    /// Folder for what has arrived of pictures; made when it is missing. Fronts that do not share it begin an upload anew that comes to another
    /// front half-way. Default: <c>uploads</c> in the data folder.
    /// </summary>
    public string? UploadFolder { get; set; }
}
