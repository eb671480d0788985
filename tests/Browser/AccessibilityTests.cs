using System.Text.Json;
using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>Pages that everybody can use: no serious finding of axe, and the keyboard alone does the agent's job.</summary>
public sealed class AccessibilityTests(Browsers browsers)
{
    [Fact]
    public async Task HasNoSeriousFinding_OnAnyPage()
    {
        await using var product = await Product.Start();
        var findings = new List<string>();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.Page.GotoAsync(product.Address);
        findings.AddRange(await Scan(agent.Page, "sign-in"));
        await agent.SignIn(product.Address, product.Agent);
        findings.AddRange(await Scan(agent.Page, "console, empty"));
        var code = await agent.StartSession();
        findings.AddRange(await Scan(agent.Page, "console, waiting"));

        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.Page.GotoAsync(product.Address + "/connect");
        findings.AddRange(await Scan(consumer.Page, "connect, code"));
        await consumer.EnterCode(product.Address, code);
        await Assertions.Expect(consumer.Connect).ToBeVisibleAsync();
        findings.AddRange(await Scan(consumer.Page, "connect, consent"));
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        findings.AddRange(await Scan(agent.Page, "console, live"));
        findings.AddRange(await Scan(consumer.Page, "connect, live"));

        foreach (var path in (string[])["/guide/android", "/guide/ios", "/terms", "/privacy", "/outbox", "/password"])
        {
            var page = path is "/outbox" or "/password" ? agent.Page : consumer.Page;
            await page.GotoAsync(product.Address + path);
            findings.AddRange(await Scan(page, path));
        }

        Assert.Empty(findings);
    }

    [Fact]
    public async Task DoesTheWholeJob_WithTheKeyboardAlone()
    {
        await using var product = await Product.Start();
        var page = await browsers.Desk();
        var agent = new AgentAtDesk(page);
        await page.GotoAsync(product.Address);
        await TabTo(page, "Username");
        await page.Keyboard.TypeAsync(product.Agent.Username);
        await TabTo(page, "Password");
        await page.Keyboard.TypeAsync(product.Agent.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(agent.Start).ToBeVisibleAsync();
        await TabTo(page, "Start");
        await page.Keyboard.PressAsync("Enter");
        var code = await agent.ReadCode();

        await TabTo(page, "Email");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("Phone", await FocusedName(page));
        await page.Keyboard.PressAsync("ArrowLeft");
        await TabTo(page, "E-mail address", backwards: true);
        await page.Keyboard.TypeAsync("ana@example.com");
        await TabTo(page, "Send Invite");
        await page.Keyboard.PressAsync("Enter");
        await agent.Reads("outbox");

        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        await TabTo(page, "Message");
        await page.Keyboard.TypeAsync("Please show me the label.");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(agent.Log.GetByText("Please show me the label.", new() { Exact = true })).ToHaveCountAsync(1);

        await TabTo(page, "Resolved");
        await page.Keyboard.PressAsync("Enter");
        await consumer.Reads("Thank you");
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

    private static Task<string> FocusedName(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const element = document.activeElement;
          if (!element || element === document.body) return "";
          const by = element.getAttribute("aria-labelledby");
          const words = element.getAttribute("aria-label")
            ?? (by ? by.split(" ").map(id => document.getElementById(id)?.textContent ?? "").join(" ") : null)
            ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
          return words.replace(/\s+/g, " ").trim();
        }
        """);

    internal static async Task<IEnumerable<string>> Scan(IPage page, string where)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Product.File("WebFront/Client/node_modules/axe-core/axe.min.js")));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations");
        return found.EnumerateArray()
            .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v => $"{where}: {v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()} at "
                + string.Join(", ", v.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("target").ToString())));
    }
}
