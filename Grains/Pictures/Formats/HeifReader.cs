using System.Text;

namespace SeeSupport.Pictures.Formats;

/// <summary>
/// HEIC and its kin (ISO/IEC 23008-12 over ISO/IEC 14496-12). Its image and its metadata lie mingled in one block of data: to take the one
/// from the other is a decoder's work. So it is looked through, kept as it is, and shown to nobody.
/// </summary>
internal static class HeifReader
{
    private const int MostBoxes = 10_000;
    private const int Deepest = 4;

    private static readonly string[] Brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    private static readonly string[] Containers = ["meta", "iprp", "ipco"];

    /// <summary>Whether a file of this brand is one (23008-12, annex B.4).</summary>
    public static bool IsBrand(ReadOnlySpan<byte> brand)
    {
        foreach (var each in Brands)
        {
            if (brand.SequenceEqual(Encoding.ASCII.GetBytes(each)))
                return true;
        }

        return false;
    }

    /// <inheritdoc cref="PictureRewriter.Rewrite"/>
    public static PictureFacts Copy(PictureBytes source, Stream target, long mostPixels)
    {
        var boxes = 0;
        var found = new HashSet<string>();
        var size = (Width: 0L, Height: 0L);
        Look(source.Left, 0);
        if (!found.Contains("meta") || !found.Contains("mdat") || size.Width == 0)
            throw PictureRewriter.Malformed();
        source.MoveTo(0);
        source.Copy(target, source.Left);
        return new("image/heic", null, null, HasMetadata: true);

        void Look(long end, int depth)
        {
            while (source.Position < end)
            {
                var start = source.Position;
                var length = (long)source.NextUInt32();
                var type = Encoding.ASCII.GetString(source.Read(4));
                if (length == 1)
                    length = checked((long)Math.Min(((ulong)source.NextUInt32() << 32) | source.NextUInt32(), long.MaxValue));
                else if (length == 0)
                    length = end - start;
                if (length < source.Position - start || length > end - start || ++boxes > MostBoxes)
                    throw PictureRewriter.Malformed();
                found.Add(type);
                if (type == "ispe" && length >= 20)
                {
                    // ImageSpatialExtentsProperty (23008-12, section 6.5.3): version and flags, width, height. Tiles are smaller than the whole.
                    source.Skip(4);
                    var (width, height) = ((long)source.NextUInt32(), (long)source.NextUInt32());
                    PictureRewriter.CheckSize(width, height, mostPixels);
                    size = (width, height);
                }
                else if (Containers.Contains(type) && depth < Deepest)
                {
                    // Of these only meta begins with version and flags (14496-12, section 8.11.1).
                    source.Skip(type == "meta" ? 4 : 0);
                    Look(start + length, depth + 1);
                }

                source.MoveTo(start + length);
            }
        }
    }
}
