using System.Diagnostics;
using Microsoft.Playwright;
using SeeSupport.FarAway.Turn;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What goes wrong between phones, networks and hubs every day, and that people hardly notice.</summary>
public sealed class FieldTests(Browsers browsers, SharedProduct shared)
{
    [Fact, Trait("Proof", "Slow")]
    public async Task LosesNothingAndDoublesNothing_WhateverTheHubDoes_WithTheConsoleInTheBackground()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        var connections = 0;
        agent.Page.WebSocket += (_, _) => connections++;
        await agent.Page.AddInitScriptAsync("""
            for (const timer of ["setTimeout", "setInterval"]) {
              const set = window[timer];
              window[timer] = (run, wait, ...given) => set(run, window.inBackground ? Math.max(wait ?? 0, 60_000) : wait, ...given);
            }
            """);
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        var hub = await FaultyHub.Before(consumer.Page);
        hub.Be(Fault.NoFirstAnswer);
        await consumer.EnterCode(product.Address, code);
        await Until(() => hub.Connections > 0, "The page did not connect.");
        hub.Be(Fault.CloseBeforeJoin);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        Assert.True(hub.Connections >= 3, "The join was not cut off.");
        await Motion.Watch(agent.Page);
        // A tab that is not seen has its timers run once a minute.
        await agent.Page.EvaluateAsync("() => { window.inBackground = true; }");

        await consumer.Page.GetByRole(AriaRole.Button, new() { Name = "Chat" }).ClickAsync();
        Fault[] faults = [Fault.CloseWhenLive, Fault.DropWhenLive, Fault.NoPong, Fault.Slow, Fault.DoubledAndTurned, Fault.None];
        foreach (var fault in faults)
        {
            var before = hub.Connections;
            hub.Be(fault);
            await Type(consumer, $"consumer, {fault}");
            if (fault is Fault.CloseWhenLive or Fault.DropWhenLive)
                await Until(() => hub.Connections > before, $"The page did not connect anew: {fault}");
            await Expect(agent.Log.GetByText($"consumer, {fault}", new() { Exact = true })).ToHaveCountAsync(1, new() { Timeout = 20_000 });
            await agent.Say($"agent, {fault}");
        }

        var expected = faults.SelectMany(fault => new[] { $"consumer, {fault}", $"agent, {fault}" });
        await Expect(consumer.Page.Locator(".chat .mine, .chat .theirs")).ToHaveCountAsync(2 * faults.Length);
        var lines = await consumer.Page.Locator(".chat .mine, .chat .theirs").EvaluateAllAsync<string[]>(
            "lines => lines.map(line => line.childNodes[1].textContent.trim())");
        Assert.Equal(expected, lines);
        Assert.Equal(expected, (await agent.Log.Locator(".chat .said").AllInnerTextsAsync()).Select(line => line.Trim()));
        var gap = await Motion.LongestGap(agent.Page);
        Assert.True(gap < 3000, $"The picture stood still for {gap:0} ms.");
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task HasThePictureBackWithinFiveSeconds_OnANewNetwork()
    {
        await using var coturn = await Coturn.Start();
        await using var network = Cable.To(coturn.Port);
        await using var product = await Product.Start(new Dictionary<string, string?>
        {
            ["SeeSupport:Turn:RelayOnly"] = "true",
            ["SeeSupport:Turn:Urls:0"] = $"turn:127.0.0.1:{network.Port}?transport=tcp",
            ["SeeSupport:Turn:Secrets:0"] = coturn.Settings["SeeSupport:Turn:Secrets:0"],
        });
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);

        network.Cut();
        await consumer.Page.Context.SetOfflineAsync(true);
        await agent.Reads("The picture is interrupted", within: 30);
        network.Restore();
        await consumer.Page.Context.SetOfflineAsync(false);
        var since = Stopwatch.StartNew();
        await Expect(agent.Page.Locator(".picture-words").GetByText("The picture is interrupted")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"The picture was back only after {since.Elapsed}.");
        await agent.SeesVideo();
    }

    [Fact]
    public async Task HasThePictureBackWithinFiveSeconds_WhenThePhoneGoesFromOneInterfaceToAnother()
    {
        Assert.SkipUnless(TwoNetworks.CanBeMade, "Making networks takes root and iproute2.");
        using var networks = TwoNetworks.Make();
        await using var product = await Product.Start(new Dictionary<string, string?> { ["AllowedHosts"] = "*" });
        await using var way = Cable.To(product.Port, networks.Here);
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.PhoneOn(networks, way.Address));
        await consumer.EnterCode(way.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        await Motion.Watch(agent.Page);

        networks.Change();

        await agent.Page.WaitForFunctionAsync("() => performance.now() - lastFrame > 700", null, new() { Timeout = 10_000 });
        await agent.Page.WaitForFunctionAsync("() => performance.now() - lastFrame < 300", null, new() { Timeout = 30_000 });
        var gap = await Motion.LongestGap(agent.Page);
        Assert.True(gap < 5_000, $"The picture stood still for {gap:0} ms.");
        await agent.IsConnected(within: 15);
        await agent.SeesVideo();
    }

    [Fact]
    public async Task IsBackWhenThePhoneIsUnlocked_AndSaysSoWhenThePageIsClosed()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.Page.AddInitScriptAsync("""
            const ask = MediaDevices.prototype.getUserMedia;
            window.asked = [];
            MediaDevices.prototype.getUserMedia = async function (wish) {
              const stream = await ask.call(this, wish);
              window.asked.push(stream.getVideoTracks()[0]);
              return stream;
            };
            window.see = seen => {
              Object.defineProperty(document, "visibilityState", { configurable: true, value: seen ? "visible" : "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            };
            """);
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();

        await consumer.Page.EvaluateAsync("() => { see(false); asked.at(-1).stop(); asked.at(-1).dispatchEvent(new Event('ended')); }");
        await agent.Reads("Paused by phone");
        await Motion.Watch(agent.Page);
        await agent.Page.WaitForFunctionAsync("() => performance.now() - lastFrame > 500");
        var since = Stopwatch.StartNew();
        await consumer.Page.EvaluateAsync("() => see(true)");
        await agent.Page.WaitForFunctionAsync("() => performance.now() - lastFrame < 300");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"The picture was back only after {since.Elapsed}.");
        await Expect(agent.Page.GetByText("Paused by phone").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        await agent.SeesVideo();
        Assert.Equal(2, await consumer.Page.EvaluateAsync<int>("() => asked.length"));

        await consumer.Page.CloseAsync(new() { RunBeforeUnload = true });
        await agent.Reads("The consumer closed the page");
    }

    private static async Task Type(ConsumerWithPhone consumer, string text)
    {
        await consumer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync(text);
        await consumer.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    private static async Task Until(Func<bool> condition, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), otherwise);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
