using System.Diagnostics;
using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>
/// What 9,000 live sessions cost: memory of each beyond its two connections, and what a relay costs beside so many others. Stays
/// below 20,000 file descriptors on either side.
/// </summary>
internal sealed class Crowd : IMeasure
{
    private const int Agents = 10;
    private const int Few = 100;
    private const int Many = 9000;
    private const int Talking = 50;
    private const int OpenedAtOnce = 16;
    private const int Rounds = 5;
    private const double AimKilobytes = 20;
    private const double AimRatio = 1.1;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);

    public string Name => "crowd";

    public async Task<IReadOnlyList<Line>> Run()
    {
        var (relay, ours) = await OfProduct();
        var theirs = await OfFloor();
        var kilobytes = (ours - theirs) / 1000;
        return
        [
            new($"memory for one idle live session beyond its two connections, of {Many:#,0}", $"≤ {AimKilobytes:0} KB", $"{kilobytes:0.0} KB",
                $"{theirs / 1000:0.0} KB for two connections", kilobytes <= AimKilobytes),
            relay,
        ];
    }

    /// <summary>The relay's row, and bytes for each live session.</summary>
    private static async Task<(Line Relay, double Bytes)> OfProduct()
    {
        await using var few = await ProductRelay.Start(Agents);
        await using var many = await ProductRelay.Start(Agents);
        var signal = SignalText.OfLength(600);
        var fewPairs = await Open(few, Few, signal);
        var manyPairs = await Open(many, Few, signal);
        await Relays.WarmUp(fewPairs[..Talking]);
        await Relays.WarmUp(manyPairs[..Talking]);
        var before = await many.Process.PrivateBytes();
        manyPairs = [.. manyPairs, .. await Open(many, Many - Few, signal)];
        var bytes = (await many.Process.PrivateBytes() - before) / (double)(Many - Few);

        var rounds = new List<(double Few, double Many)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await CpuOfRelay(few, fewPairs), await CpuOfRelay(many, manyPairs)));
        foreach (var pair in fewPairs.Concat(manyPairs))
            pair.Cut();

        var ratio = rounds.Select(round => round.Many / round.Few).Median();
        return (
            new($"processor time of a relay at {Many:#,0} live sessions against {Few}", $"≤ {AimRatio:0.0} ×",
                $"{rounds.Select(round => round.Many).Median():0.0} µs ({ratio:0.00} ×)", $"{rounds.Select(round => round.Few).Median():0.0} µs at {Few}",
                ratio <= AimRatio),
            bytes);
    }

    /// <summary>Bytes for the two bare connections of a session.</summary>
    private static async Task<double> OfFloor()
    {
        await using var floor = await FloorRelay.Start();
        var signal = SignalText.OfLength(600);
        var pairs = await Open(floor, Few, signal);
        await Relays.WarmUp(pairs[..Talking]);
        var before = await floor.Process.PrivateBytes();
        pairs = [.. pairs, .. await Open(floor, Many - Few, signal)];
        var bytes = (await floor.Process.PrivateBytes() - before) / (double)(Many - Few);
        foreach (var pair in pairs)
            pair.Cut();
        return bytes;
    }

    private static async Task<Pair[]> Open(IRelay relay, int count, string signal)
    {
        var pairs = new Pair[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (place, _) =>
            pairs[place] = await relay.Open(signal));
        return pairs;
    }

    /// <summary>Microseconds of the server's processor time for one relay, without what it spends on idle connections.</summary>
    private static async Task<double> CpuOfRelay(IRelay relay, Pair[] pairs)
    {
        var (idle, _) = await Cpu(() => Task.Delay(s_round));
        var relayed = 0L;
        var (busy, span) = await Cpu(async () => relayed = (await Relays.Run(pairs[..Talking], 1, s_round)).Total);
        return (busy - (idle * (span / s_round))).TotalMicroseconds / relayed;

        async Task<(TimeSpan Used, TimeSpan Span)> Cpu(Func<Task> during)
        {
            var (used, start) = (relay.Process.Cpu, Stopwatch.GetTimestamp());
            await during();
            return (relay.Process.Cpu - used, Stopwatch.GetElapsedTime(start));
        }
    }
}
