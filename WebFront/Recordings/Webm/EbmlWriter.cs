using System.Buffers.Binary;

namespace SeeSupport.WebFront.Recordings.Webm;

/// <summary>Puts EBML elements together (RFC 8794).</summary>
internal sealed class EbmlWriter
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Bytes so far.</summary>
    public int Length => (int)_bytes.Length;

    /// <summary>What was written.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>The head of an element whose size takes eight bytes, whatever it is: so that it can be known before it is written.</summary>
    public EbmlWriter Head(uint id, long size)
    {
        WriteId(id);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, size | (1L << 56));
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>An element with this content.</summary>
    public EbmlWriter Element(uint id, ReadOnlySpan<byte> content)
    {
        Head(id, content.Length);
        _bytes.Write(content);
        return this;
    }

    /// <summary>An element that holds others.</summary>
    public EbmlWriter Element(uint id, EbmlWriter content) => Element(id, content.ToArray());

    /// <summary>An unsigned integer, always of eight bytes.</summary>
    public EbmlWriter Unsigned(uint id, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Element(id, bytes);
    }

    /// <summary>A floating-point number of eight bytes.</summary>
    public EbmlWriter Float(uint id, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Element(id, bytes);
    }

    private void WriteId(uint id)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        _bytes.Write(bytes[(System.Numerics.BitOperations.LeadingZeroCount(id) / 8)..]);
    }
}
