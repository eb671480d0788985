using System.Buffers.Binary;

namespace SeeSupport.Pictures.Formats;

/// <summary>How a camera was held, 1 (upright) to 8, as EXIF tells it (CIPA DC-008, tag 274). All else that EXIF tells is dropped.</summary>
internal static class Orientation
{
    /// <summary>Held upright, or not known.</summary>
    public const int Upright = 1;

    private const int Tag = 274;
    private const int Short = 3;
    private const int EntryLength = 12;

    /// <summary>The orientation of an EXIF block, which is a TIFF file; <see cref="Upright"/> where it tells none or is broken.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
            return Upright;
        var little = tiff[0] == 'I';
        var directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
            return Upright;
        var entries = tiff[((int)directory + 2)..];
        for (var left = UInt16(tiff[(int)directory..], little); left > 0 && entries.Length >= EntryLength; left--, entries = entries[EntryLength..])
        {
            if (UInt16(entries, little) != Tag || UInt16(entries[2..], little) != Short)
                continue;
            var value = UInt16(entries[8..], little);
            return value is >= 1 and <= 8 ? value : Upright;
        }

        return Upright;
    }

    /// <summary>An EXIF block that tells an orientation and nothing else.</summary>
    public static byte[] Write(int orientation) =>
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static int UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
