namespace SeeSupport.FarAway.Pictures;

/// <summary>WebP files, right in their structure; their image is noise.</summary>
public static class SampleWebP
{
    /// <summary>Makes one; with metadata in the extended form (RFC 9649, section 2.7).</summary>
    public static byte[] Make(int width = 640, int height = 480, int bytes = 1000, bool metadata = true, int orientation = 1, bool moving = false)
    {
        var chunks = new ByteWriter().Text("WEBP");
        if (metadata)
        {
            Chunk(chunks, "VP8X", [(byte)(0x2C | (moving ? 2 : 0)), 0, 0, 0, .. UInt24(width - 1), .. UInt24(height - 1)]);
            Chunk(chunks, "ICCP", SampleMetadata.Profile());
        }

        var image = new byte[bytes];
        new Random(1).NextBytes(image);
        new ByteWriter().Bytes(0x2F).LittleUInt32((uint)(width - 1) | ((uint)(height - 1) << 14)).ToArray().CopyTo(image, 0);
        Chunk(chunks, "VP8L", image);
        if (metadata)
        {
            Chunk(chunks, "EXIF", SampleMetadata.Exif(orientation));
            Chunk(chunks, "XMP ", SampleMetadata.Xmp());
            Chunk(chunks, "abcd", new ByteWriter().Text(Personal.Word).ToArray());
        }

        var file = new ByteWriter().Text("RIFF").LittleUInt32(chunks.Length).Bytes(chunks.ToArray());
        return metadata ? file.Text(Personal.Word).ToArray() : file.ToArray();
    }

    private static void Chunk(ByteWriter file, string type, byte[] content)
    {
        file.Text(type).LittleUInt32(content.Length).Bytes(content);
        if (content.Length % 2 == 1)
            file.Bytes(0);
    }

    private static byte[] UInt24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
