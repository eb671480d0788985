using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Pages that everybody can use: no serious finding of axe, and the keyboard alone does the agent's job.</summary>
public sealed class AccessibilityTests(Browsers browsers, SharedProduct shared)
{
    /// <summary>What an element is called.</summary>
    private const string Name = """
        element => {
          if (!element || element === document.body) return "";
          const by = element.getAttribute("aria-labelledby");
          const words = element.getAttribute("aria-label")
            ?? (by ? by.split(" ").map(id => document.getElementById(id)?.textContent ?? "").join(" ") : null)
            ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
          return words.replace(/\s+/g, " ").trim();
        }
        """;

    [Fact]
    public async Task HasNoSeriousFinding_OnAnyPageOfTheAgent()
    {
        var product = await shared.ForNewAgent();
        var findings = new List<string>();
        var agent = new AgentAtDesk(await browsers.Desk());
        var page = agent.Page;
        await page.GotoAsync(product.Address);
        findings.AddRange(await Scan(page, "sign-in"));
        await page.GetByLabel("Username", new() { Exact = true }).FillAsync(product.Agent.Username);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign In", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "sign-in, refused"));
        await agent.SignIn(product.Address, product.Agent);
        findings.AddRange(await Scan(page, "console, empty"));
        var code = await agent.StartSession();
        await agent.Invite("Email", "nobody");
        await Expect(page.GetByText("invite-address-malformed")).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "console, waiting"));
        await agent.Invite("Email", "ana@example.com");
        await agent.Reads("kept in the outbox");
        var consumer = new ConsumerWithPhone(await browsers.Phone(cameraAllowed: false));
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.Reads("camera-denied");
        findings.AddRange(await Scan(page, "console, camera refused"));
        await consumer.Page.Context.GrantPermissionsAsync(["camera"]);
        await consumer.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await agent.SeesVideo();
        findings.AddRange(await Scan(page, "console, live"));
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "console, shortcuts"));
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Share the iOS Connection Guide" }).ClickAsync();
        findings.AddRange(await Scan(page, "console, guide"));
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("summary.button").ClickAsync();
        findings.AddRange(await Scan(page, "console, menu"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Resolved", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "console, closed"));

        foreach (var path in (string[])["/outbox", "/password", "/no-such-page"])
        {
            await page.GotoAsync(product.Address + path);
            findings.AddRange(await Scan(page, path));
        }

        var administrator = new AgentAtDesk(await browsers.Desk());
        await administrator.SignIn(product.Address, product.Administrator);
        await administrator.Page.GotoAsync(product.Address + "/operations");
        await Expect(administrator.Page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        findings.AddRange(await Scan(administrator.Page, "/operations"));

        Assert.Empty(findings);
    }

    [Fact]
    public async Task HasNoSeriousFinding_OnAnyScreenOfTheConsumer()
    {
        var product = await shared.ForNewAgent();
        var findings = new List<string>();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var inside = new ConsumerWithPhone(await browsers.Phone(userAgent:
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22C152 Instagram 361.0.0.35.82"));
        await inside.EnterCode(product.Address, code);
        await inside.Reads("Open this in Safari");
        findings.AddRange(await Scan(inside.Page, "connect, in an app"));

        var consumer = new ConsumerWithPhone(await browsers.Phone(cameraAllowed: false));
        var page = consumer.Page;
        foreach (var path in (string[])["/guide/android", "/guide/ios", "/terms", "/privacy", "/j", "/connect"])
        {
            await page.GotoAsync(product.Address + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            findings.AddRange(await Scan(page, path));
        }

        await consumer.EnterCode(product.Address, "000000000");
        await consumer.Reads("code-unknown");
        findings.AddRange(await Scan(page, "connect, wrong code"));
        await consumer.EnterCode(product.Address, code);
        await Expect(consumer.Connect).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "connect, consent"));
        await page.GetByRole(AriaRole.Button, new() { Name = "No thanks" }).ClickAsync();
        findings.AddRange(await Scan(page, "connect, declined"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await consumer.AuthorizeAndConnect();
        await consumer.Reads("camera-denied");
        findings.AddRange(await Scan(page, "connect, camera refused"));
        await page.Context.GrantPermissionsAsync(["camera"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await agent.SeesVideo();
        findings.AddRange(await Scan(page, "connect, live"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        findings.AddRange(await Scan(page, "connect, paused"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Chat" }).ClickAsync();
        findings.AddRange(await Scan(page, "connect, chat"));
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        findings.AddRange(await Scan(page, "connect, end?"));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End" }).Last.ClickAsync();
        await consumer.Reads("Thank you");
        findings.AddRange(await Scan(page, "connect, ended"));

        Assert.Empty(findings);
    }

    [Fact]
    public async Task DoesTheWholeJob_WithTheKeyboardAlone()
    {
        var product = await shared.ForNewAgent();
        var page = await browsers.Desk();
        var agent = new AgentAtDesk(page);
        await page.GotoAsync(product.Address);
        await TabTo(page, "Username");
        await page.Keyboard.TypeAsync(product.Agent.Username);
        await TabTo(page, "Password");
        await page.Keyboard.TypeAsync(product.Agent.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(agent.Start).ToBeVisibleAsync();
        await Choose(page, "Start");
        var code = await agent.ReadCode();

        await TabTo(page, "Email");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("Phone", await FocusedName(page));
        await page.Keyboard.PressAsync("ArrowLeft");
        await TabTo(page, "E-mail address", backwards: true);
        await page.Keyboard.TypeAsync("ana@example.com");
        await Choose(page, "Send Invite");
        await agent.Reads("outbox");
        await Choose(page, "Copy link");
        await agent.Reads("The link is copied.");
        Assert.Contains("/j#", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        await Choose(page, "Share the Android Connection Guide");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Choose(page, "Copy link");
        await agent.Reads("The guide's address is copied.");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("Share the Android Connection Guide", await FocusedName(page));

        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        await Choose(page, "Fill");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Fill" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Choose(page, "Hold");
        await consumer.Reads("has put you on hold");
        await Choose(page, "Resume");
        await TabTo(page, "Message");
        await page.Keyboard.TypeAsync("Please show me the label.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(agent.Log.GetByText("Please show me the label.", new() { Exact = true })).ToHaveCountAsync(1);

        // A second session beside it, given up again.
        await Choose(page, "Start");
        await Expect(page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(2);
        await Choose(page, "Unresolved");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        await TabTo(page, await page.GetByRole(AriaRole.Tab, new() { Selected = true }).EvaluateAsync<string>(Name));
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(1);
        await agent.SeesVideo();

        await Choose(page, "Resolved");
        await consumer.Reads("Thank you");
        await Choose(page, "Reopen");
        await agent.ReadCode();
    }

    private static async Task Choose(IPage page, string name)
    {
        await TabTo(page, name);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabTo(IPage page, string name, bool backwards = false)
    {
        var met = new List<string>();
        for (var step = 0; step < 60; step++)
        {
            var focused = await FocusedName(page);
            if (focused == name)
            {
                return;
            }

            met.Add(focused);
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"Tab never reaches \"{name}\", only {string.Join(", ", met.Distinct())}.");
    }

    private static Task<string> FocusedName(IPage page) => page.EvaluateAsync<string>($"() => ({Name})(document.activeElement)");

    /// <summary>Serious findings, with colours in the dark theme as well.</summary>
    internal static async Task<IEnumerable<string>> Scan(IPage page, string where)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Product.File("WebFront/Client/node_modules/axe-core/axe.min.js")));
        var light = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await page.EvaluateAsync<JsonElement>("async () => (await axe.run({ runOnly: ['color-contrast'] })).violations");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. Serious(light, where), .. Serious(dark, $"{where}, dark")];
    }

    private static IEnumerable<string> Serious(JsonElement violations, string where) => violations.EnumerateArray()
        .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
        .Select(v => $"{where}: {v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()} at "
            + string.Join(", ", v.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("target").ToString())));
}
