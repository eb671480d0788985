using System.Text;

namespace SeeSupport.FarAway.Pictures;

/// <summary>Metadata as cameras, phones and editors write it, with <see cref="Personal.Word"/> in every place for words.</summary>
public static class SampleMetadata
{
    private const int Ascii = 2;
    private const int Short = 3;
    private const int Long = 4;
    private const int Rational = 5;
    private const int Undefined = 7;

    /// <summary>A TIFF file as EXIF has it (CIPA DC-008): camera, owner, time, place, thumbnail, orientation; high bytes first.</summary>
    public static byte[] Exif(int orientation)
    {
        var word = Encoding.ASCII.GetBytes(Personal.Word + "\0");
        byte[] place = [.. new ByteWriter().UInt32(52).UInt32(1).UInt32(31).UInt32(1).UInt32(12).UInt32(1).ToArray()];
        var details = new Directory((0x9286, Undefined, [.. "ASCII\0\0\0"u8, .. word]), (0xA430, Ascii, word), (0xA431, Ascii, word));
        var gps = new Directory((1, Ascii, "N\0"u8.ToArray()), (2, Rational, place), (3, Ascii, "E\0"u8.ToArray()), (4, Rational, place));
        var main = new Directory(
            (0x010E, Ascii, word), (0x010F, Ascii, word), (0x0110, Ascii, word), (0x0112, Short, [0, (byte)orientation]), (0x0132, Ascii, "2026:11:22 10:00:00\0"u8.ToArray()),
            (0x013B, Ascii, word), (0x8769, Long, [0, 0, 0, 0]), (0x8825, Long, [0, 0, 0, 0]));
        var small = SampleJpeg.Make(160, 120, 500, metadata: false);

        // Header, main directory, details, place, thumbnail's directory, thumbnail.
        const int MainAt = 8;
        var detailsAt = MainAt + main.Length;
        var gpsAt = detailsAt + details.Length;
        var secondAt = gpsAt + gps.Length;
        var second = new Directory((0x0103, Short, [0, 6]), (0x0201, Long, Number(secondAt + 3 * 12 + 6)), (0x0202, Long, Number(small.Length)));
        main = main.With(0x8769, Number(detailsAt)).With(0x8825, Number(gpsAt));
        return new ByteWriter().Text("MM").UInt16(42).UInt32(MainAt)
            .Bytes(main.At(MainAt, next: secondAt)).Bytes(details.At(detailsAt)).Bytes(gps.At(gpsAt)).Bytes(second.At(secondAt)).Bytes(small).ToArray();
    }

    /// <summary>An XMP packet.</summary>
    public static byte[] Xmp(int words = 1) => Encoding.UTF8.GetBytes($"""
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="{string.Concat(Enumerable.Repeat(Personal.Word, words))}"/>
        </rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """);

    /// <summary>Photoshop's block with IPTC's city in it (IPTC-IIM 4.2, 2:90).</summary>
    public static byte[] Iptc()
    {
        var record = new ByteWriter().Bytes(0x1C, 2, 90).UInt16(Personal.Word.Length).Text(Personal.Word).ToArray();
        var block = new ByteWriter().Text("Photoshop 3.0\0").Text("8BIM").UInt16(0x0404).UInt16(0).UInt32(record.Length).Bytes(record);
        return (record.Length % 2 == 1 ? block.Bytes(0) : block).ToArray();
    }

    /// <summary>A colour profile with nothing in it but its header (ICC.1, section 7.2).</summary>
    public static byte[] Profile(int length = 560)
    {
        var profile = new byte[length];
        new ByteWriter().UInt32(length).ToArray().CopyTo(profile, 0);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        profile[8] = 4;
        return profile;
    }

    private static byte[] Number(int value) => new ByteWriter().UInt32(value).ToArray();

    /// <summary>A TIFF directory: entries of twelve bytes, then the values that do not fit into four.</summary>
    private sealed class Directory(params (int Tag, int Type, byte[] Value)[] entries)
    {
        public int Length => 2 + 12 * entries.Length + 4 + entries.Where(each => each.Value.Length > 4).Sum(each => each.Value.Length);

        public Directory With(int tag, byte[] value) => new([.. entries.Select(each => each.Tag == tag ? each with { Value = value } : each)]);

        public byte[] At(int offset, int next = 0)
        {
            var (table, values) = (new ByteWriter().UInt16(entries.Length), new ByteWriter());
            var valuesAt = offset + 2 + 12 * entries.Length + 4;
            foreach (var (tag, type, value) in entries)
            {
                var size = type switch { Short => 2, Long => 4, Rational => 8, _ => 1 };
                table.UInt16(tag).UInt16(type).UInt32(value.Length / size);
                if (value.Length > 4)
                {
                    table.UInt32(valuesAt + values.Length);
                    values.Bytes(value);
                }
                else
                {
                    table.Bytes([.. value, .. new byte[4 - value.Length]]);
                }
            }

            return table.UInt32(next).Bytes(values.ToArray()).ToArray();
        }
    }
}
