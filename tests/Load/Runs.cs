using System.Diagnostics;
using SeeSupport.Load.Life;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load;

/// <summary>The two kinds of load.</summary>
internal static class Runs
{
    private const int BegunAtOnce = 16;

    /// <summary>Sessions that come at a set rate, whatever becomes of those before them, and each live their whole life.</summary>
    public static async Task<Tally> AtRate(Fronts fronts, LoadOptions options)
    {
        var tally = new Tally();
        var lives = new List<Task>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < options.For)
        {
            lives.Add(Live());
            var next = TimeSpan.FromSeconds(lives.Count / options.Rate);
            if (next > watch.Elapsed)
                await Task.Delay(next - watch.Elapsed);
        }

        await Task.WhenAll(lives);
        tally.Seconds = watch.Elapsed.TotalSeconds;
        return tally;

        async Task Live()
        {
            await using var session = new Session(fronts, tally);
            var whole = Stopwatch.GetTimestamp();
            if (await IsDone(tally, async () =>
            {
                await session.Begin(invite: true);
                await session.End();
            }))
            {
                tally.Took("whole session", Stopwatch.GetElapsedTime(whole));
                lock (tally)
                    tally.Sessions++;
            }
        }
    }

    /// <summary>Sessions that are all live at once, with a trickle of signals.</summary>
    public static async Task<Tally> Held(Fronts fronts, LoadOptions options)
    {
        var tally = new Tally();
        var live = new List<Session>();
        await Parallel.ForAsync(0, options.Live, new ParallelOptions { MaxDegreeOfParallelism = BegunAtOnce }, async (_, _) =>
        {
            var session = new Session(fronts, tally);
            if (await IsDone(tally, () => session.Begin(invite: false)))
            {
                lock (live)
                    live.Add(session);
            }
        });
        // What it took to begin them all says nothing of a signal among those who are there.
        tally.Steps.TryRemove("signal, hub to hub", out _);

        var watch = Stopwatch.StartNew();
        var sending = new List<Task>();
        while (watch.Elapsed < options.For && live.Count > 0)
        {
            if (options.Signals > 0)
                sending.Add(IsDone(tally, () => live[Random.Shared.Next(live.Count)].Signal(toAgent: sending.Count % 2 == 0)));
            var next = options.Signals > 0 ? TimeSpan.FromSeconds(sending.Count / options.Signals) : options.For;
            if (next > watch.Elapsed)
                await Task.Delay(next - watch.Elapsed);
        }

        await Task.WhenAll(sending);
        tally.Seconds = watch.Elapsed.TotalSeconds;
        foreach (var session in live.Where(session => session.Agent.Ended.IsCompleted || session.Consumer.Ended.IsCompleted))
            tally.Failed("a connection ended by itself while it was held");
        tally.Sessions = live.Count;
        if (options.Drop)
            await Task.WhenAll(live.Select(session => session.DropAndComeBack()));
        foreach (var session in live)
        {
            session.Agent.Cut();
            session.Consumer.Cut();
        }

        return tally;
    }

    private static async Task<bool> IsDone(Tally tally, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (StepFailedException failed)
        {
            tally.Failed(failed.Message);
            return false;
        }
        catch (Exception failure)
        {
            tally.Failed($"signaling: {Cause.Of(failure)}");
            return false;
        }
    }
}
