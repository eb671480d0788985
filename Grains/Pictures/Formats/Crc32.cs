namespace SeeSupport.Pictures.Formats;

/// <summary>PNG's checksum of chunks (third edition, annex D).</summary>
internal struct Crc32
{
    private static readonly uint[] Table = MakeTable();

    private uint _register = 0xFFFFFFFF;

    public Crc32()
    {
    }

    /// <summary>The checksum of all that was added.</summary>
    public readonly uint Value => ~_register;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
            _register = Table[(byte)(_register ^ each)] ^ (_register >> 8);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            var value = n;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[n] = value;
        }

        return table;
    }
}
