using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What the agent does with the phone's camera.</summary>
public sealed class ControlTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task TheAgentUsesLensLightZoomAndFocus_AndAllIsPutBackWhateverIsLost()
    {
        var product = await shared.ForNewAgent();
        await using var cable = Cable.To(product.Port);
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(cable.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        var camera = new ScriptedCamera(consumer.Page);
        await camera.Install();
        await consumer.EnterCode(cable.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        var tools = agent.Page.GetByRole(AriaRole.Group, new() { Name = "Phone's camera" });
        ILocator Tool(string name) => tools.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        // With every tool there is, no key means two things.
        await agent.Page.Keyboard.PressAsync("?");
        var list = agent.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(list.GetByText("Next lens")).ToBeVisibleAsync();
        var keys = await list.Locator("kbd").AllInnerTextsAsync();
        Assert.Empty(keys.GroupBy(key => key).Where(same => same.Count() > 1).Select(same => same.Key));
        await agent.Page.Keyboard.PressAsync("Escape");

        await Tool("Light").ClickAsync();
        await camera.Is("lens === 'main' && torch");
        await consumer.Reads("turned your light on");
        await Tool("Zoom in").ClickAsync();
        await camera.Is("zoom === 1.25");
        await Tool("Focus").ClickAsync();
        await camera.Is("focused === 1");

        // The phone takes the camera away and forgets what it was set to.
        await camera.TakeAway();
        await camera.Is("opened === 2 && torch && zoom === 1.25");

        // Without the hub, over the channel beside the picture.
        cable.Cut();
        await agent.Reads("Reconnecting", within: 30);
        await Tool("Light").ClickAsync();
        await camera.Is("!torch");
        await Tool("Light").ClickAsync();
        await camera.Is("torch");
        cable.Restore();
        await agent.IsConnected(within: 30);
        await consumer.IsConnected(within: 30);
        await Expect(Tool("Light")).ToHaveAttributeAsync("aria-pressed", "true");

        // Both pages are loaded anew.
        await consumer.Page.ReloadAsync();
        await camera.Is("lens === 'main' && torch && zoom === 1.25");
        await agent.Page.ReloadAsync();
        await agent.SeesVideo();
        await Expect(Tool("Light")).ToHaveAttributeAsync("aria-pressed", "true");

        // Another lens has no light: then there is no button for it.
        await tools.GetByLabel("Lens").SelectOptionAsync("Rear 2");
        await camera.Is("lens === 'wide' && zoom === 1");
        await Expect(Tool("Light")).ToHaveCountAsync(0);
        await consumer.Reads("switched to another lens");
        await Expect(Tool("Flip")).ToBeEnabledAsync();
        await agent.Page.Keyboard.PressAsync("Shift+N");
        await camera.Is("lens === 'main'");
        await Expect(Tool("Flip")).ToBeEnabledAsync();
        await agent.Page.Keyboard.PressAsync("Shift+F");
        await camera.Is("lens === 'selfie'");
        await Expect(Tool("Zoom in")).ToHaveCountAsync(0);
        await agent.SeesVideo();

        // The consumer's own buttons do the same, and the agent sees it.
        ILocator Control(string name) => consumer.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await Expect(Control("Light")).ToHaveCountAsync(0);
        await Control("Flip").ClickAsync();
        await camera.Is("lens === 'main' && torch");
        await Control("Light").ClickAsync();
        await camera.Is("!torch");
        await Expect(Tool("Light")).ToHaveAttributeAsync("aria-pressed", "false");
        await Control("Lens").ClickAsync();
        await camera.Is("lens === 'wide'");
        await Expect(tools.GetByLabel("Lens")).ToHaveValueAsync("wide");
        await Control("Pause").ClickAsync();
        await Expect(Tool("Flip")).ToBeDisabledAsync();
    }
}
