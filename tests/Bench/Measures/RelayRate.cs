using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How many signals a second get across, in turns with the npm package <c>peer</c> and the floor.</summary>
internal sealed class RelayRate : IMeasure
{
    private const int Pairs = 50;
    private const int Rounds = 7;
    private const int Window = 2;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1.5);

    public string Name => "relay-rate";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start();
        await using var peer = await PeerRelay.Start();
        await using var floor = await FloorRelay.Start();
        var signal = SignalText.OfLength(600);
        var pairs = new List<IReadOnlyList<Pair>>();
        foreach (var relay in new IRelay[] { product, peer, floor })
        {
            pairs.Add(await Task.WhenAll(Enumerable.Range(0, Pairs).Select(_ => relay.Open(signal))));
            await Relays.WarmUp(pairs[^1]);
        }

        var rounds = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
        {
            var rates = new List<double>();
            foreach (var each in pairs)
                rates.Add((await Relays.Run(each, Window, s_round)).PerSecond);
            rounds.Add([.. rates]);
        }

        var ratio = rounds.Select(round => round[0] / round[1]).Median();
        var (ours, npm, bare) = (Of(0), Of(1), Of(2));
        return
        [
            new($"relays per second, {Pairs} pairs, 600-byte signals, {Window} under way each way", "≥ 1.0 × npm `peer`",
                $"{ours:#,0} ({ratio:0.00} ×)", $"`peer` {npm:#,0}, bare hub {bare:#,0}", ratio >= 1),
        ];

        double Of(int which) => rounds.Select(round => round[which]).Median();
    }
}
