using System.Globalization;

namespace SeeSupport.Load.Report;

/// <summary>
/// The disk that temporary folders, and so a product that is started here, lie on. The device itself is asked: what the kernel counts for a
/// process (/proc/pid/io) is whole pieces of its cache, of which a small write may make it count two megabytes.
/// </summary>
internal static class Disk
{
    private const long Sector = 512;

    /// <summary>Its counters (https://docs.kernel.org/block/stat.html); null where the folder is on no disk of its own that the kernel counts.</summary>
    private static readonly string? s_counters = Counters(Path.GetTempPath());

    /// <summary>Bytes that it has taken since the machine started, from all that runs there; null where that is not counted.</summary>
    public static long? Written => s_counters is null
        ? null
        : Sector * long.Parse(File.ReadAllText(s_counters).Split(' ', StringSplitOptions.RemoveEmptyEntries)[6], CultureInfo.InvariantCulture);

    private static string? Counters(string folder)
    {
        // mountinfo's third field is the device, its fifth the folder it is mounted at (proc(5)).
        var device = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(fields => folder.StartsWith(fields[4].TrimEnd('/') + '/', StringComparison.Ordinal))
            .MaxBy(fields => fields[4].Length)?[2];
        var counters = $"/sys/dev/block/{device}/stat";
        return File.Exists(counters) ? counters : null;
    }
}
