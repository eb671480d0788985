using System.Diagnostics;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Life;

/// <summary>How a page comes back: without end, a little later after each failure, and never at the same moment as all others.</summary>
internal static class ComingBack
{
    private static readonly double[] s_steps = [100, 300, 700, 1500, 2000];

    /// <summary>Tries until it is done, and counts how long it took in all.</summary>
    public static async Task Of(string step, Func<Task> comeBack, Tally tally)
    {
        var start = Stopwatch.GetTimestamp();
        for (var failures = 0; ; failures++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(s_steps[Math.Min(failures, s_steps.Length - 1)] * (0.5 + (Random.Shared.NextDouble() / 2))));
            try
            {
                await comeBack();
                tally.Took(step, Stopwatch.GetElapsedTime(start));
                return;
            }
            catch (Exception failure) when (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
            {
                tally.Failed($"{step}, tried again: {Cause.Of(failure)}");
            }
        }
    }
}
