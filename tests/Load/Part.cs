using System.Diagnostics;
using System.Globalization;
using SeeSupport.Load.Life;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load;

/// <summary>One process's share of the load. It reads commands, a line each, and answers each with what came of it.</summary>
internal sealed class Part(Func<Tally, Session> makeSession)
{
    private const int BegunAtOnce = 16;

    private readonly Tally _tally = new();
    private readonly List<Session> _live = [];

    /// <summary>Does what it is told until nothing more comes.</summary>
    public static async Task Run(LoadOptions options)
    {
        var fronts = options.Floor ? null : await Fronts.SignIn(options.At, options.Accounts!);
        var part = new Part(tally => fronts is null ? new BareSession(options.At[0], tally) : new ProductSession(fronts, tally));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await part.Do(line.Split(' '));
            Console.WriteLine(part._tally.Take());
        }

        foreach (var session in part._live)
            session.Cut();
    }

    private Task Do(string[] command) => command switch
    {
        ["rate", var perSecond, var seconds] => AtRate(Number(perSecond), TimeSpan.FromSeconds(Number(seconds))),
        ["grow", var count, var perSecond] => Grow((int)Number(count), Number(perSecond)),
        ["signal", var perSecond, var seconds] => Signal(Number(perSecond), TimeSpan.FromSeconds(Number(seconds))),
        ["drop"] => Task.WhenAll(_live.Select(session => session.DropAndComeBack())),
        _ => throw new ArgumentException(string.Join(' ', command)),
    };

    /// <summary>Sessions that come at a set rate, whatever becomes of those before them, and each live their whole life.</summary>
    private async Task AtRate(double perSecond, TimeSpan span)
    {
        var lives = new List<Task>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < span)
        {
            lives.Add(Live());
            await Until(watch, lives.Count / perSecond);
        }

        await Task.WhenAll(lives);
        _tally.Seconds = watch.Elapsed.TotalSeconds;

        async Task Live()
        {
            await using var session = makeSession(_tally);
            var whole = Stopwatch.GetTimestamp();
            if (await IsDone(async () =>
            {
                await session.Begin(invite: true);
                await session.End();
            }))
            {
                _tally.Took("whole session", Stopwatch.GetElapsedTime(whole));
                lock (_tally)
                    _tally.Sessions++;
            }
        }
    }

    /// <summary>Begins sessions until so many are live.</summary>
    private async Task Grow(int count, double perSecond)
    {
        var (before, watch) = (_live.Count, Stopwatch.StartNew());
        await Parallel.ForAsync(before, count, new ParallelOptions { MaxDegreeOfParallelism = BegunAtOnce }, async (number, _) =>
        {
            await Until(watch, (number - before) / perSecond);
            var session = makeSession(_tally);
            if (await IsDone(() => session.Begin(invite: false)))
            {
                lock (_live)
                    _live.Add(session);
            }
        });
        _tally.Seconds = watch.Elapsed.TotalSeconds;
        (_tally.Sessions, _tally.Begun) = (_live.Count, _live.Count - before);
    }

    /// <summary>Signals over all live sessions.</summary>
    private async Task Signal(double perSecond, TimeSpan span)
    {
        var watch = Stopwatch.StartNew();
        var sending = new List<Task>();
        while (watch.Elapsed < span && _live.Count > 0)
        {
            sending.Add(IsDone(() => _live[Random.Shared.Next(_live.Count)].Signal(toAgent: sending.Count % 2 == 0)));
            await Until(watch, sending.Count / perSecond);
        }

        await Task.WhenAll(sending);
        _tally.Seconds = watch.Elapsed.TotalSeconds;
        foreach (var _ in _live.Where(session => session.HasEnded))
            _tally.Failed("a connection ended by itself while it was held");
    }

    private static async Task Until(Stopwatch watch, double seconds)
    {
        var left = TimeSpan.FromSeconds(seconds) - watch.Elapsed;
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    private async Task<bool> IsDone(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (StepFailedException failed)
        {
            _tally.Failed(failed.Message);
            return false;
        }
        catch (Exception failure)
        {
            _tally.Failed($"signaling: {Cause.Of(failure)}");
            return false;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
