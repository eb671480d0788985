namespace SeeSupport.FarAway.Pictures;

/// <summary>JPEG files of any size, right in their structure; their scan is noise.</summary>
public static class SampleJpeg
{
    /// <summary>Makes one. With metadata it has all that there is: EXIF with place and thumbnail, XMP in parts, IPTC, comments, a second image.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="scanBytes">Length of its scan.</param>
    /// <param name="metadata">Whether there is metadata.</param>
    /// <param name="orientation">EXIF's orientation, 1 to 8.</param>
    /// <param name="seed">Makes the noise another one.</param>
    public static byte[] Make(int width = 640, int height = 480, int scanBytes = 4000, bool metadata = true, int orientation = 1, int seed = 1)
    {
        var file = new ByteWriter().Bytes(0xFF, 0xD8);
        Segment(file, 0xE0, new ByteWriter().Text("JFIF\0").Bytes(1, 1, 1, 0, 72, 0, 72, 1, 1, 1, 2, 3).ToArray());
        if (metadata)
            AddMetadata(file, orientation);
        Segment(file, 0xEE, new ByteWriter().Text("Adobe").Bytes(0, 100, 0, 0, 0, 0, 1).ToArray());
        Segment(file, 0xDB, [0, .. Enumerable.Range(1, 64).Select(each => (byte)each)]);
        Segment(file, 0xC0, new ByteWriter().Bytes(8).UInt16(height).UInt16(width).Bytes(3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0).ToArray());
        Segment(file, 0xC4, [0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Segment(file, 0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
        file.Bytes(Noise(scanBytes, seed)).Bytes(0xFF, 0xD9);
        if (metadata)
            file.Bytes(Make(320, 240, 300, metadata: false)).Text($"a second image, {Personal.Word}");
        return file.ToArray();
    }

    /// <summary>A scan: no marker in it but restarts and stuffed bytes.</summary>
    public static byte[] Noise(int length, int seed)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        for (var at = 0; at < length; at++)
        {
            if (noise[at] != 0xFF)
                continue;
            if (at + 1 < length)
                noise[at + 1] = (byte)(at % 3 == 0 ? 0xD0 + at % 8 : 0);
            else
                noise[at] = 0;
            at++;
        }

        return noise;
    }

    private static void AddMetadata(ByteWriter file, int orientation)
    {
        Segment(file, 0xE0, new ByteWriter().Text("JFXX\0").Bytes(0x10).Text(Personal.Word).ToArray());
        Segment(file, 0xE1, [.. "Exif\0\0"u8, .. SampleMetadata.Exif(orientation)]);
        Segment(file, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. SampleMetadata.Xmp()]);
        var extended = SampleMetadata.Xmp(words: 5000);
        for (var at = 0; at < extended.Length; at += extended.Length / 2 + 1)
        {
            Segment(file, 0xE1, new ByteWriter().Text("http://ns.adobe.com/xmp/extension/\0").Text(new string('A', 32)).UInt32(extended.Length).UInt32(at)
                .Bytes(extended[at..Math.Min(extended.Length, at + extended.Length / 2 + 1)]).ToArray());
        }

        Segment(file, 0xE2, new ByteWriter().Text("MPF\0").Text("MM").UInt16(42).UInt32(8).UInt16(0).UInt32(0).Text(Personal.Word).ToArray());
        var profile = SampleMetadata.Profile(1000);
        Segment(file, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 2, .. profile[..600]]);
        Segment(file, 0xE2, [.. "ICC_PROFILE\0"u8, 2, 2, .. profile[600..]]);
        Segment(file, 0xED, SampleMetadata.Iptc());
        Segment(file, 0xE5, new ByteWriter().Text(Personal.Word).ToArray());
        Segment(file, 0xFE, new ByteWriter().Text($"Taken at {Personal.Word}").ToArray());
    }

    private static void Segment(ByteWriter file, byte marker, byte[] content) => file.Bytes(0xFF, marker).UInt16(content.Length + 2).Bytes(content);
}
