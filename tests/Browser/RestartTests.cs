using System.Diagnostics;
using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>What a lost server does to a live session: nothing that a person would call lost.</summary>
public sealed class RestartTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task VideoGoesOnAndBothComeBack_WhenTheProcessIsKilledAndStartedAgain()
    {
        await using var product = await Product.Start();
        var (agent, consumer) = await LiveSession(browsers, product.Address, product.Agent);
        await agent.Say("before the crash");
        await Motion.Watch(agent.Page);

        await product.KillHard();
        await Assertions.Expect(agent.Page.GetByText("Reconnecting").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await product.Start();
        var sinceReady = Stopwatch.StartNew();
        await agent.IsConnected();
        await consumer.IsConnected();
        Assert.True(sinceReady.Elapsed < TimeSpan.FromSeconds(5), $"Both sides were back only after {sinceReady.Elapsed}.");

        await agent.Say("after the crash");
        Assert.Equal(1, await agent.Log.GetByText("before the crash", new() { Exact = true }).CountAsync());
        Assert.Equal(1, await agent.Log.GetByText("after the crash", new() { Exact = true }).CountAsync());
        var gap = await Motion.LongestGap(agent.Page);
        Assert.True(gap < 1000, $"The picture stood still for {gap:0} ms.");
    }

    [Fact, Trait("Proof", "Slow")]
    public async Task VideoGoesOnAndBothComeBack_WhenTheHubIsCutForAMinute()
    {
        var product = await shared.ForNewAgent();
        await using var cable = Cable.To(product.Port);
        var (agent, consumer) = await LiveSession(browsers, cable.Address, product.Agent);
        await Motion.Watch(agent.Page);

        cable.Cut();
        await Assertions.Expect(agent.Page.GetByText("Reconnecting").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Task.Delay(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        cable.Restore();

        await agent.IsConnected(within: 30);
        await consumer.IsConnected(within: 30);
        await agent.Say("here again");
        var gap = await Motion.LongestGap(agent.Page);
        Assert.True(gap < 1000, $"The picture stood still for {gap:0} ms.");
        await agent.SeesVideo();
    }

    /// <summary>An agent and a consumer in a live session that came by code.</summary>
    internal static async Task<(AgentAtDesk Agent, ConsumerWithPhone Consumer)> LiveSession(
        Browsers browsers, string address, (string Username, string Password) account, bool wholePhone = false)
    {
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(address, account);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(whole: wholePhone));
        await consumer.EnterCode(address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        return (agent, consumer);
    }
}
