using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How long a signal takes from hub to hub, one at a time, in turns with the floor.</summary>
internal sealed class RelayTime : IMeasure
{
    private const int Rounds = 15;
    private const int SignalsInRound = 1000;

    public string Name => "relay-time";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start();
        await using var floor = await FloorRelay.Start();
        var signal = SignalText.OfLength(600);
        using var productPair = await product.Open(signal);
        using var floorPair = await floor.Open(signal);
        foreach (var pair in new[] { productPair, floorPair })
            await Relays.WarmUp([pair]);

        var rounds = new List<(double[] Product, double[] Floor)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await Relays.Times(productPair, SignalsInRound), await Relays.Times(floorPair, SignalsInRound)));
        return [Row("median", 0.5, 1.5), Row("99th percentile", 0.99, 2.0)];

        Line Row(string name, double share, double aim)
        {
            var (ours, theirs) = (Of(round => round.Product.Quantile(share)), Of(round => round.Floor.Quantile(share)));
            var ratio = Of(round => round.Product.Quantile(share) / round.Floor.Quantile(share));
            return new($"relay of a signal, hub to hub, {name}", $"≤ {aim:0.0} × floor", $"{ours * 1000:0} µs ({ratio:0.00} ×)", $"{theirs * 1000:0} µs", ratio <= aim);
        }

        double Of(Func<(double[] Product, double[] Floor), double> figure) => rounds.Select(figure).Median();
    }
}
