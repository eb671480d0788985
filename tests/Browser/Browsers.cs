using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SeeSupport.Browser.Browsers))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace SeeSupport.Browser;

/// <summary>
/// Chromium with a fake camera for all tests; every person gets a context of their own, which ends with the test. Most get the headless
/// shell, which costs half of the processor: it has no windows and no notifications, and allows what a page asks for without a question.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream=fps=15",
    ];

    private static readonly string[] s_shellArguments = [.. s_arguments, "--use-fake-ui-for-media-stream"];

    private readonly List<Func<Task>> _leave = [];
    private readonly Lazy<Task<IBrowser>> _shell;
    private readonly Lazy<Task<IBrowser>> _whole;
    private IPlaywright? _playwright;
    private string? _test;

    public Browsers()
    {
        _shell = new(() => Launch(HeadlessShell, s_shellArguments));
        _whole = new(() => Launch(Chromium, s_arguments));
    }

    /// <summary>The browser with all that it has.</summary>
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>The part of it that has no windows.</summary>
    public static string HeadlessShell { get; } = Environment.GetEnvironmentVariable("CHROMIUM_HEADLESS_SHELL") ?? "/usr/bin/chromium-headless-shell";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    /// <summary>An agent at a desk; in the whole browser if asked for.</summary>
    public async Task<IPage> Desk(int width = 1280, int height = 800, bool whole = false) =>
        await Page(new() { ViewportSize = new() { Width = width, Height = height }, Permissions = ["clipboard-read", "clipboard-write"] }, whole);

    /// <summary>
    /// A consumer with an Android phone in hand. The camera is allowed unless said otherwise, which takes the whole browser; it is there for
    /// others who ask for it, too.
    /// </summary>
    public async Task<IPage> Phone(bool cameraAllowed = true, string? userAgent = null, bool whole = false) =>
        await Page(PhoneOptions(cameraAllowed, userAgent), whole || !cameraAllowed);

    /// <summary>The same on a network of its own; <paramref name="address"/> counts as a secure page there.</summary>
    public async Task<IPage> PhoneOn(TwoNetworks networks, string address)
    {
        await EndEarlierTests();
        var chromium = await Launch(networks.Browser, [.. s_arguments, $"--unsafely-treat-insecure-origin-as-secure={address}"]);
        _leave.Add(() => chromium.CloseAsync());
        return await Page(PhoneOptions(), chromium);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndEarlierTests();
        foreach (var chromium in new[] { _shell, _whole }.Where(chromium => chromium.IsValueCreated))
            await (await chromium.Value).CloseAsync();
        _playwright?.Dispose();
    }

    private BrowserNewContextOptions PhoneOptions(bool cameraAllowed = true, string? userAgent = null) => new(_playwright!.Devices["Pixel 7"])
    {
        UserAgent = userAgent ?? "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        Permissions = cameraAllowed ? ["camera"] : [],
    };

    private Task<IBrowser> Launch(string executable, IEnumerable<string> arguments) =>
        _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = arguments });

    private async Task<IPage> Page(BrowserNewContextOptions options, bool whole)
    {
        await EndEarlierTests();
        return await Page(options, await (whole ? _whole : _shell).Value);
    }

    private async Task<IPage> Page(BrowserNewContextOptions options, IBrowser chromium)
    {
        var context = await chromium.NewContextAsync(options);
        _leave.Add(() => context.CloseAsync());
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
        _leave.Reverse();
        foreach (var leave in _leave)
            await leave();
        _leave.Clear();
    }
}
