using System.Diagnostics;
using System.Globalization;
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

    /// <summary>Does what the consumer is asked to, as soon as the page can hear it: agrees, then taps Connect.</summary>
    private const string Taps = """
        const tapping = setInterval(() => {
          const agree = document.querySelector("input[type=checkbox]");
          if (!agree) return;
          if (!agree.checked) return agree.click();
          [...document.querySelectorAll("button")].find(button => button.textContent.trim() === "Connect")?.click();
          clearInterval(tapping);
        }, 10);
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
        return await Await<double>(agent, "window.firstFrameAt") - opened;
    }

    /// <summary>What an expression comes to on a page, once it comes to anything. The pages' own policy forbids them to wait for it.</summary>
    public static async Task<T> Await<T>(IPage page, string expression) where T : notnull
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30); await Task.Delay(20))
        {
            if (await page.EvaluateAsync<object?>($"{expression} ?? null") is { } value)
                return (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);
        }

        throw new TimeoutException($"{expression} stayed undefined on {page.Url}.");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
