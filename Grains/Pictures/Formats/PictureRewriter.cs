namespace SeeSupport.Pictures.Formats;

/// <summary>
/// Writes a picture anew with what shows it and nothing else: no EXIF, GPS, XMP, IPTC, comments, thumbnails, further images, nor anything
/// behind its end. Of metadata only the orientation stays, in an EXIF block of its own, and the colour profile. Pixels are never decoded,
/// so nothing here grows with what a file claims to hold. What breaks its format's rules is refused as a whole.
/// </summary>
internal static class PictureRewriter
{
    /// <summary>
    /// Reads a picture from the beginning of a stream that can seek and writes it anew. Throws <see cref="SeeSupportException"/> with
    /// <c>picture-type-unknown</c>, <c>picture-malformed</c> or <c>picture-too-many-pixels</c>; then what was written is of no use.
    /// </summary>
    public static PictureFacts Rewrite(Stream source, Stream target, long mostPixels)
    {
        Span<byte> start = stackalloc byte[PictureFormats.Needed];
        source.Position = 0;
        var format = PictureFormats.Of(start[..source.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        source.Position = 0;
        var bytes = new PictureBytes(source);
        return format switch
        {
            PictureFormat.Jpeg => JpegRewriter.Rewrite(bytes, target, mostPixels),
            PictureFormat.Png => PngRewriter.Rewrite(bytes, target, mostPixels),
            PictureFormat.WebP => WebPRewriter.Rewrite(bytes, target, mostPixels),
            PictureFormat.Heif => HeifReader.Copy(bytes, target, mostPixels),
            _ => throw new SeeSupportException(Problems.PictureTypeUnknown),
        };
    }

    /// <summary>Throws unless a picture has pixels, and not too many.</summary>
    public static void CheckSize(long width, long height, long mostPixels)
    {
        if (width <= 0 || height <= 0)
            throw Malformed();
        if (width > mostPixels / height)
            throw new SeeSupportException(Problems.PictureTooManyPixels);
    }

    /// <summary>The picture breaks its format.</summary>
    public static SeeSupportException Malformed() => new(Problems.PictureMalformed);
}
