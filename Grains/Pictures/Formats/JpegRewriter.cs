using System.Buffers.Binary;

namespace SeeSupport.Pictures.Formats;

/// <summary>
/// JPEG (ITU-T T.81, annex B). Kept: frame, tables and scans, each checked for its form; JFIF's marker without its thumbnail, Adobe's colour
/// transform, the colour profile (ICC.1, annex B.4). The order of what is kept stays.
/// </summary>
internal sealed class JpegRewriter
{
    private const byte Marker = 0xFF;
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;
    private const byte Dqt = 0xDB;
    private const byte Dri = 0xDD;
    private const byte Dht = 0xC4;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const byte Com = 0xFE;

    private readonly PictureBytes _source;
    private readonly Stream _target;
    private readonly long _mostPixels;
    private readonly List<byte[]> _profile = [];
    private int _orientation = Orientation.Upright;
    private bool _hasFrame;
    private bool _hasScan;
    private int _width;
    private int _height;

    private JpegRewriter(PictureBytes source, Stream target, long mostPixels) => (_source, _target, _mostPixels) = (source, target, mostPixels);

    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> Jfif => "JFIF\0"u8;

    private static ReadOnlySpan<byte> Adobe => "Adobe"u8;

    private static ReadOnlySpan<byte> IccProfile => "ICC_PROFILE\0"u8;

    /// <inheritdoc cref="PictureRewriter.Rewrite"/>
    public static PictureFacts Rewrite(PictureBytes source, Stream target, long mostPixels)
    {
        var rewriter = new JpegRewriter(source, target, mostPixels);
        rewriter.Run();
        return PictureFacts.Upright("image/jpeg", rewriter._width, rewriter._height, rewriter._orientation);
    }

    private void Run()
    {
        _source.Skip(2);
        _target.Write([Marker, Soi]);
        for (var marker = NextMarker(); marker != Eoi;)
            marker = Take(marker) ? CopyScan() : NextMarker();
        if (!_hasScan)
            throw PictureRewriter.Malformed();
        _target.Write([Marker, Eoi]);
    }

    /// <summary>A marker may have any number of fill bytes before it (B.1.1.2); nothing else may stand there.</summary>
    private byte NextMarker()
    {
        if (_source.Next() != Marker)
            throw PictureRewriter.Malformed();
        byte code;
        do
            code = _source.Next();
        while (code == Marker);
        return code;
    }

    /// <summary>Takes one segment; true when a scan's data follows.</summary>
    private bool Take(byte marker)
    {
        if (marker is 0 or 0x01 or (>= 0xD0 and <= Soi))
            throw PictureRewriter.Malformed();
        var length = _source.NextUInt16() - 2;
        if (length < 0)
            throw PictureRewriter.Malformed();
        switch (marker)
        {
            case App0 or App1 or App2 or App14:
                TakeApplication(marker, _source.Read(length));
                return false;
            case (>= App0 and <= 0xEF) or Com:
                _source.Skip(length);
                return false;
            case 0xC0 or 0xC1 or 0xC2:
                return TakeFrame(marker, _source.Read(length));
            case (>= 0xC3 and <= 0xCF) and not (Dht or 0xC8 or 0xCC):
                // Lossless, hierarchical, arithmetic: no browser shows them.
                throw new SeeSupportException(Problems.PictureTypeUnknown);
            case Dht:
                return Keep(marker, _source.Read(length), AreHuffmanTables);
            case Dqt:
                return Keep(marker, _source.Read(length), AreQuantizationTables);
            case Dri:
                return Keep(marker, _source.Read(length), static bytes => bytes.Length == 2);
            case Sos when _hasFrame:
                Keep(marker, _source.Read(length), IsScanHeader);
                return true;
            default:
                throw PictureRewriter.Malformed();
        }
    }

    private void TakeApplication(byte marker, byte[] bytes)
    {
        if (marker == App0 && bytes.AsSpan().StartsWith(Jfif) && bytes.Length >= 14)
        {
            // Version, no unit, one to one; a thumbnail of no size.
            Write(App0, [.. Jfif, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        }
        else if (marker == App1 && bytes.AsSpan().StartsWith(Exif) && _orientation == Orientation.Upright)
        {
            _orientation = Orientation.Read(bytes.AsSpan(Exif.Length));
            if (_orientation != Orientation.Upright)
                Write(App1, [.. Exif, .. Orientation.Write(_orientation)]);
        }
        else if (marker == App2 && bytes.AsSpan().StartsWith(IccProfile) && _profile.Count < ColourProfile.MostParts)
        {
            _profile.Add(bytes);
        }
        else if (marker == App14 && bytes.AsSpan().StartsWith(Adobe) && bytes.Length >= 12)
        {
            Write(App14, bytes.AsSpan(0, 12));
        }
    }

    /// <summary>B.2.2: precision, height, width, and three bytes for each component.</summary>
    private bool TakeFrame(byte marker, byte[] bytes)
    {
        if (_hasFrame || bytes.Length < 6 || bytes[5] is not (1 or 3 or 4) || bytes.Length != 6 + 3 * bytes[5])
            throw PictureRewriter.Malformed();
        if (bytes[0] != 8)
            throw new SeeSupportException(Problems.PictureTypeUnknown);
        _height = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(1));
        _width = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(3));
        for (var at = 6; at < bytes.Length; at += 3)
        {
            if (bytes[at + 1] >> 4 is < 1 or > 4 || (bytes[at + 1] & 15) is < 1 or > 4 || bytes[at + 2] > 3)
                throw PictureRewriter.Malformed();
        }

        PictureRewriter.CheckSize(_width, _height, _mostPixels);
        _hasFrame = true;
        WriteProfile();
        Write(marker, bytes);
        return false;
    }

    /// <summary>ICC.1, annex B.4: parts with their number, from 1, and how many there are. One that is not whole is none.</summary>
    private void WriteProfile()
    {
        var head = IccProfile.Length + 2;
        var isWhole = _profile.Select((part, at) => part.Length > head && part[head - 2] == at + 1 && part[head - 1] == _profile.Count).All(good => good);
        if (isWhole && _profile.Count > 0 && ColourProfile.IsOne(_profile[0].AsSpan(head), _profile.Sum(part => (long)part.Length - head)))
        {
            foreach (var part in _profile)
                Write(App2, part);
        }
    }

    private bool Keep(byte marker, byte[] bytes, Func<byte[], bool> isGood)
    {
        if (!isGood(bytes))
            throw PictureRewriter.Malformed();
        Write(marker, bytes);
        return false;
    }

    /// <summary>B.2.4.2: a class and number, sixteen counts, as many values.</summary>
    private static bool AreHuffmanTables(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (bytes.Length - at < 17 || bytes[at] >> 4 > 1 || (bytes[at] & 15) > 3)
                return false;
            var values = 0;
            for (var length = 1; length <= 16; length++)
                values += bytes[at + length];
            if (values > 256)
                return false;
            at += 17 + values;
        }

        return at == bytes.Length && at > 0;
    }

    /// <summary>B.2.4.1: a precision and number, sixty-four values.</summary>
    private static bool AreQuantizationTables(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] >> 4 > 1 || (bytes[at] & 15) > 3)
                return false;
            at += 1 + 64 * (1 + (bytes[at] >> 4));
        }

        return at == bytes.Length && at > 0;
    }

    /// <summary>B.2.3: a count, two bytes for each component, three more.</summary>
    private static bool IsScanHeader(byte[] bytes) => bytes.Length > 0 && bytes[0] is >= 1 and <= 4 && bytes.Length == 4 + 2 * bytes[0];

    private void Write(byte marker, ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length + 2;
        _target.Write([Marker, marker, (byte)(length >> 8), (byte)length]);
        _target.Write(bytes);
    }

    /// <summary>Copies a scan's data, in which a marker is one only if it neither restarts the scan nor stands for a plain 0xFF; gives the marker that ends it.</summary>
    private byte CopyScan()
    {
        _hasScan = true;
        while (true)
        {
            _source.CopyUntil(Marker, _target);
            var marker = NextMarker();
            if (marker is not (0 or (>= 0xD0 and <= 0xD7)))
                return marker;
            _target.Write([Marker, marker]);
        }
    }
}
