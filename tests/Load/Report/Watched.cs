using System.Diagnostics;

namespace SeeSupport.Load.Report;

/// <summary>A process whose memory and processor time are told.</summary>
internal sealed class Watched(string name, int id)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _before = Cpu(id);

    /// <summary>A line for people.</summary>
    public string Line()
    {
        using var process = Process.GetProcessById(id);
        var cores = (process.TotalProcessorTime - _before) / _watch.Elapsed;
        return $"{name} (pid {id}): {process.PeakWorkingSet64 / 1e6:#,0} MB of memory at most, {process.TotalProcessorTime.TotalSeconds - _before.TotalSeconds:0.0} s of processor time, {cores:0.00} cores";
    }

    private static TimeSpan Cpu(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
