using System.Buffers.Binary;
using System.Text;

namespace SeeSupport.FarAway.Pictures;

/// <summary>Puts a file together from numbers and words.</summary>
internal sealed class ByteWriter
{
    private readonly MemoryStream _bytes = new();

    public int Length => (int)_bytes.Length;

    public ByteWriter Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public ByteWriter Text(string text) => Bytes(Encoding.Latin1.GetBytes(text));

    public ByteWriter UInt16(int value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)value);
        return Bytes(two);
    }

    public ByteWriter UInt32(long value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, (uint)value);
        return Bytes(four);
    }

    public ByteWriter LittleUInt32(long value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, (uint)value);
        return Bytes(four);
    }

    public byte[] ToArray() => _bytes.ToArray();
}
