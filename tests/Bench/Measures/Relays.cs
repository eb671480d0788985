using System.Diagnostics;
using SeeSupport.Bench.Load;

namespace SeeSupport.Bench.Measures;

/// <summary>Keeps signals going between the ends of pairs.</summary>
internal static class Relays
{
    /// <summary>
    /// Lets each pair keep <paramref name="window"/> signals under way in each direction for a while: who hears one sends one. Gives how
    /// many got across each second, and in all until the last had.
    /// </summary>
    public static async Task<(double PerSecond, long Total)> Run(IReadOnlyList<Pair> pairs, int window, TimeSpan span)
    {
        var relayed = 0L;
        var going = true;
        void Turn(SignalEnd end)
        {
            Interlocked.Increment(ref relayed);
            if (Volatile.Read(ref going))
                _ = Send(end);
        }

        foreach (var (one, other) in pairs.Select(pair => (pair.One, pair.Other)))
        {
            one.Heard = () => Turn(one);
            other.Heard = () => Turn(other);
        }

        var watch = Stopwatch.StartNew();
        for (var message = 0; message < window; message++)
        {
            foreach (var pair in pairs)
            {
                await pair.One.Signal();
                await pair.Other.Signal();
            }
        }

        var (before, from) = (Interlocked.Read(ref relayed), watch.Elapsed);
        await Task.Delay(span);
        var (after, to) = (Interlocked.Read(ref relayed), watch.Elapsed);
        Volatile.Write(ref going, false);
        await Quiet(() => Interlocked.Read(ref relayed));
        return ((after - before) / (to - from).TotalSeconds, relayed);
    }

    /// <summary>Relays until the compiler has done its best with what is measured afterwards.</summary>
    public static async Task WarmUp(IReadOnlyList<Pair> pairs)
    {
        for (var times = 0; times < 3; times++)
            await Run(pairs, 4, TimeSpan.FromSeconds(1));
    }

    /// <summary>How long each of so many signals takes, one at a time, to and fro, milliseconds.</summary>
    public static async Task<double[]> Times(Pair pair, int count)
    {
        var times = new double[count];
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (done, sent) = (0, 0L);
        void Heard(SignalEnd end)
        {
            times[done] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            if (++done == count)
            {
                finished.SetResult();
                return;
            }

            sent = Stopwatch.GetTimestamp();
            _ = Send(end);
        }

        pair.One.Heard = () => Heard(pair.One);
        pair.Other.Heard = () => Heard(pair.Other);
        sent = Stopwatch.GetTimestamp();
        await pair.One.Signal();
        await finished.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return times;
    }

    private static async Task Send(SignalEnd end)
    {
        try
        {
            await end.Signal();
        }
        catch (Exception over)
        {
            Console.Error.WriteLine(over.Message);
        }
    }

    private static async Task Quiet(Func<long> relayed)
    {
        for (long last = -1; last != relayed();)
        {
            last = relayed();
            await Task.Delay(50);
        }
    }
}
