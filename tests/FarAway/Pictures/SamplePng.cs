using System.IO.Compression;
using System.Text;

namespace SeeSupport.FarAway.Pictures;

/// <summary>PNG files that any program shows: a grey wedge.</summary>
public static class SamplePng
{
    /// <summary>Makes one. A size beyond a million pixels is claimed only: that file is a bomb.</summary>
    public static byte[] Make(int width = 64, int height = 48, bool metadata = true, int orientation = 1)
    {
        var file = new ByteWriter().Bytes(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A);
        Chunk(file, "IHDR", new ByteWriter().UInt32(width).UInt32(height).Bytes(8, 0, 0, 0, 0).ToArray());
        if (metadata)
        {
            Chunk(file, "iCCP", [.. "profile\0\0"u8, .. Deflated(SampleMetadata.Profile())]);
            Chunk(file, "tEXt", Encoding.Latin1.GetBytes($"Author\0{Personal.Word}"));
            Chunk(file, "zTXt", [.. "Comment\0\0"u8, .. Deflated(Encoding.Latin1.GetBytes(Personal.Word))]);
            Chunk(file, "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. SampleMetadata.Xmp()]);
            Chunk(file, "eXIf", SampleMetadata.Exif(orientation));
            Chunk(file, "tIME", [7, 234, 11, 22, 10, 0, 0]);
            Chunk(file, "acTL", [0, 0, 0, 1, 0, 0, 0, 0]);
            Chunk(file, "prVt", Encoding.Latin1.GetBytes(Personal.Word));
        }

        var pixels = Deflated(width * (long)height <= 1_000_000 ? Wedge(width, height) : new byte[1000]);
        Chunk(file, "IDAT", pixels[..(pixels.Length / 2)]);
        Chunk(file, "IDAT", pixels[(pixels.Length / 2)..]);
        if (metadata)
            Chunk(file, "tEXt", Encoding.Latin1.GetBytes($"Location\0{Personal.Word}"));
        Chunk(file, "IEND", []);
        return metadata ? file.Text(Personal.Word).ToArray() : file.ToArray();
    }

    private static void Chunk(ByteWriter file, string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.UInt32(content.Length).Bytes(named).UInt32(Checksum(named));
    }

    private static byte[] Wedge(int width, int height)
    {
        var rows = new byte[(width + 1) * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                rows[y * (width + 1) + 1 + x] = (byte)(255 * x / width);
        }

        return rows;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var deflating = new ZLibStream(target, CompressionLevel.Fastest))
            deflating.Write(bytes);
        return target.ToArray();
    }

    private static uint Checksum(byte[] bytes)
    {
        var register = 0xFFFFFFFF;
        foreach (var each in bytes)
        {
            register ^= each;
            for (var bit = 0; bit < 8; bit++)
                register = (register & 1) == 1 ? 0xEDB88320 ^ (register >> 1) : register >> 1;
        }

        return ~register;
    }
}
