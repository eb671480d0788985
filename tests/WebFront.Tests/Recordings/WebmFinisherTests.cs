using System.Buffers.Binary;
using SeeSupport.WebFront.Recordings.Webm;

namespace SeeSupport.WebFront.Recordings;

public sealed class WebmFinisherTests
{
    [Fact]
    public void ARecordingGetsItsLengthAndAnIndexThatPointsToItsKeyFrames()
    {
        var (duration, finished) = Finish(LiveWebm.Of(clusters: 5));
        Assert.Equal(4950 + 33, duration.TotalMilliseconds);

        var reader = new EbmlReader(new MemoryStream(finished));
        Assert.True(reader.TryReadHead(out var head) && head.Id == LiveWebm.Ebml);
        reader.Position = head.End;
        Assert.True(reader.TryReadHead(out var segment) && segment.Id == LiveWebm.Segment);
        Assert.Equal(finished.Length, segment.End);
        var (clusters, cues) = (new Dictionary<long, long>(), new List<(long Time, long Position)>());
        while (reader.TryReadHead(out var element))
        {
            var content = reader.ReadContent(element);
            if (element.Id == LiveWebm.Cluster)
                clusters[element.Start - segment.Content] = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(9));
            else if (element.Id == LiveWebm.Cues)
                cues = Cues(content);
            reader.Position = element.End;
        }

        Assert.Equal([0, 1000, 2000, 3000, 4000], clusters.Values);
        Assert.Equal([0, 1000, 2000, 3000, 4000], cues.Select(cue => cue.Time));
        Assert.All(cues, cue => Assert.Equal(cue.Time, clusters[cue.Position]));
        Assert.Equal(duration, WebmFinisher.DurationOf(new MemoryStream(finished)));
    }

    [Fact]
    public void WhateverACrashCutsOff_TheRestIsWhole()
    {
        var recorded = LiveWebm.Of(clusters: 3);
        var lengths = new HashSet<double>();
        for (var cut = recorded.Length - 1; cut > 3000; cut -= 97)
        {
            var (duration, finished) = Finish(recorded[..cut]);
            lengths.Add(duration.TotalMilliseconds);
            var again = Finish(finished);
            Assert.Equal(duration, again.Duration);
            Assert.Equal(finished, again.Finished);
        }

        Assert.True(lengths.Count > 30, "Cuts at so many places leave as many lengths.");
    }

    [Fact]
    public void WhatIsNoRecordingIsRefused()
    {
        foreach (var bad in (byte[][])[[], [0x1A], "RIFF0000AVI "u8.ToArray(), LiveWebm.Of(0), LiveWebm.Of(1)[..200], [.. LiveWebm.Of(1)[..20], .. new byte[100]]])
            Assert.Throws<InvalidDataException>(() => Finish(bad));
    }

    [Fact]
    public void RandomDamageNeverHangsOrReadsPastTheEnd()
    {
        var random = new Random(7);
        var recorded = LiveWebm.Of(clusters: 2);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = recorded.ToArray();
            for (var hit = 0; hit < 4; hit++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Finish(damaged);
            }
            catch (Exception refused) when (refused is InvalidDataException or EndOfStreamException)
            {
            }
        }
    }

    private static (TimeSpan Duration, byte[] Finished) Finish(byte[] recorded)
    {
        var finished = new MemoryStream();
        var duration = WebmFinisher.Finish(new MemoryStream(recorded), finished);
        return (duration, finished.ToArray());
    }

    private static List<(long Time, long Position)> Cues(byte[] content)
    {
        var reader = new EbmlReader(new MemoryStream(content));
        var cues = new List<(long, long)>();
        while (reader.TryReadHead(out var point))
        {
            // CueTime and, inside CueTrackPositions, CueTrack and CueClusterPosition: heads of 9 and numbers of 8 bytes.
            var bytes = reader.ReadContent(point);
            cues.Add((BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9 + 8 + 9 + 9 + 8 + 9))));
        }

        return cues;
    }
}
