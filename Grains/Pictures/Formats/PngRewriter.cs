using System.Buffers.Binary;
using System.Text;

namespace SeeSupport.Pictures.Formats;

/// <summary>
/// PNG (W3C, third edition). Kept: the image, its palette and transparency, and what says how its colours are meant. Texts, times, EXIF but
/// for the orientation, animation, everything private and everything behind the end are left out. Checksums are checked.
/// </summary>
internal sealed class PngRewriter
{
    /// <summary>Largest table that is read as a whole, bytes: far more than a palette, a profile or an EXIF block takes.</summary>
    private const int LargestTable = 4 * 1024 * 1024;

    private const int HeaderLength = 13;

    private static readonly HashSet<string> Tables = ["PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "mDCV", "cLLI"];

    private readonly PictureBytes _source;
    private readonly Stream _target;
    private int _width;
    private int _height;
    private int _orientation = Orientation.Upright;
    private bool _hasImage;
    private bool _isImageOver;

    private PngRewriter(PictureBytes source, Stream target) => (_source, _target) = (source, target);

    /// <summary>What every PNG begins with (section 5.2).</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <inheritdoc cref="PictureRewriter.Rewrite"/>
    public static PictureFacts Rewrite(PictureBytes source, Stream target, long mostPixels)
    {
        var rewriter = new PngRewriter(source, target);
        source.Skip(Signature.Length);
        target.Write(Signature);
        rewriter.TakeHeader(mostPixels);
        while (rewriter.TakeChunk())
        {
            // The next one.
        }

        return PictureFacts.Upright("image/png", rewriter._width, rewriter._height, rewriter._orientation);
    }

    /// <summary>Section 11.2.1: width, height, depth, colour type, three methods.</summary>
    private void TakeHeader(long mostPixels)
    {
        var (length, type) = NextChunk();
        if (type != "IHDR" || length != HeaderLength)
            throw PictureRewriter.Malformed();
        var bytes = ReadTable(type, HeaderLength);
        var width = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var height = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4));
        PictureRewriter.CheckSize(width, height, mostPixels);
        if (width > int.MaxValue || height > int.MaxValue || !IsDepth(bytes[9], bytes[8]) || bytes[10] != 0 || bytes[11] != 0 || bytes[12] > 1)
            throw PictureRewriter.Malformed();
        (_width, _height) = ((int)width, (int)height);
        Write(type, bytes);
    }

    private static bool IsDepth(byte colour, byte depth) => colour switch
    {
        0 => depth is 1 or 2 or 4 or 8 or 16,
        3 => depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => depth is 8 or 16,
        _ => false,
    };

    /// <summary>Takes one chunk; false when it was the last.</summary>
    private bool TakeChunk()
    {
        var (length, type) = NextChunk();
        if (type != "IDAT" && _hasImage)
            _isImageOver = true;
        switch (type)
        {
            case "IDAT" when !_isImageOver:
                if (!_hasImage && _orientation != Orientation.Upright)
                    Write("eXIf", Orientation.Write(_orientation));
                _hasImage = true;
                CopyImage(length);
                return true;
            case "IEND" when length == 0 && _hasImage:
                ReadTable(type, 0);
                Write(type, []);
                return false;
            case "eXIf" when !_hasImage && length <= LargestTable:
                _orientation = Orientation.Read(ReadTable(type, length));
                return true;
            case var _ when Tables.Contains(type) && length <= LargestTable && !_hasImage:
                Write(type, ReadTable(type, length));
                return true;
            case var _ when char.IsAsciiLetterUpper(type[0]):
                // Nothing that is needed to show the image is left out in silence (section 5.4).
                throw PictureRewriter.Malformed();
            default:
                _source.Skip(length + 4L);
                return true;
        }
    }

    private (int Length, string Type) NextChunk()
    {
        var length = _source.NextUInt32();
        var type = Encoding.ASCII.GetString(_source.Read(4));
        if (length > int.MaxValue || !type.All(char.IsAsciiLetter))
            throw PictureRewriter.Malformed();
        return ((int)length, type);
    }

    private byte[] ReadTable(string type, int length)
    {
        var bytes = _source.Read(length);
        if (_source.NextUInt32() != ChecksumOf(type, bytes))
            throw PictureRewriter.Malformed();
        return bytes;
    }

    private void CopyImage(int length)
    {
        var checksum = new Crc32();
        checksum.Add("IDAT"u8);
        WriteUInt32((uint)length);
        _target.Write("IDAT"u8);
        _source.Copy(_target, length, part => checksum.Add(part));
        if (_source.NextUInt32() != checksum.Value)
            throw PictureRewriter.Malformed();
        WriteUInt32(checksum.Value);
    }

    private void Write(string type, ReadOnlySpan<byte> bytes)
    {
        WriteUInt32((uint)bytes.Length);
        _target.Write(Encoding.ASCII.GetBytes(type));
        _target.Write(bytes);
        WriteUInt32(ChecksumOf(type, bytes));
    }

    private static uint ChecksumOf(string type, ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32();
        checksum.Add(Encoding.ASCII.GetBytes(type));
        checksum.Add(bytes);
        return checksum.Value;
    }

    private void WriteUInt32(uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        _target.Write(four);
    }
}
