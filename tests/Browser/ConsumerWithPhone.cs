using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What a consumer does and sees, found by role and label as a person would.</summary>
public sealed class ConsumerWithPhone(IPage page)
{
    /// <summary>The consumer's page.</summary>
    public IPage Page => page;

    /// <summary>The box that authorizes the session.</summary>
    public ILocator Authorization => page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("authorize", RegexOptions.IgnoreCase) });

    /// <summary>The button that joins.</summary>
    public ILocator Connect => page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true });

    /// <summary>Opens the Connect app and types the code that was read out.</summary>
    public async Task EnterCode(string address, string code)
    {
        await page.GotoAsync(address + "/connect");
        await page.GetByLabel("Connection Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
    }

    /// <summary>Taps the link of an invite.</summary>
    public async Task OpenLink(string link) => await page.GotoAsync(link);

    /// <summary>Ticks the authorization box and taps Connect.</summary>
    public async Task AuthorizeAndConnect()
    {
        await Authorization.CheckAsync();
        await Connect.ClickAsync();
    }

    /// <summary>Waits for words on the page.</summary>
    public async Task Reads(string words, int within = 15) =>
        await Expect(page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync(new() { Timeout = within * 1000 });

    /// <summary>Waits until the phone is connected to the server.</summary>
    public async Task IsConnected(int within = 5) =>
        await Expect(page.GetByText(new Regex("reconnecting", RegexOptions.IgnoreCase)).Filter(new() { Visible = true }))
            .ToHaveCountAsync(0, new() { Timeout = within * 1000 });
}
