using SeeSupport.WebFront.Recordings.Webm;

namespace SeeSupport.WebFront.Recordings;

/// <summary>WebM as browsers record it live: no length, no index, ends left open.</summary>
internal static class LiveWebm
{
    public const uint Ebml = 0x1A45DFA3;
    public const uint Segment = 0x18538067;
    public const uint Info = 0x1549A966;
    public const uint Tracks = 0x1654AE6B;
    public const uint Cluster = 0x1F43B675;
    public const uint Cues = 0x1C53BB6B;
    private const long Open = 0x00FFFFFFFFFFFFFF;

    /// <summary>A recording of so many clusters of a second each, with a picture every 100 ms and a sound between, the first picture of each a key.</summary>
    public static byte[] Of(int clusters)
    {
        var file = new EbmlWriter()
            .Element(Ebml, new EbmlWriter().Element(0x4282, "webm"u8))
            .Head(Segment, Open)
            .Element(Info, new EbmlWriter().Unsigned(0x2AD7B1, 1_000_000).Element(0x4D80, "browser"u8))
            .Element(Tracks, new EbmlWriter()
                .Element(0xAE, new EbmlWriter().Unsigned(0xD7, 1).Unsigned(0x83, 2))
                .Element(0xAE, new EbmlWriter().Unsigned(0xD7, 2).Unsigned(0x83, 1)));
        var bytes = new List<byte>(file.ToArray());
        for (var second = 0; second < clusters; second++)
        {
            var cluster = new EbmlWriter().Head(Cluster, Open).Unsigned(0xE7, second * 1000);
            for (var time = 0; time < 1000; time += 100)
            {
                cluster.Element(0xA3, Block(track: 2, time, key: time == 0, second));
                cluster.Element(0xA3, Block(track: 1, time + 50, key: true, second));
            }

            bytes.AddRange(cluster.ToArray());
        }

        return [.. bytes];
    }

    private static byte[] Block(int track, int time, bool key, int content) =>
        [(byte)(0x80 | track), (byte)(time >> 8), (byte)time, (byte)(key ? 0x80 : 0), .. Enumerable.Repeat((byte)content, 200)];
}
