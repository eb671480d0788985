using System.Buffers.Binary;

namespace SeeSupport.Pictures.Formats;

/// <summary>What a file is, by its first bytes: what it says of itself does not count.</summary>
public enum PictureFormat
{
    /// <summary>Nothing that is taken.</summary>
    Unknown,

    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>PNG (W3C, third edition).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,

    /// <summary>HEIC and its kin (ISO/IEC 23008-12).</summary>
    Heif,
}

/// <summary>Recognizes formats.</summary>
public static class PictureFormats
{
    /// <summary>How many bytes it takes to recognize a format.</summary>
    public const int Needed = 12;

    /// <summary>A format's media type.</summary>
    public static string TypeOf(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Png => "image/png",
        PictureFormat.WebP => "image/webp",
        PictureFormat.Heif => "image/heic",
        _ => "application/octet-stream",
    };

    /// <summary>The format of a file that begins with these bytes, at least <see cref="Needed"/> unless the file is shorter.</summary>
    public static PictureFormat Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureFormat.Jpeg;
        if (start.StartsWith(PngRewriter.Signature))
            return PictureFormat.Png;
        if (start.Length < Needed)
            return PictureFormat.Unknown;
        if (start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8))
            return PictureFormat.WebP;
        return start[4..8].SequenceEqual("ftyp"u8) && BinaryPrimitives.ReadUInt32BigEndian(start) >= 16 && HeifReader.IsBrand(start[8..12])
            ? PictureFormat.Heif
            : PictureFormat.Unknown;
    }
}
