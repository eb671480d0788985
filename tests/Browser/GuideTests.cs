using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Seeing and guiding over real media: what is drawn at a place of the picture is at that place on the other side.</summary>
public sealed class GuideTests(Browsers browsers, SharedProduct shared)
{
    private static readonly (int, int, int) Blue = (0x5a, 0xa9, 0xff);
    private static readonly (int, int, int) LaserRed = (0xff, 0x2d, 0x20);
    private static readonly (int, int, int) GroundOfThePattern = (0, 136, 0);
    private static readonly (double X, double Y)[] s_places = [(0.35, 0.42), (0.71, 0.6)];

    [Fact]
    public async Task ShowsEachMarkAtItsPlace_InPortraitAndLandscape_FitAndFill()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        var desk = agent.Page;
        var phone = consumer.Page;
        var wide = await Place.OfVideo(phone);
        foreach (var edge in (double[])[0.01, 0.99])
        {
            Assert.True((await Pixels.Of(phone, GroundOfThePattern, wide.Around(0.4, edge, 2))).Count > 8, "The frame ends before its element does.");
            Assert.Equal(0, (await Pixels.Of(phone, GroundOfThePattern, wide.Around(0.4, edge + Math.Sign(edge - 0.5) * 0.05, 2))).Count);
        }

        await desk.Locator(".quality button").ClickAsync();
        foreach (var figure in (string[])["Round trip", "Loss", "Frame rate", "Resolution", "Codec", "Route"])
            await Expect(desk.GetByRole(AriaRole.Term).Filter(new() { HasText = figure })).ToBeVisibleAsync();
        await Tool(desk, "Blue");

        foreach (var upright in (bool[])[false, true])
        {
            if (upright)
                await TurnTheCamera(desk, phone);
            foreach (var screen in (ViewportSize[])[new() { Width = 412, Height = 839 }, new() { Width = 839, Height = 412 }])
            {
                await phone.SetViewportSizeAsync(screen.Width, screen.Height);
                foreach (var fitting in (string[])["Fit", "Fill"])
                {
                    await desk.GetByRole(AriaRole.Button, new() { Name = fitting, Exact = true }).ClickAsync();
                    await ShowsTheSameOnBothSides(desk, phone, $"{(upright ? "portrait" : "landscape")} frame, {fitting}, phone {screen.Width}×{screen.Height}");
                }
            }
        }

        await desk.GetByRole(AriaRole.Button, new() { Name = "Closer", Exact = true }).ClickAsync();
        await ShowsTheSameOnBothSides(desk, phone, "closer");
    }

    [Fact]
    public async Task GuidesOnAFrozenFrame_WithScriptsAndTenThousandMarks()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        var (desk, phone) = (agent.Page, consumer.Page);

        await desk.Keyboard.PressAsync("x");
        await agent.Reads("The consumer sees the same picture");
        await desk.Keyboard.PressAsync("5");
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "White", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        var still = phone.Locator(".stage img");
        await Expect(still).ToBeVisibleAsync();
        Assert.Equal("1280 720", await still.EvaluateAsync<string>("image => `${image.naturalWidth} ${image.naturalHeight}`"));
        await Tool(desk, "Blue");
        await ShowsTheSameOnBothSides(desk, phone, "frozen");
        await Tool(desk, "Number");
        await Click(desk, 0.5, 0.5);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Keep as a picture" }).ClickAsync();
        await agent.Reads("Kept with the session's pictures");
        await Expect(desk.Locator(".strip img").First).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Delete");
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(0);

        await Tool(desk, "Text");
        await Click(desk, 0.3, 0.3);
        await desk.GetByLabel("Write, then press Enter").FillAsync("<img src=x onerror=alert(1)>");
        await desk.Keyboard.PressAsync("Enter");
        foreach (var page in (IPage[])[desk, phone])
        {
            await Expect(page.Locator(".marks text").First).ToHaveTextAsync("<img src=x onerror=alert(1)>");
            await Expect(page.Locator(".marks img, .marks script")).ToHaveCountAsync(0);
        }

        await desk.Keyboard.PressAsync("Control+z");
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync("Control+y");
        await Expect(phone.Locator(".marks [data-mark=text]")).ToHaveCountAsync(1);

        await Tool(desk, "Number");
        await desk.Locator(".drawing").EvaluateAsync("""
            layer => {
              for (let at = 0; at < 10000; at++) {
                layer.dispatchEvent(new PointerEvent("pointerdown", {
                  bubbles: true, cancelable: true, pointerId: 1, button: 0, clientX: 300 + at % 97, clientY: 300 + at % 89,
                }));
              }
            }
            """);
        await agent.Reads("There are 500 marks on the picture. Undo or clear some, then draw on.");
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(500);

        await desk.Keyboard.PressAsync("x");
        await Expect(still).ToHaveCountAsync(0);
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(0);
        await agent.SeesVideo();
    }

    [Fact]
    public async Task GuidesOverTheHub_AndKeepsHowTheAgentLooks_OverAReconnectAndInItsOwnWindow()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        // A browser whose data channels never open.
        await consumer.Page.AddInitScriptAsync("""
            RTCPeerConnection.prototype.createDataChannel = () => Object.assign(new EventTarget(), { readyState: "connecting", bufferedAmount: 0 });
            """);
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        var (desk, phone) = (agent.Page, consumer.Page);

        await Tool(desk, "Blue");
        await ShowsTheSameOnBothSides(desk, phone, "over the hub");
        await desk.Keyboard.PressAsync("x");
        await agent.Reads("The consumer sees the same picture");
        await desk.Keyboard.PressAsync("x");
        await Expect(phone.Locator(".stage img")).ToHaveCountAsync(0);

        await Tool(desk, "Number");
        await Click(desk, 0.5, 0.5);
        var whole = await Place.OfVideo(desk);
        await desk.Mouse.WheelAsync(0, -300);
        for (var step = 0; step < 3; step++)
            await desk.Keyboard.PressAsync("+");
        await desk.Keyboard.PressAsync("ArrowRight");
        var before = await Place.OfVideo(desk);
        Assert.True(before.Width > 2 * whole.Width, $"The picture did not come closer: {before}");
        await phone.ReloadAsync();
        await agent.SeesVideo();
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(1);
        Assert.Equal(before, await Place.OfVideo(desk));

        await desk.Keyboard.PressAsync("f");
        await desk.WaitForFunctionAsync("() => document.fullscreenElement?.classList.contains('picture')");
        await desk.Keyboard.PressAsync("f");
        await desk.WaitForFunctionAsync("() => !document.fullscreenElement");

        var popup = await desk.Context.RunAndWaitForPageAsync(() => desk.Keyboard.PressAsync("p"));
        await Expect(desk.GetByText("The picture is in its own window")).ToBeVisibleAsync();
        var inWindow = new AgentAtDesk(popup);
        await inWindow.SeesVideo();
        await Expect(popup.Locator(".marks [data-mark]")).ToHaveCountAsync(1);
        await Tool(popup, "Number");
        await Click(popup, 0.55, 0.55);
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(2);
        await popup.GetByRole(AriaRole.Button, new() { Name = "Bring back" }).ClickAsync();
        await agent.SeesVideo();
        await Expect(desk.Locator(".marks [data-mark]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task DrawsWithEveryTool_SeenWhileItIsDrawn_OnTheLiveAndOnTheFrozenPicture()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        var (desk, phone) = (agent.Page, consumer.Page);
        await Tool(desk, "Blue");
        // From one place to another, and a place where the mark has to be then.
        (string Name, string Mark, (double X, double Y) On)[] tools =
        [
            ("Arrow", "arrow", (0.45, 0.45)), ("Line", "line", (0.45, 0.45)), ("Box", "box", (0.45, 0.3)), ("Ellipse", "ellipse", (0.3, 0.45)),
            ("Draw", "pen", (0.45, 0.45)),
        ];
        foreach (var frozen in (bool[])[false, true])
        {
            if (frozen)
            {
                await desk.Keyboard.PressAsync("x");
                await agent.Reads("The consumer sees the same picture");
            }

            foreach (var (name, mark, on) in tools)
            {
                await Tool(desk, name);
                var frame = await Place.OfVideo(desk);
                await desk.Mouse.MoveAsync(frame.At(0.3, 0.3).X, frame.At(0.3, 0.3).Y);
                await desk.Mouse.DownAsync();
                await desk.Mouse.MoveAsync(frame.At(0.6, 0.6).X, frame.At(0.6, 0.6).Y, new() { Steps = 6 });
                await Expect(phone.Locator($".marks [data-mark={mark}]")).ToHaveCountAsync(1);
                await desk.Mouse.UpAsync();
                foreach (var page in (IPage[])[desk, phone])
                {
                    await Expect(page.Locator(".marks [data-mark]")).ToHaveCountAsync(1);
                    var seen = await Pixels.Of(page, Blue, (await Place.OfVideo(page)).Around(on.X, on.Y, 6));
                    Assert.True(seen.Count > 6, $"{name}{(frozen ? ", frozen" : "")}: {seen}");
                }

                await desk.Keyboard.PressAsync("Control+z");
                await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(0);
            }
        }

        // Two fingers come closer whatever the tool, and draw nothing.
        var before = await Place.OfVideo(desk);
        await desk.Locator(".picture-place").EvaluateAsync("""
            place => {
              const finger = (type, pointerId, clientX) => place.querySelector(".drawing").dispatchEvent(new PointerEvent(type, {
                bubbles: true, cancelable: true, pointerType: "touch", pointerId, clientX, clientY: 300, button: 0, buttons: 1,
              }));
              const { setPointerCapture } = Element.prototype;
              Element.prototype.setPointerCapture = () => {};
              finger("pointerdown", 11, 400);
              finger("pointerdown", 12, 500);
              for (let step = 1; step <= 10; step++) finger("pointermove", 12, 500 + step * 10);
              finger("pointerup", 11, 400);
              finger("pointerup", 12, 600);
              Element.prototype.setPointerCapture = setPointerCapture;
            }
            """);
        var after = await Place.OfVideo(desk);
        Assert.Equal(2, after.Width / before.Width, 0.1);
        await Expect(desk.Locator(".marks [data-mark]")).ToHaveCountAsync(0);
    }

    /// <summary>Numbers and the laser, by pixels, at two places; then an empty board again.</summary>
    private static async Task ShowsTheSameOnBothSides(IPage desk, IPage phone, string how)
    {
        await Tool(desk, "Number");
        foreach (var (x, y) in s_places)
            await Click(desk, x, y);
        await Expect(phone.Locator(".marks [data-mark=number]")).ToHaveCountAsync(s_places.Length);
        foreach (var (side, page) in new[] { ("agent", desk), ("consumer", phone) })
        {
            var frame = await Place.OfVideo(page);
            foreach (var (x, y) in s_places)
                await IsAt(page, Blue, frame, (x, y), $"{how}: the mark on the {side}'s side");
        }

        await Tool(desk, "Laser pointer");
        var at = (await Place.OfVideo(desk)).At(0.5, 0.5);
        await desk.Mouse.MoveAsync(at.X, at.Y);
        await Expect(phone.Locator(".marks .laser")).ToHaveCountAsync(1);
        await IsAt(phone, LaserRed, await Place.OfVideo(phone), (0.5, 0.5), $"{how}: the laser on the consumer's side");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(phone.Locator(".marks .laser")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync("Delete");
        await Expect(phone.Locator(".marks [data-mark]")).ToHaveCountAsync(0);
    }

    private static async Task IsAt(IPage page, (int, int, int) colour, Place frame, (double X, double Y) place, string what)
    {
        var (x, y) = frame.At(place.X, place.Y);
        var seen = await Pixels.Of(page, colour, frame.Around(place.X, place.Y, 40));
        Assert.True(seen.Count > 60 && Math.Abs(seen.X - x) < 3 && Math.Abs(seen.Y - y) < 3, $"{what} should be at {x:0},{y:0} and is {seen} in {frame}");
    }

    private static Task Tool(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static async Task Click(IPage page, double x, double y)
    {
        var at = (await Place.OfVideo(page)).At(x, y);
        await page.Mouse.ClickAsync(at.X, at.Y);
    }

    /// <summary>The camera gives upright frames from now on, as a phone's does when it is turned; both sides have them before this ends.</summary>
    private static async Task TurnTheCamera(IPage desk, IPage phone)
    {
        await phone.Locator("video").EvaluateAsync("""
            video => video.srcObject.getVideoTracks()[0].applyConstraints({ width: { exact: 480 }, height: { exact: 640 } })
            """);
        for (var tries = 0; tries < 100; tries++)
        {
            var upright = await Task.WhenAll(((IPage[])[desk, phone]).Select(page => page.EvaluateAsync<bool>("""
                () => {
                  const video = [...document.querySelectorAll("video")].find(v => v.getClientRects().length > 0);
                  const { width, height } = video.getBoundingClientRect();
                  return video.videoHeight > video.videoWidth && height > width;
                }
                """)));
            if (upright.All(one => one))
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The turned picture did not come.");
    }
}
