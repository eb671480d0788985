using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How long it takes from a tap on the link to the picture, in turns with the least two pages that do it.</summary>
internal sealed class FirstFrame : IMeasure
{
    private const int Rounds = 9;

    public string Name => "first-frame";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start(agents: Rounds + 1);
        await using var floor = await FloorRelay.Start();
        await using var phone = await Phone.Start();
        await OfProduct(product, phone);
        await OfFloor(floor, phone);

        var rounds = new List<(double Product, double Floor)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await OfProduct(product, phone), await OfFloor(floor, phone)));
        var ratio = rounds.Select(round => round.Product / round.Floor).Median();
        return
        [
            new("tap on the link to first frame, same machine, first visit", "≤ 1.5 × a bare two-peer page",
                $"{rounds.Select(round => round.Product).Median():0} ms ({ratio:0.00} ×)",
                $"{rounds.Select(round => round.Floor).Median():0} ms", ratio <= 1.5),
        ];
    }

    private static async Task<double> OfProduct(ProductRelay product, Phone phone)
    {
        var agent = await phone.Agent();
        var consumer = await phone.Consumer();
        var time = await Phone.FirstFrame(agent, consumer, await product.StartOn(agent));
        await consumer.Context.CloseAsync();
        await agent.Context.CloseAsync();
        return time;
    }

    private static async Task<double> OfFloor(FloorRelay floor, Phone phone)
    {
        var agent = await phone.Agent();
        var consumer = await phone.Consumer();
        await agent.GotoAsync($"{floor.Address}bare#agent");
        var session = await Phone.Await<string>(agent, "window.session");
        var time = await Phone.FirstFrame(agent, consumer, $"{floor.Address}bare#{session}");
        await consumer.Context.CloseAsync();
        await agent.Context.CloseAsync();
        return time;
    }
}
