using Microsoft.Playwright;

namespace SeeSupport.Bench.Load;

/// <summary>A browser with a made-up camera, an agent's window in it and a consumer's phone, strangers to each other.</summary>
internal sealed class Phone(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    /// <summary>Notes when the first picture was shown, in milliseconds since 1970, whoever shows it.</summary>
    private const string NotesFirstFrame = """
        document.addEventListener("loadedmetadata", event =>
          event.target.requestVideoFrameCallback?.(() => { window.firstFrameAt ??= performance.timeOrigin + performance.now(); }), true);
        """;

    /// <summary>Does at once what the consumer is asked to: agrees, and taps Connect.</summary>
    private const string Taps = """
        new MutationObserver(() => {
          const agree = document.querySelector("input[type=checkbox]");
          if (agree && !agree.checked) agree.click();
          const connect = [...document.querySelectorAll("button")].find(button => button.textContent.trim() === "Connect");
          if (connect && !connect.disabled && !window.tapped) { window.tapped = true; connect.click(); }
        }).observe(document, { subtree: true, childList: true, attributes: true });
        """;

    /// <summary>Starts the browser.</summary>
    public static async Task<Phone> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
        return new(playwright, browser);
    }

    /// <summary>A page of an agent.</summary>
    public async Task<IPage> Agent()
    {
        var context = await browser.NewContextAsync();
        await context.AddInitScriptAsync(NotesFirstFrame);
        return await context.NewPageAsync();
    }

    /// <summary>A page on a phone that has never been here before.</summary>
    public async Task<IPage> Consumer()
    {
        var context = await browser.NewContextAsync(new(playwright.Devices["Pixel 7"]) { Permissions = ["camera"] });
        await context.AddInitScriptAsync(Taps);
        return await context.NewPageAsync();
    }

    /// <summary>From the consumer's opening of the link to the first picture at the agent, milliseconds.</summary>
    public static async Task<double> FirstFrame(IPage agent, IPage consumer, string link)
    {
        await consumer.GotoAsync(link, new() { WaitUntil = WaitUntilState.Commit });
        var opened = await consumer.EvaluateAsync<double>("performance.timeOrigin");
        await agent.WaitForFunctionAsync("window.firstFrameAt", null, new() { PollingInterval = 50, Timeout = 20_000 });
        return await agent.EvaluateAsync<double>("window.firstFrameAt") - opened;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
