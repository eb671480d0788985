using System.Buffers.Binary;
using System.Text;

namespace SeeSupport.Pictures.Formats;

/// <summary>
/// WebP (RFC 9649). Kept: the image, its transparency, its colour profile, and of EXIF the orientation. XMP, unknown chunks and everything
/// behind the end are left out. Moving pictures are not taken.
/// </summary>
internal sealed class WebPRewriter
{
    private const int ChunkHeader = 8;
    private const int LargestExif = 4 * 1024 * 1024;
    private const byte HasProfile = 0x20;
    private const byte HasAlpha = 0x10;
    private const byte HasExif = 0x08;
    private const byte IsAnimated = 0x02;

    private readonly PictureBytes _source;
    private readonly List<Chunk> _kept = [];
    private int _orientation = Orientation.Upright;
    private (int Width, int Height)? _canvas;
    private (int Width, int Height)? _image;
    private bool _hasAlpha;

    private WebPRewriter(PictureBytes source) => _source = source;

    /// <inheritdoc cref="PictureRewriter.Rewrite"/>
    public static PictureFacts Rewrite(PictureBytes source, Stream target, long mostPixels)
    {
        var rewriter = new WebPRewriter(source);
        rewriter.Look(mostPixels);
        rewriter.Write(target);
        var (width, height) = rewriter._image!.Value;
        return PictureFacts.Upright("image/webp", width, height, rewriter._orientation);
    }

    private void Look(long mostPixels)
    {
        _source.Skip(4);
        var end = ChunkHeader + (long)NextLength();
        _source.Skip(4);
        if (end > _source.Position + _source.Left)
            throw PictureRewriter.Malformed();
        while (_source.Position + ChunkHeader <= end)
        {
            var chunk = new Chunk(Encoding.ASCII.GetString(_source.Read(4)), NextLength(), _source.Position);
            if (chunk.End > end + 1 || chunk.Place + chunk.Length > end)
                throw PictureRewriter.Malformed();
            LookAt(chunk, mostPixels);
            _source.MoveTo(Math.Min(chunk.End, end));
        }

        if (_image is null || (_canvas is { } canvas && canvas != _image))
            throw PictureRewriter.Malformed();
    }

    private void LookAt(Chunk chunk, long mostPixels)
    {
        switch (chunk.Type)
        {
            case "VP8X" when chunk.Length == 10 && _canvas is null && _image is null:
                var extended = _source.Read(10);
                if ((extended[0] & IsAnimated) != 0)
                    throw new SeeSupportException(Problems.PictureTypeUnknown);
                _hasAlpha = (extended[0] & HasAlpha) != 0;
                _canvas = (1 + UInt24(extended.AsSpan(4)), 1 + UInt24(extended.AsSpan(7)));
                break;
            case "VP8 " or "VP8L" when _image is null && chunk.Length >= 10:
                _image = SizeOf(chunk, _source.Read(10));
                PictureRewriter.CheckSize(_image.Value.Width, _image.Value.Height, mostPixels);
                _kept.Add(chunk);
                break;
            case "ALPH" when _canvas is not null && _image is null:
                _kept.Add(chunk);
                break;
            case "ICCP" when _canvas is not null && _image is null:
                if (chunk.Length >= ColourProfile.HeaderLength && ColourProfile.IsOne(_source.Read(ColourProfile.HeaderLength), chunk.Length))
                    _kept.Add(chunk);
                break;
            case "EXIF" when chunk.Length <= LargestExif && _orientation == Orientation.Upright:
                var exif = _source.Read((int)chunk.Length).AsSpan();
                // Some write JPEG's prefix, too.
                _orientation = Orientation.Read(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif);
                break;
            case "VP8X" or "VP8 " or "VP8L" or "ALPH" or "ICCP":
                throw PictureRewriter.Malformed();
            case "ANIM" or "ANMF":
                throw new SeeSupportException(Problems.PictureTypeUnknown);
        }
    }

    /// <summary>RFC 6386, section 9.1; RFC 9649, section 3.4.</summary>
    private static (int Width, int Height) SizeOf(Chunk chunk, byte[] start)
    {
        if (chunk.Type == "VP8 ")
        {
            return (start[0] & 1) == 0 && start.AsSpan(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
                ? (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(6)) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)) & 0x3FFF)
                : throw PictureRewriter.Malformed();
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(1));
        return start[0] == 0x2F && bits >> 29 == 0
            ? (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF))
            : throw PictureRewriter.Malformed();
    }

    private void Write(Stream target)
    {
        var exif = _orientation == Orientation.Upright ? [] : Orientation.Write(_orientation);
        var isExtended = _canvas is not null;
        var length = 4 + _kept.Sum(chunk => chunk.Padded) + (isExtended ? ChunkHeader + 10 : 0) + (exif.Length > 0 && isExtended ? ChunkHeader + exif.Length : 0);
        WriteHeader(target, "RIFF", length);
        target.Write("WEBP"u8);
        if (isExtended)
        {
            var (width, height) = _canvas!.Value;
            var flags = (_kept.Any(chunk => chunk.Type == "ICCP") ? HasProfile : 0) | (_hasAlpha ? HasAlpha : 0) | (exif.Length > 0 ? HasExif : 0);
            WriteHeader(target, "VP8X", 10);
            target.Write([(byte)flags, 0, 0, 0, .. UInt24(width - 1), .. UInt24(height - 1)]);
        }

        foreach (var chunk in _kept)
        {
            WriteHeader(target, chunk.Type, chunk.Length);
            _source.MoveTo(chunk.Place);
            _source.Copy(target, chunk.Length);
            if (chunk.Length % 2 == 1)
                target.WriteByte(0);
        }

        if (exif.Length > 0 && isExtended)
        {
            WriteHeader(target, "EXIF", exif.Length);
            target.Write(exif);
        }
    }

    private uint NextLength() => BinaryPrimitives.ReverseEndianness(_source.NextUInt32());

    private static void WriteHeader(Stream target, string type, long length)
    {
        Span<byte> header = stackalloc byte[ChunkHeader];
        Encoding.ASCII.GetBytes(type, header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)length);
        target.Write(header);
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static byte[] UInt24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    /// <summary>A chunk: its content's length and place in the file. Contents of odd length are followed by one byte of padding.</summary>
    private sealed record Chunk(string Type, uint Length, long Place)
    {
        public long End => Place + Length + Length % 2;

        public long Padded => ChunkHeader + Length + Length % 2;
    }
}
