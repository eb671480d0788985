using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What an agent does and sees, found by role and label as a person would.</summary>
public sealed class AgentAtDesk(IPage page)
{
    /// <summary>The agent's page.</summary>
    public IPage Page => page;

    /// <summary>The button that begins a session.</summary>
    public ILocator Start => page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true });

    /// <summary>Where the nine digits stand.</summary>
    public ILocator Code => page.GetByLabel("Connection Code", new() { Exact = true });

    /// <summary>The live picture.</summary>
    public ILocator Video => page.Locator("video:visible");

    /// <summary>The session's events and chat.</summary>
    public ILocator Log => page.GetByRole(AriaRole.Log);

    /// <summary>Signs in and is on the console.</summary>
    public async Task SignIn(string address, (string Username, string Password) account)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Username", new() { Exact = true }).FillAsync(account.Username);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(account.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign In", Exact = true }).ClickAsync();
        await Expect(Start).ToBeVisibleAsync();
    }

    /// <summary>Begins a session and reads its nine digits.</summary>
    public async Task<string> StartSession()
    {
        await Start.ClickAsync();
        return await ReadCode();
    }

    /// <summary>Reads the nine digits out, without the spaces.</summary>
    public async Task<string> ReadCode()
    {
        await Expect(Code).ToHaveTextAsync(new Regex(@"^\s*\d{3}\D?\d{3}\D?\d{3}\s*$"));
        return new string([.. (await Code.InnerTextAsync()).Where(char.IsDigit)]);
    }

    /// <summary>Sends an invite by a channel: <c>Email</c> or <c>Phone</c>.</summary>
    public async Task Invite(string channel, string to)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = channel, Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Textbox, new() { NameRegex = Field(channel) }).FillAsync(to);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send Invite", Exact = true }).ClickAsync();
    }

    /// <summary>Waits for words on the page.</summary>
    public async Task Reads(string words, int within = 15) =>
        await Expect(page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync(new() { Timeout = within * 1000 });

    /// <summary>Writes a chat line and waits until it is stored.</summary>
    public async Task Say(string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(Log.GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(Log.Locator(".line.waiting")).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the picture is there, moving and not black.</summary>
    public async Task<Motion> SeesVideo()
    {
        await Expect(Video.First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var motion = await Motion.Of(page);
        Assert.True(motion.DistinctFrames >= 5, $"The picture does not move: {motion}");
        Assert.True(motion.Brightest > 60, $"The picture is black: {motion}");
        return motion;
    }

    /// <summary>Waits until the console is connected and knows the consumer to be.</summary>
    public async Task IsConnected(int within = 5)
    {
        foreach (var words in (string[])["Connection to SeeSupport is lost", "The phone is reconnecting.", "The phone cannot be reached."])
        {
            await Expect(page.GetByText(words).Filter(new() { Visible = true }).And(page.Locator(":not([role=log] *)")))
                .ToHaveCountAsync(0, new() { Timeout = within * 1000 });
        }
    }

    private static Regex Field(string channel) => new(channel == "Email" ? "e-?mail" : "phone", RegexOptions.IgnoreCase);
}
