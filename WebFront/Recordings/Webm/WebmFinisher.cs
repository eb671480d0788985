using System.Buffers.Binary;

namespace SeeSupport.WebFront.Recordings.Webm;

/// <summary>
/// Makes a file that can be seeked of what a browser has recorded live: a browser writes WebM without length, without an index and with
/// ends left open (RFC 9559, section 23.2). Sounds and pictures are copied as they are; what was cut off by a crash is left out.
/// </summary>
internal static class WebmFinisher
{
    private const uint EbmlHead = 0x1A45DFA3;
    private const uint Segment = 0x18538067;
    private const uint SeekHead = 0x114D9B74;
    private const uint Seek = 0x4DBB;
    private const uint SeekId = 0x53AB;
    private const uint SeekPosition = 0x53AC;
    private const uint Info = 0x1549A966;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint Duration = 0x4489;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint TrackNumber = 0xD7;
    private const uint TrackType = 0x83;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTimestamp = 0xE7;
    private const uint SimpleBlock = 0xA3;
    private const uint BlockGroup = 0xA0;
    private const uint Cues = 0x1C53BB6B;
    private const uint CuePoint = 0xBB;
    private const uint CueTime = 0xB3;
    private const uint CueTrackPositions = 0xB7;
    private const uint CueTrack = 0xF7;
    private const uint CueClusterPosition = 0xF1;
    private const int VideoType = 1;
    private const int ClusterHead = 12;

    /// <summary>Nobody records for a month, milliseconds.</summary>
    private const ulong LongestRecording = 30UL * 24 * 3600 * 1000;

    /// <summary>The last frame is shown for about this long, milliseconds.</summary>
    private const int LastFrame = 33;

    /// <summary>Writes the finished form of a recording; gives its length in time.</summary>
    /// <exception cref="InvalidDataException">It is no WebM, or has not one whole frame.</exception>
    public static TimeSpan Finish(Stream recorded, Stream finished)
    {
        var reader = new EbmlReader(recorded);
        var source = Read(reader);
        if (source.Clusters.Count == 0 || source.Tracks is null)
            throw new InvalidDataException("There is no whole frame in the recording.");
        var duration = source.Clusters.Max(cluster => cluster.Last) + LastFrame;

        // The index stands before what it points into, so its size has to be known first: all its numbers take eight bytes.
        var info = new EbmlWriter().Element(Info, InfoWith(source.Info, duration));
        var tracks = new EbmlWriter().Element(Tracks, source.Tracks);
        var cuesLength = CuesOf(source, 0).Length;
        var seekLength = SeekTo(0, 0, 0).Length;
        var firstCluster = seekLength + info.Length + tracks.Length + cuesLength;
        var total = firstCluster + source.Clusters.Sum(cluster => ClusterHead + cluster.Size);

        finished.Write(new EbmlWriter().Element(EbmlHead, source.Head).Head(Segment, total).ToArray());
        finished.Write(SeekTo(seekLength, seekLength + info.Length, seekLength + info.Length + tracks.Length).ToArray());
        finished.Write(info.ToArray());
        finished.Write(tracks.ToArray());
        finished.Write(CuesOf(source, firstCluster).ToArray());
        var buffer = new byte[256 * 1024];
        foreach (var cluster in source.Clusters)
        {
            finished.Write(new EbmlWriter().Head(Cluster, cluster.Size).ToArray());
            Copy(reader, cluster.Start, cluster.Size, finished, buffer);
        }

        return TimeSpan.FromMilliseconds(duration);
    }

    /// <summary>The length in time of a recording that <see cref="Finish"/> has written.</summary>
    public static TimeSpan DurationOf(Stream finished)
    {
        var reader = new EbmlReader(finished);
        while (reader.TryReadHead(out var element))
        {
            if (element.Id == Duration)
                return TimeSpan.FromMilliseconds(BinaryPrimitives.ReadDoubleBigEndian(reader.ReadContent(element)));
            if (element.Id is not (Segment or Info))
                reader.Position = element.End;
        }

        throw new InvalidDataException("The recording has no length.");
    }

    private static Source Read(EbmlReader reader)
    {
        var source = new Source();
        if (!reader.TryReadHead(out var head) || head.Id != EbmlHead || head.Size is < 1 or > 1024)
            throw new InvalidDataException("The recording is no WebM.");
        source.Head = reader.ReadContent(head);
        if (!reader.TryReadHead(out var segment) || segment.Id != Segment)
            throw new InvalidDataException("The recording has no segment.");
        while (reader.TryReadHead(out var element))
        {
            if (element.Size != EbmlReader.Unknown && element.End > reader.Length && element.Id != Cluster)
                break;
            switch (element.Id)
            {
                case Info:
                    source.Info = reader.ReadContent(element);
                    break;
                case Tracks:
                    source.Tracks = reader.ReadContent(element);
                    source.Video = VideoTrackOf(source.Tracks);
                    break;
                case Cluster:
                    ReadCluster(reader, element, source);
                    break;
                default:
                    // What else a browser writes (an empty index, room to fill) points to places that move.
                    if (element.Size == EbmlReader.Unknown)
                        throw new InvalidDataException("The recording is laid out in a way that is not known.");
                    reader.Position = element.End;
                    break;
            }
        }

        return source;
    }

    /// <summary>Follows a cluster to its end: its own, the next element of the segment, or where the file was cut off.</summary>
    private static void ReadCluster(EbmlReader reader, EbmlElement head, Source source)
    {
        var cluster = new SourceCluster { Start = head.Content, Last = -1 };
        var end = head.Size == EbmlReader.Unknown ? reader.Length : Math.Min(head.End, reader.Length);
        var position = head.Content;
        Span<byte> block = stackalloc byte[12];
        while (position < end)
        {
            reader.Position = position;
            if (!reader.TryReadHead(out var element) || element.Id is Cluster or Cues or Segment || element.Size == EbmlReader.Unknown || element.End > end)
                break;
            if (element.Id == ClusterTimestamp)
            {
                var time = EbmlReader.Unsigned(reader.ReadContent(element));
                if (time > LongestRecording)
                    throw new InvalidDataException("The recording tells times that cannot be.");
                cluster.Time = (long)time;
            }
            else if (element.Id == SimpleBlock && reader.Read(element.Content, block) >= 5)
            {
                // Track number (one byte below 128), time within the cluster, flags (RFC 9559, section 10.2).
                var at = cluster.Time + BinaryPrimitives.ReadInt16BigEndian(block[1..]);
                cluster.Last = Math.Max(cluster.Last, at);
                if ((block[0] & 0x7f) == source.Video && (block[3] & 0x80) != 0 && cluster.Key is null)
                    cluster.Key = at;
            }
            else if (element.Id == BlockGroup)
            {
                cluster.Last = Math.Max(cluster.Last, cluster.Time);
            }

            position = element.End;
        }

        cluster.Size = position - head.Content;
        if (cluster.Last >= 0)
            source.Clusters.Add(cluster);
        var next = head.Size == EbmlReader.Unknown || position < end ? position : head.End;
        reader.Position = Math.Min(next, reader.Length);
    }

    /// <summary>The browser's own info without a length, and with this one. Times are in milliseconds, as browsers write them.</summary>
    private static EbmlWriter InfoWith(byte[] known, long duration)
    {
        var reader = new EbmlReader(new MemoryStream(known));
        var info = new EbmlWriter();
        var scaled = false;
        while (reader.TryReadHead(out var element))
        {
            var content = reader.ReadContent(element);
            scaled |= element.Id == TimestampScale;
            if (element.Id == TimestampScale && EbmlReader.Unsigned(content) != 1_000_000)
                throw new InvalidDataException("The recording counts time in a way that is not known.");
            if (element.Id != Duration)
                info.Element(element.Id, content);
        }

        if (!scaled)
            info.Unsigned(TimestampScale, 1_000_000);
        return info.Float(Duration, duration);
    }

    private static int VideoTrackOf(byte[] tracks)
    {
        var entries = new EbmlReader(new MemoryStream(tracks));
        while (entries.TryReadHead(out var entry))
        {
            var content = entries.ReadContent(entry);
            if (entry.Id != TrackEntry)
                continue;
            var fields = new EbmlReader(new MemoryStream(content));
            var (number, type) = (0, 0);
            while (fields.TryReadHead(out var field))
            {
                var value = fields.ReadContent(field);
                if (field.Id == TrackNumber)
                    number = (int)EbmlReader.Unsigned(value);
                else if (field.Id == TrackType)
                    type = (int)EbmlReader.Unsigned(value);
            }

            if (type == VideoType)
                return number;
        }

        return 1;
    }

    private static EbmlWriter CuesOf(Source source, long firstCluster)
    {
        var cues = new EbmlWriter();
        var position = firstCluster;
        foreach (var cluster in source.Clusters)
        {
            if (cluster.Key is { } key || (position == firstCluster && (key = cluster.Time) >= 0))
            {
                cues.Element(CuePoint, new EbmlWriter()
                    .Unsigned(CueTime, key)
                    .Element(CueTrackPositions, new EbmlWriter().Unsigned(CueTrack, source.Video).Unsigned(CueClusterPosition, position)));
            }

            position += ClusterHead + cluster.Size;
        }

        return new EbmlWriter().Element(Cues, cues);
    }

    private static EbmlWriter SeekTo(long info, long tracks, long cues)
    {
        static EbmlWriter Entry(uint id, long position)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
            return new EbmlWriter().Element(SeekId, bytes).Unsigned(SeekPosition, position);
        }

        return new EbmlWriter().Element(SeekHead, new EbmlWriter()
            .Element(Seek, Entry(Info, info)).Element(Seek, Entry(Tracks, tracks)).Element(Seek, Entry(Cues, cues)));
    }

    private static void Copy(EbmlReader reader, long from, long size, Stream to, byte[] buffer)
    {
        for (long copied = 0; copied < size;)
        {
            var read = reader.Read(from + copied, buffer.AsSpan(0, (int)Math.Min(buffer.Length, size - copied)));
            if (read == 0)
                throw new EndOfStreamException();
            to.Write(buffer, 0, read);
            copied += read;
        }
    }

    private sealed class Source
    {
        public byte[] Head { get; set; } = [];

        public byte[] Info { get; set; } = [];

        public byte[]? Tracks { get; set; }

        public int Video { get; set; } = 1;

        public List<SourceCluster> Clusters { get; } = [];
    }

    /// <summary>A cluster's whole blocks: where they lie, and when.</summary>
    private sealed class SourceCluster
    {
        public required long Start { get; init; }

        public long Size { get; set; }

        public long Time { get; set; }

        /// <summary>Time of the last block, milliseconds; -1 while there is none.</summary>
        public required long Last { get; set; }

        /// <summary>Time of the first video frame that needs no other one; null where there is none.</summary>
        public long? Key { get; set; }
    }
}
