using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SeeSupport.Browser.Browsers))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace SeeSupport.Browser;

/// <summary>One Chromium with a fake camera for all tests; every person gets a context of their own, which ends with the test.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream",
    ];

    private readonly List<IBrowser> _elsewhere = [];
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private string? _test;

    /// <summary>The browser that is run.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(15_000);
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = s_arguments });
    }

    /// <summary>An agent at a desk.</summary>
    public async Task<IPage> Desk(int width = 1280, int height = 800) =>
        await Page(new() { ViewportSize = new() { Width = width, Height = height }, Permissions = ["clipboard-read", "clipboard-write"] });

    /// <summary>A consumer with an Android phone in hand; the camera is allowed unless said otherwise.</summary>
    public async Task<IPage> Phone(bool cameraAllowed = true, string? userAgent = null) => await Page(PhoneOptions(cameraAllowed, userAgent));

    /// <summary>The same on a network of its own; <paramref name="address"/> counts as a secure page there.</summary>
    public async Task<IPage> PhoneOn(TwoNetworks networks, string address)
    {
        await EndEarlierTests();
        var chromium = await _playwright!.Chromium.LaunchAsync(new()
        {
            ExecutablePath = networks.Browser,
            Args = [.. s_arguments, $"--unsafely-treat-insecure-origin-as-secure={address}"],
        });
        _elsewhere.Add(chromium);
        return await Page(PhoneOptions(), chromium);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var chromium in _elsewhere.Append(_chromium).OfType<IBrowser>())
            await chromium.CloseAsync();
        _playwright?.Dispose();
    }

    private BrowserNewContextOptions PhoneOptions(bool cameraAllowed = true, string? userAgent = null) => new(_playwright!.Devices["Pixel 7"])
    {
        UserAgent = userAgent ?? "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        Permissions = cameraAllowed ? ["camera"] : [],
    };

    private async Task<IPage> Page(BrowserNewContextOptions options, IBrowser? chromium = null)
    {
        await EndEarlierTests();
        var context = await (chromium ?? _chromium!).NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Calls of tests that are over would go on, and take the processor from those that are measured.</summary>
    private async Task EndEarlierTests()
    {
        var test = TestContext.Current.Test?.UniqueID;
        if (test == _test)
            return;
        _test = test;
        foreach (var context in _chromium!.Contexts.ToArray())
            await context.CloseAsync();
        foreach (var chromium in _elsewhere)
            await chromium.CloseAsync();
        _elsewhere.Clear();
    }
}
