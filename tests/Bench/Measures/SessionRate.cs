using System.Diagnostics;
using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How many whole sessions a second are served, in turns with the floor.</summary>
internal sealed class SessionRate : IMeasure
{
    private const int Accounts = 16;

    /// <summary>Enough that the processors are busy while commits wait for the disk: what is asked is how many, not how soon.</summary>
    private const int AtOnce = 64;
    private const int Signals = 20;
    private const int Lines = 10;
    private const int Rounds = 5;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);

    /// <summary>A whole session is much code: the compiler takes this long until it has done its best.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(15);

    public string Name => "sessions";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start(Accounts);
        await using var floor = await FloorRelay.Start();
        var agents = new List<IReadOnlyList<IAgent>>();
        foreach (var sessions in new ISessions[] { product, floor })
        {
            agents.Add(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => sessions.Agent())));
            await PerSecond(agents[^1], s_warmUp);
        }

        var rounds = new List<(double Product, double Floor)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await PerSecond(agents[0], s_round), await PerSecond(agents[1], s_round)));
        foreach (var agent in agents.SelectMany(each => each))
            await agent.DisposeAsync();

        var ratio = rounds.Select(round => round.Product / round.Floor).Median();
        return
        [
            new($"whole sessions (start, arrive, join, {Signals} signals, {Lines} chat lines stored, close) per second, {AtOnce} at once",
                "≥ 0.5 × floor", $"{rounds.Select(round => round.Product).Median():0} ({ratio:0.00} ×)",
                $"{rounds.Select(round => round.Floor).Median():0}", ratio >= 0.5),
        ];
    }

    private static async Task<double> PerSecond(IReadOnlyList<IAgent> agents, TimeSpan span)
    {
        var signal = SignalText.OfLength(600);
        var start = Stopwatch.GetTimestamp();
        var served = await Task.WhenAll(agents.Select(async agent =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < span; count++)
                await agent.WholeSession(signal, Signals, Lines);
            return count;
        }));
        return served.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
