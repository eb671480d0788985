namespace SeeSupport.FarAway.Pictures;

/// <summary>HEIC files as far as anybody looks who does not decode them.</summary>
public static class SampleHeic
{
    /// <summary>Makes one.</summary>
    public static byte[] Make(int width = 4032, int height = 3024)
    {
        var ispe = Box("ispe", new ByteWriter().UInt32(0).UInt32(width).UInt32(height).ToArray());
        var meta = Box("meta", [0, 0, 0, 0, .. Box("hdlr", new byte[24]), .. Box("iprp", Box("ipco", [.. ispe, .. Box("hvcC", new byte[20])]))]);
        return [.. Box("ftyp", "heic\0\0\0\0mif1heic"u8.ToArray()), .. meta, .. Box("mdat", new ByteWriter().Text(Personal.Word).Bytes(new byte[500]).ToArray())];
    }

    private static byte[] Box(string type, byte[] content) => new ByteWriter().UInt32(content.Length + 8).Text(type).Bytes(content).ToArray();
}
