namespace SeeSupport.Pictures.Formats;

/// <summary>What a picture's structure tells.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Width">Width held upright, pixels; null where it is not read.</param>
/// <param name="Height">Height held upright, pixels; null where it is not read.</param>
/// <param name="HasMetadata">Whether metadata is still in what was written, because only a decoder could take it out.</param>
internal sealed record PictureFacts(string Type, int? Width, int? Height, bool HasMetadata = false)
{
    /// <summary>A picture whose metadata is gone. EXIF's orientations 5 to 8 lie on their side.</summary>
    public static PictureFacts Upright(string type, int width, int height, int orientation) =>
        orientation >= 5 ? new(type, height, width) : new(type, width, height);
}
