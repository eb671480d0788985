namespace SeeSupport.Bench.Report;

/// <summary>What is said of many samples.</summary>
internal static class Statistics
{
    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> samples) => samples.Quantile(0.5);

    /// <summary>The value that a share of the samples does not exceed (nearest rank).</summary>
    public static double Quantile(this IEnumerable<double> samples, double share)
    {
        var sorted = samples.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
