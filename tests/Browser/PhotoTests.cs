using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Photos in place of the camera: from every dead end, over plain HTTP, whatever the network does, and what the agent does with them.</summary>
public sealed class PhotoTests(Browsers browsers, SharedProduct shared)
{
    private const string InsideAnApp =
        "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0.0.54.88;]";

    [Fact]
    public async Task TenPhotosOfOneThatIsNone_ComeFromABuiltInBrowserWithoutWebSocketAndWebRtc_AndTheAgentWorksWithThem()
    {
        var product = await shared.ForNewAgent();
        var (agent, link) = await AgentWithLink(product.Address, product.Agent);
        var phone = await browsers.Phone(userAgent: InsideAnApp);
        await phone.AddInitScriptAsync("delete globalThis.WebSocket; delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection;");
        var findings = new List<string>();

        await phone.GotoAsync(link);
        await Expect(phone.GetByText("Open in Chrome")).ToBeVisibleAsync();
        await Tap(phone, "Send a photo instead");
        findings.AddRange(await AccessibilityTests.Scan(phone, "connect, photos"));
        var files = new List<FilePayload> { new() { Name = "holiday.jpg", MimeType = "image/jpeg", Buffer = Encoding.ASCII.GetBytes("%PDF-1.7 this is no photo") } };
        for (var n = 0; n < 9; n++)
        {
            files.Add(await PhotoFiles.Jpeg(phone, $"photo-{n}.jpg", 640, 480, orientation: n == 0 ? (ushort)6 : (ushort)1));
        }

        await Choose(phone, [.. files]);
        await Expect(phone.GetByText("This file is no photo. Choose another one.")).ToBeVisibleAsync();
        await Expect(phone.Locator(".photos img")).ToHaveCountAsync(9);
        await Tap(phone, "Send 9 photos");
        await Expect(phone.GetByText("Tick the box first, then tap Send.")).ToBeVisibleAsync();
        Assert.Empty(await Pictures(agent));
        await phone.GetByRole(AriaRole.Checkbox).CheckAsync();
        findings.AddRange(await AccessibilityTests.Scan(phone, "connect, photos chosen"));
        await Tap(phone, "Send 9 photos");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "has your 9 photos" })).ToBeVisibleAsync();
        findings.AddRange(await AccessibilityTests.Scan(phone, "connect, photos sent"));

        await Expect(Tiles(agent)).ToHaveCountAsync(9);
        await Expect(agent.Page.Locator(".strip img")).ToHaveCountAsync(9);
        await Expect(agent.Page.Locator(".strip h2")).ToContainTextAsync("9 new");
        findings.AddRange(await AccessibilityTests.Scan(agent.Page, "console, pictures"));

        // As the phone held it, without what it said of its owner.
        await Tiles(agent).First.ClickAsync();
        var viewer = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Picture viewer" });
        var (bytes, width, height) = await Fetch(agent, 0);
        Assert.Equal((480, 640), (width, height));
        Assert.DoesNotContain(PhotoFiles.Secret, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        findings.AddRange(await AccessibilityTests.Scan(agent.Page, "console, viewer"));

        await agent.Page.Keyboard.PressAsync("r");
        await Expect(viewer.Locator("img")).ToHaveAttributeAsync("style", new Regex("rotate: 90deg"));
        await agent.Page.Keyboard.PressAsync("+");
        await agent.Page.Keyboard.PressAsync("0");
        await agent.Page.Keyboard.PressAsync("c");
        await Expect(viewer.Locator("img")).ToHaveCountAsync(2);
        findings.AddRange(await AccessibilityTests.Scan(agent.Page, "console, side by side"));
        await agent.Page.Keyboard.PressAsync("c");
        await Expect(viewer.Locator("img")).ToHaveCountAsync(1);

        // An annotated copy is a picture of its own.
        await agent.Page.Keyboard.PressAsync("Home");
        await agent.Page.Keyboard.PressAsync("a");
        var frame = (await viewer.Locator(".viewer-frame").BoundingBoxAsync())!;
        await agent.Page.Mouse.MoveAsync(frame.X + (frame.Width * 0.25f), frame.Y + (frame.Height * 0.5f));
        await agent.Page.Mouse.DownAsync();
        await agent.Page.Mouse.MoveAsync(frame.X + (frame.Width * 0.75f), frame.Y + (frame.Height * 0.5f), new() { Steps = 5 });
        await agent.Page.Mouse.UpAsync();
        findings.AddRange(await AccessibilityTests.Scan(agent.Page, "console, marks on a picture"));
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Keep as a picture" }).ClickAsync();
        await Expect(Tiles(agent)).ToHaveCountAsync(10);
        await Expect(agent.Page.Locator(".strip img")).ToHaveCountAsync(10);
        var (_, copyWidth, copyHeight) = await Fetch(agent, 9);
        Assert.Equal((640, 480), (copyWidth, copyHeight));

        await agent.Page.Keyboard.PressAsync("End");
        await agent.Page.Keyboard.PressAsync("Delete");
        findings.AddRange(await AccessibilityTests.Scan(agent.Page, "console, delete a picture"));
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(Tiles(agent)).ToHaveCountAsync(9);
        await Expect(agent.Log.GetByText(new Regex("deleted", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task IsOneTapAway_WhenTheCameraIsRefused_AndAnsweredWhenTheAgentAsks_BesideTheLiveCamera()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var consumer = new ConsumerWithPhone(await browsers.Phone(cameraAllowed: false));
        await consumer.EnterCode(product.Address, await agent.StartSession());
        await consumer.AuthorizeAndConnect();
        await consumer.Reads("camera-denied");
        await Tap(consumer.Page, "Send a photo instead");
        await Choose(consumer.Page, await PhotoFiles.Jpeg(consumer.Page, "label.jpg", 800, 600));
        await Tap(consumer.Page, "Send photo");
        await Expect(consumer.Page.GetByRole(AriaRole.Heading, new() { Name = "has your photo" })).ToBeVisibleAsync();
        await Expect(agent.Page.Locator(".strip img")).ToHaveCountAsync(1);

        var (live, camera) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        await live.Page.GetByRole(AriaRole.Button, new() { Name = "On their page" }).ClickAsync();
        await Expect(camera.Page.GetByRole(AriaRole.Heading, new() { Name = "asks for a photo" })).ToBeVisibleAsync();
        await Choose(camera.Page, await PhotoFiles.Jpeg(camera.Page, "label.jpg", 800, 600));
        await Tap(camera.Page, "Send photo");
        await Expect(live.Page.Locator(".strip img:visible")).ToHaveCountAsync(1);
        await Tap(camera.Page, "Back to the camera", last: true);
        await Expect(camera.Page.GetByRole(AriaRole.Button, new() { Name = "Send a photo instead" })).ToBeVisibleAsync();
        await live.SeesVideo();
    }

    [Fact, Trait("Proof", "Slow")]
    public async Task ArrivesByteForByte_WhenTheNetworkIsCutTwice_TheServerKilled_AndThePageClosedHalfWay()
    {
        await using var product = await Product.Start();
        await using var cable = Cable.To(product.Port);
        var (agent, link) = await AgentWithLink(cable.Address, product.Agent);
        var phone = await browsers.Phone();
        await phone.AddInitScriptAsync(
            """
            const toBlob = HTMLCanvasElement.prototype.toBlob;
            HTMLCanvasElement.prototype.toBlob = function (take, ...rest) {
              toBlob.call(this, async blob => {
                if (!globalThis.largest || blob.size > globalThis.largest.size) globalThis.largest = blob;
                take(blob);
              }, ...rest);
            };
            """);
        await phone.GotoAsync(link);
        await Tap(phone, "Send a photo instead");
        await Choose(phone, await PhotoFiles.Jpeg(phone, "router.jpg", 4000, 3000));
        await Expect(phone.Locator(".photos img")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await phone.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Slow(phone);
        await Tap(phone, "Send photo");
        await phone.WaitForFunctionAsync("() => globalThis.largest?.size > 1_000_000");
        var sent = Convert.FromBase64String(await phone.EvaluateAsync<string>(
            "async () => { const bytes = new Uint8Array(await globalThis.largest.arrayBuffer()); let text = ''; for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192)); return btoa(text); }"));

        await Reaches(phone, 0.1);
        cable.Cut();
        await Expect(phone.GetByText("Sending goes on by itself.")).ToBeVisibleAsync();
        cable.Restore();
        await Reaches(phone, 0.3);
        cable.Cut();
        await Expect(phone.GetByText("Sending goes on by itself.")).ToBeVisibleAsync();
        cable.Restore();
        await Reaches(phone, 0.5);
        await product.KillHard();
        await product.Start();
        await Reaches(phone, 0.7);
        var context = phone.Context;
        await phone.CloseAsync();

        var again = await context.NewPageAsync();
        await again.GotoAsync(link);
        await Expect(again.GetByRole(AriaRole.Heading, new() { Name = "has your photo" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await agent.IsConnected(within: 15);
        await Expect(agent.Page.Locator(".strip img")).ToHaveCountAsync(1);
        var (bytes, width, height) = await Fetch(agent, 0);
        Assert.Equal((4000, 3000), (width, height));
        Assert.Equal(SHA256.HashData(Coded(sent)), SHA256.HashData(Coded(bytes)));
    }

    private async Task<(AgentAtDesk Agent, string Link)> AgentWithLink(string address, (string, string) account)
    {
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(address, account);
        await agent.StartSession();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        var link = new Uri(await agent.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        return (agent, address + link.PathAndQuery + link.Fragment);
    }

    private static ILocator Tiles(AgentAtDesk agent) =>
        agent.Page.GetByRole(AriaRole.Region, new() { Name = "Pictures", Exact = true }).GetByRole(AriaRole.Button);

    private static async Task<IReadOnlyList<string>> Pictures(AgentAtDesk agent) => await Tiles(agent).AllInnerTextsAsync();

    private static async Task Tap(IPage page, string button, bool last = false)
    {
        var buttons = page.GetByRole(AriaRole.Button, new() { Name = button });
        await (last ? buttons.Last : buttons.First).ClickAsync();
    }

    private static async Task Choose(IPage page, params FilePayload[] files) =>
        await page.Locator("input[type=file][multiple]").SetInputFilesAsync(files);

    /// <summary>A megabyte a second, so that there is a half-way.</summary>
    private static async Task Slow(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Network.enable");
        await devTools.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 20,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = 700_000,
        });
    }

    private static Task Reaches(IPage page, double progress) =>
        page.WaitForFunctionAsync("least => document.querySelector('progress')?.value >= least", progress, new() { Timeout = 30_000, PollingInterval = 20 });

    /// <summary>The picture itself, from the first scan on (ITU-T T.81, section B.2.3): segments before it may come in another order.</summary>
    private static ReadOnlySpan<byte> Coded(byte[] jpeg)
    {
        var at = 2;
        while (jpeg[at + 1] != 0xda)
        {
            at += 2 + (jpeg[at + 2] << 8) + jpeg[at + 3];
        }

        return jpeg.AsSpan(at);
    }

    /// <summary>A picture as the agent's browser gets it, in the order of the list.</summary>
    private static async Task<(byte[] Bytes, int Width, int Height)> Fetch(AgentAtDesk agent, int place)
    {
        var small = await agent.Page.Locator(".strip img").Nth(place).GetAttributeAsync("src");
        var answer = await agent.Page.Context.APIRequest.GetAsync(new Uri(new Uri(agent.Page.Url), small![..^"/thumbnail".Length]).ToString());
        Assert.Equal(200, answer.Status);
        var bytes = await answer.BodyAsync();
        var size = await agent.Page.EvaluateAsync<int[]>(
            "async source => { const image = new Image(); image.src = source; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }",
            small[..^"/thumbnail".Length]);
        return (bytes, size[0], size[1]);
    }
}
