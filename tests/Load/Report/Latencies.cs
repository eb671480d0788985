namespace SeeSupport.Load.Report;

/// <summary>How long something took, very many times: counted in buckets that are 5 % wide, so that several processes' counts can be added.</summary>
internal sealed class Latencies
{
    private const double Width = 1.05;
    private const double SmallestMilliseconds = 0.01;

    /// <summary>How many times each bucket was hit.</summary>
    public Dictionary<int, long> Buckets { get; init; } = [];

    /// <summary>The longest, in milliseconds.</summary>
    public double Longest { get; set; }

    /// <summary>How many there were.</summary>
    public long Count => Buckets.Values.Sum();

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan took)
    {
        var bucket = (int)Math.Max(0, Math.Log(took.TotalMilliseconds / SmallestMilliseconds, Width));
        lock (Buckets)
        {
            Buckets[bucket] = Buckets.GetValueOrDefault(bucket) + 1;
            Longest = Math.Max(Longest, took.TotalMilliseconds);
        }
    }

    /// <summary>Adds another process's.</summary>
    public void Add(Latencies others)
    {
        foreach (var (bucket, count) in others.Buckets)
            Buckets[bucket] = Buckets.GetValueOrDefault(bucket) + count;
        Longest = Math.Max(Longest, others.Longest);
    }

    /// <summary>Milliseconds that a share of them did not exceed.</summary>
    public double Quantile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        foreach (var (bucket, count) in Buckets.OrderBy(each => each.Key))
        {
            left -= count;
            if (left <= 0)
                return Math.Min(Longest, SmallestMilliseconds * Math.Pow(Width, bucket + 1));
        }

        return 0;
    }
}
