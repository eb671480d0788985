using SeeSupport.FarAway.Turn;

namespace SeeSupport.Browser;

/// <summary>Media that may only travel through a real coturn, with credentials that are right and wrong.</summary>
public sealed class RouteTests(Browsers browsers)
{
    private static readonly Dictionary<string, string?> RelayOnly = new() { ["SeeSupport:Turn:RelayOnly"] = "true" };

    [Fact]
    public async Task SeesTheCamera_WhenEveryCandidateIsRelayed()
    {
        await using var coturn = await Coturn.Start();
        await using var product = await Product.Start(coturn.Settings, RelayOnly);

        var (agent, _) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);

        await agent.Reads("relayed");
    }

    [Fact]
    public async Task SaysSoToBoth_WhenTheRelayRefusesTheCredentials()
    {
        await using var coturn = await Coturn.Start();
        await using var product = await Product.Start(coturn.Settings, RelayOnly, new Dictionary<string, string?> { ["SeeSupport:Turn:Secrets:0"] = "not-the-relay's" });
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();

        await agent.Reads("relay-refused", within: 30);
        await consumer.Reads("relay-refused", within: 30);
    }
}
