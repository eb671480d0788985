using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Chat as the log, the buzz, and what two people type into every field.</summary>
public sealed class ChatTests(Browsers browsers, SharedProduct shared)
{
    private const string Script = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>";

    [Fact]
    public async Task KeepsWhatWasTyped_OpensOnlySafeLinks_BuzzesAndRunsNoScript()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent, wholePhone: true);

        await consumer.Page.EvaluateAsync("""
            () => {
              window.buzzed = { vibrated: 0, tones: 0 };
              navigator.vibrate = pattern => (window.buzzed.vibrated += pattern.length, true);
              const { start } = OscillatorNode.prototype;
              OscillatorNode.prototype.start = function (at) { window.buzzed.tones++; start.call(this, at); };
            }
            """);
        var buzz = agent.Page.GetByRole(AriaRole.Button, new() { Name = "Buzz the phone" });
        await buzz.ClickAsync();
        await consumer.Reads("is calling you");
        await consumer.Page.WaitForFunctionAsync("() => buzzed.vibrated > 2 && buzzed.tones > 2");
        await agent.Reads("The phone buzzed.");
        await consumer.Page.GetByRole(AriaRole.Button, new() { Name = "I am here" }).ClickAsync();
        await agent.Reads("The consumer answered the buzz.");

        await agent.Page.GetByText("Ticket and consumer").ClickAsync();
        await agent.Page.GetByLabel("Ticket", new() { Exact = true }).FillAsync("CASE-7 " + Script);
        await agent.Page.GetByLabel("Consumer", new() { Exact = true }).FillAsync("Ana");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Tab)).ToContainTextAsync("Ana");

        await agent.Say(Script);
        await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("javascript:alert(1) https://example.com/help?a=1#b.");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(consumer.Page).ToHaveTitleAsync(new Regex(@"^\(2\) "));
        await consumer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Chat") }).ClickAsync();
        var link = consumer.Page.Locator(".chat .theirs a");
        await Expect(link).ToHaveTextAsync("https://example.com/help?a=1#b");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await Expect(consumer.Page).ToHaveTitleAsync(new Regex("^[^(]"));
        foreach (var page in (IPage[])[agent.Page, consumer.Page])
        {
            await Expect(page.GetByText(Script).First).ToBeVisibleAsync();
            Assert.False(await page.EvaluateAsync<bool>("() => 'harmed' in window"));
        }

        // While the phone shows another app, the buzz is a notification.
        await consumer.Page.Context.GrantPermissionsAsync(["camera", "notifications"]);
        await consumer.Page.EvaluateAsync("() => Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })");
        while (await agent.Log.GetByText("The agent buzzed the phone.").CountAsync() < 2)
        {
            await buzz.ClickAsync();
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        await agent.Reads("The phone shows a notification of the buzz.");
        Assert.Equal("Agent is calling you", await consumer.Page.EvaluateAsync<string>(
            "async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications()).map(shown => shown.title).join()"));
        await consumer.Page.EvaluateAsync("() => { delete document.visibilityState; }");

        await consumer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("half a li");
        await consumer.Page.ReloadAsync();
        await consumer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Chat") }).ClickAsync();
        await Expect(consumer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToHaveValueAsync("half a li");
    }

    [Fact]
    public async Task SendsALineOnce_ThatWasOnItsWayWhenThePageWasReloaded()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        var hub = await FaultyHub.Before(agent.Page);
        await agent.SignIn(product.Address, product.Agent);
        await agent.StartSession();
        hub.Be(Fault.DropWhenLive);
        await agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("on its way");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(agent.Log.Locator(".line.waiting")).ToContainTextAsync("on its way");

        hub.Be(Fault.None);
        await agent.Page.ReloadAsync();

        await Expect(agent.Log.Locator(".line.waiting")).ToHaveCountAsync(0);
        await Expect(agent.Log.GetByText("on its way", new() { Exact = true })).ToHaveCountAsync(1);
    }
}
