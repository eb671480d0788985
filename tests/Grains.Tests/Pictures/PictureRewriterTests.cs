using FsCheck;
using FsCheck.Fluent;
using MetadataExtractor;
using MetadataExtractor.Formats.Adobe;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.FileType;
using MetadataExtractor.Formats.Icc;
using MetadataExtractor.Formats.Jfif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.WebP;
using SeeSupport.FarAway.Pictures;
using SeeSupport.Pictures.Formats;

namespace SeeSupport.Pictures;

public class PictureRewriterTests
{
    private const long MostPixels = 120_000_000;

    private static readonly Type[] Harmless =
    [
        typeof(JpegDirectory), typeof(JfifDirectory), typeof(AdobeJpegDirectory), typeof(HuffmanTablesDirectory), typeof(IccDirectory),
        typeof(PngDirectory), typeof(WebPDirectory), typeof(FileTypeDirectory),
    ];

    private static readonly string[] Refusals = ["picture-malformed", "picture-type-unknown", "picture-too-many-pixels"];

    public static TheoryData<string, int> Held =>
        new(from format in new[] { "jpeg", "png", "webp" } from orientation in Enumerable.Range(1, 8) select (format, orientation));

    [Theory]
    [MemberData(nameof(Held))]
    public void Metadata_IsGone_AndThePictureStaysUpright(string format, int orientation)
    {
        var original = Make(format, orientation);
        Assert.True(Personal.IsIn(original));
        Assert.Contains(Read(original), directory => directory is GpsDirectory);

        var (facts, rewritten) = Rewrite(original);
        Assert.False(Personal.IsIn(rewritten));
        var directories = Read(rewritten);
        Assert.DoesNotContain(directories, directory => directory.HasError && directory is not IccDirectory);
        var exif = directories.OfType<ExifIfd0Directory>().SingleOrDefault();
        Assert.Equal(orientation == 1, exif is null);
        if (exif is not null)
        {
            Assert.Equal(orientation, exif.GetInt32(ExifDirectoryBase.TagOrientation));
            Assert.Equal(1, exif.TagCount);
        }

        Assert.DoesNotContain(directories, each => each is not ExifIfd0Directory && !Harmless.Contains(each.GetType()));
        Assert.Contains(directories, directory => directory is IccDirectory);
        var (width, height) = format == "png" ? (64, 48) : (640, 480);
        Assert.Equal(orientation >= 5 ? (height, width) : (width, height), (facts.Width, facts.Height));
    }

    [Fact]
    public void WhatShowsThePicture_StaysByteForByte()
    {
        var scan = SampleJpeg.Noise(4000, seed: 1);
        Assert.True(Rewrite(Make("jpeg", 6)).Rewritten.AsSpan().IndexOf(scan) > 0);
        var (_, png) = Rewrite(Make("png", 1));
        var pixels = SamplePng.Make(metadata: false);
        Assert.True(png.AsSpan().EndsWith(pixels.AsSpan(pixels.AsSpan().IndexOf("IDAT"u8))));
    }

    [Theory]
    [MemberData(nameof(Held))]
    public void ARewrittenPicture_IsLeftAsItIs(string format, int orientation)
    {
        var (facts, once) = Rewrite(Make(format, orientation));
        var (again, twice) = Rewrite(once);
        Assert.Equal(once, twice);
        Assert.Equal(facts, again);
    }

    [Fact]
    public void PlainPictures_StayTheSame()
    {
        var (_, png) = Rewrite(SamplePng.Make(metadata: false));
        Assert.Equal(SamplePng.Make(metadata: false), png);
        var (_, webp) = Rewrite(SampleWebP.Make(metadata: false));
        Assert.Equal(SampleWebP.Make(metadata: false), webp);
    }

    [Fact]
    public void Heic_IsKeptWhole_AndSaysThatItsMetadataIsStillThere()
    {
        var (facts, kept) = Rewrite(SampleHeic.Make());
        Assert.Equal(("image/heic", true, null), (facts.Type, facts.HasMetadata, facts.Width));
        Assert.Equal(SampleHeic.Make(), kept);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("heic")]
    public void Bomb_IsRefusedByItsHeader(string format)
    {
        var bomb = format switch
        {
            "jpeg" => SampleJpeg.Make(40_000, 40_000),
            "png" => SamplePng.Make(40_000, 40_000),
            // A WebP has at most 16,384 pixels a side.
            "webp" => SampleWebP.Make(16_384, 16_384),
            _ => SampleHeic.Make(40_000, 40_000),
        };
        Assert.Equal("picture-too-many-pixels", Refusal(bomb));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("GIF89a............")]
    [InlineData("MZ................")]
    [InlineData("....ftypmp42......")]
    public void WhatIsNoPicture_IsRefused(string content) =>
        Assert.Equal("picture-type-unknown", Refusal(System.Text.Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void MovingPictures_AreRefused() => Assert.Equal("picture-type-unknown", Refusal(SampleWebP.Make(moving: true)));

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    public void TruncatedPicture_IsRefused_WhereverItIsCut(string format)
    {
        var whole = format == "jpeg" ? SampleJpeg.Make(metadata: false) : format == "png" ? SamplePng.Make(metadata: false) : SampleWebP.Make(metadata: false);
        for (var length = 0; length < whole.Length; length++)
            Assert.Contains(Refusal(whole[..length]), Refusals);
    }

    [Fact]
    public void CorruptHeic_IsRefused()
    {
        var whole = SampleHeic.Make();
        Assert.Equal("picture-malformed", Refusal(whole[..^1]));
        Assert.Equal("picture-malformed", Refusal([.. whole[..24], 0xFF, .. whole[25..]]));
        Assert.Equal("picture-malformed", Refusal(whole[..24]));
    }

    [Fact]
    public void DamagedPicture_IsRefusedOrClean_WhateverBitsAreFlipped()
    {
        var originals = new[] { Make("jpeg", 6), Make("png", 6), Make("webp", 6), SampleHeic.Make() };
        var damage = from which in Gen.Choose(0, originals.Length - 1)
                     from places in Gen.Choose(0, 8 * originals[which].Length - 1).NonEmptyListOf()
                     select (which, places);
        Prop.ForAll(damage.ToArbitrary(), each =>
        {
            var damaged = originals[each.which].ToArray();
            foreach (var place in each.places)
                damaged[place / 8] ^= (byte)(1 << (place % 8));
            try
            {
                var (facts, rewritten) = Rewrite(damaged);
                // A length of WebP's own is nowhere repeated, and its image has no end that could be seen without decoding.
                return facts.HasMetadata || facts.Type == "image/webp" || !Personal.IsIn(rewritten);
            }
            catch (SeeSupportException refused)
            {
                return Refusals.Contains(refused.Problem.Code);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Noise_IsRefused() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        foreach (var start in new byte[][] { [], [0xFF, 0xD8, 0xFF], PngRewriter.Signature.ToArray(), "RIFF\0\0\0\0WEBP"u8.ToArray(), "\0\0\0\u0018ftypheic"u8.ToArray() })
            Assert.Contains(Refusal([.. start, .. bytes]), Refusals);
    }).QuickCheckThrowOnFailure();

    private static byte[] Make(string format, int orientation) => format switch
    {
        "jpeg" => SampleJpeg.Make(orientation: orientation),
        "png" => SamplePng.Make(orientation: orientation),
        _ => SampleWebP.Make(orientation: orientation),
    };

    private static IReadOnlyList<MetadataExtractor.Directory> Read(byte[] file) => ImageMetadataReader.ReadMetadata(new MemoryStream(file));

    private static (PictureFacts Facts, byte[] Rewritten) Rewrite(byte[] file)
    {
        var target = new MemoryStream();
        return (PictureRewriter.Rewrite(new MemoryStream(file), target, MostPixels), target.ToArray());
    }

    private static string Refusal(byte[] file) => Assert.Throws<SeeSupportException>(() => Rewrite(file)).Problem.Code;
}
