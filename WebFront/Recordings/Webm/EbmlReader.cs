using System.Buffers.Binary;

namespace SeeSupport.WebFront.Recordings.Webm;

/// <summary>Reads EBML elements (RFC 8794) from a file, one head at a time.</summary>
internal sealed class EbmlReader(Stream file)
{
    /// <summary>Size of an element whose end only its parent's next element tells (RFC 8794, section 6.2).</summary>
    public const long Unknown = -1;

    private readonly byte[] _bytes = new byte[8];

    /// <summary>Where the next element begins, bytes from the file's start.</summary>
    public long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>Length of the file, bytes.</summary>
    public long Length => file.Length;

    /// <summary>Reads the next element's head; false at the end of the file, or where it is cut off.</summary>
    public bool TryReadHead(out EbmlElement element)
    {
        element = default;
        var start = Position;
        if (!TryReadNumber(keepMarker: true, out var id) || !TryReadNumber(keepMarker: false, out var size))
            return false;
        element = new((uint)id, start, Position, size);
        return true;
    }

    /// <summary>The bytes of an element, at most 16 MB.</summary>
    public byte[] ReadContent(EbmlElement element)
    {
        if (element.Size is < 0 or > 16 * 1024 * 1024)
            throw new InvalidDataException("An element is too large.");
        var content = new byte[element.Size];
        Position = element.Content;
        file.ReadExactly(content);
        return content;
    }

    /// <summary>An unsigned integer of up to eight bytes (RFC 8794, section 7.2).</summary>
    public static ulong Unsigned(ReadOnlySpan<byte> content)
    {
        ulong value = 0;
        foreach (var part in content)
            value = (value << 8) | part;
        return value;
    }

    /// <summary>Reads bytes at a place; fewer at the end of the file.</summary>
    public int Read(long at, Span<byte> into)
    {
        Position = at;
        return file.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
    }

    /// <summary>A variable-size integer (RFC 8794, section 4): as many leading zero bits as further bytes.</summary>
    private bool TryReadNumber(bool keepMarker, out long value)
    {
        value = 0;
        var first = file.ReadByte();
        if (first <= 0)
            return false;
        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24 + 1;
        _bytes.AsSpan().Clear();
        _bytes[8 - length] = (byte)(keepMarker ? first : first & (0xff >> length));
        if (file.ReadAtLeast(_bytes.AsSpan(9 - length), length - 1, throwOnEndOfStream: false) < length - 1)
            return false;
        value = BinaryPrimitives.ReadInt64BigEndian(_bytes);
        if (!keepMarker && value == (1L << (7 * length)) - 1)
            value = Unknown;
        return true;
    }
}
