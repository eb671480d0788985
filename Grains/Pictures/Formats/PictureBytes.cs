using System.Buffers.Binary;

namespace SeeSupport.Pictures.Formats;

/// <summary>A picture's bytes, read once from beginning to end through a small buffer. Reading beyond the end is <c>picture-malformed</c>.</summary>
internal sealed class PictureBytes(Stream source)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;
    private long _read;

    /// <summary>The next byte's place in the file.</summary>
    public long Position => _read - (_end - _at);

    /// <summary>How many bytes there still are.</summary>
    public long Left => source.Length - Position;

    /// <summary>One byte.</summary>
    public byte Next()
    {
        if (_at == _end)
            Fill();
        return _buffer[_at++];
    }

    /// <summary>A number of two bytes, the high one first.</summary>
    public int NextUInt16()
    {
        var high = Next();
        return (high << 8) | Next();
    }

    /// <summary>A number of four bytes, the high one first.</summary>
    public uint NextUInt32()
    {
        Span<byte> four = stackalloc byte[4];
        Read(four);
        return BinaryPrimitives.ReadUInt32BigEndian(four);
    }

    /// <summary>As many bytes as fit.</summary>
    public void Read(Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            if (_at == _end)
                Fill();
            var part = Math.Min(into.Length, _end - _at);
            _buffer.AsSpan(_at, part).CopyTo(into);
            _at += part;
            into = into[part..];
        }
    }

    /// <summary>So many bytes in an array of their own; the caller has looked whether that many are reasonable.</summary>
    public byte[] Read(int count)
    {
        if (count > Left)
            throw PictureRewriter.Malformed();
        var bytes = new byte[count];
        Read(bytes);
        return bytes;
    }

    /// <summary>Leaves bytes out.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > Left)
            throw PictureRewriter.Malformed();
        var buffered = (int)Math.Min(count, _end - _at);
        _at += buffered;
        if (count == buffered)
            return;
        source.Seek(count - buffered, SeekOrigin.Current);
        _read += count - buffered;
    }

    /// <summary>Goes back, or on, to a place in the file.</summary>
    public void MoveTo(long position)
    {
        source.Position = position;
        (_at, _end, _read) = (0, 0, position);
    }

    /// <summary>Copies bytes to a stream; each part that passes is shown to <paramref name="look"/>.</summary>
    public void Copy(Stream target, long count, Action<ReadOnlySpan<byte>>? look = null)
    {
        if (count < 0 || count > Left)
            throw PictureRewriter.Malformed();
        while (count > 0)
        {
            if (_at == _end)
                Fill();
            var part = _buffer.AsSpan(_at, (int)Math.Min(count, _end - _at));
            target.Write(part);
            look?.Invoke(part);
            _at += part.Length;
            count -= part.Length;
        }
    }

    /// <summary>Copies bytes up to, not including, the next one of that value.</summary>
    public void CopyUntil(byte value, Stream target)
    {
        while (true)
        {
            if (_at == _end)
                Fill();
            var rest = _buffer.AsSpan(_at, _end - _at);
            var found = rest.IndexOf(value);
            var part = found < 0 ? rest : rest[..found];
            target.Write(part);
            _at += part.Length;
            if (found >= 0)
                return;
        }
    }

    private void Fill()
    {
        _end = source.Read(_buffer);
        _at = 0;
        _read += _end;
        if (_end == 0)
            throw PictureRewriter.Malformed();
    }
}
