using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>What the two people read when the camera cannot be had.</summary>
public sealed class CameraTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task TellsBothWhatToDo_WhenTheCameraIsRefused()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(cameraAllowed: false));
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();

        await consumer.Reads("camera-denied");
        await agent.Reads("camera-denied");

        // Each way to fail has words of its own, for both.
        await consumer.Page.EvaluateAsync("""
            () => {
              window.ask = MediaDevices.prototype.getUserMedia;
              MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException("", window.failure));
            }
            """);
        foreach (var (failure, word) in ((string, string)[])[("NotFoundError", "camera-missing"), ("NotReadableError", "camera-busy"), ("OverconstrainedError", "camera-unsuitable")])
        {
            await consumer.Page.EvaluateAsync("failure => { window.failure = failure; }", failure);
            await TryAgain(consumer);
            await consumer.Reads(word);
            await agent.Reads(word);
        }

        await consumer.Page.EvaluateAsync("() => { MediaDevices.prototype.getUserMedia = window.ask; }");
        await consumer.Page.Context.GrantPermissionsAsync(["camera"]);
        await TryAgain(consumer);
        await agent.SeesVideo();

        await consumer.Page.AddInitScriptAsync("Object.defineProperty(globalThis, 'isSecureContext', { value: false })");
        await consumer.Page.ReloadAsync();
        await consumer.Reads("page-insecure");
        await agent.Reads("The page was opened without encryption");
    }

    [Fact]
    public async Task TellsBothThatThePictureIsBlack_AndPlaysATouchLater_WhereTheBrowserDoesNotPlayByItself()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        // A covered camera, on a phone that plays no video before the page is touched.
        await consumer.Page.AddInitScriptAsync("""
            (() => {
              const play = HTMLMediaElement.prototype.play;
              Object.defineProperty(HTMLMediaElement.prototype, "autoplay", { set() {} });
              HTMLMediaElement.prototype.play = function () {
                return window.touched ? play.call(this) : Promise.reject(new DOMException("", "NotAllowedError"));
              };
              MediaDevices.prototype.getUserMedia = async () => {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [1280, 720];
                const context = canvas.getContext("2d");
                let at = 0;
                setInterval(() => {
                  context.fillStyle = window.uncovered ? `hsl(${at++ * 7} 90% 60%)` : "#050505";
                  context.fillRect(0, 0, 1280, 720);
                }, 50);
                return canvas.captureStream(20);
              };
            })();
            """);
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.Reads("Connected, but there is no picture");
        var video = consumer.Page.Locator("video");
        Assert.True(await video.EvaluateAsync<bool>("video => video.paused && video.muted && video.hasAttribute('playsinline')"));

        await consumer.Page.EvaluateAsync("() => { window.touched = true; }");
        await consumer.Page.Locator("main").ClickAsync(new() { Position = new() { X = 20, Y = 200 } });
        await consumer.Reads("The picture is black.");
        Assert.False(await video.EvaluateAsync<bool>("video => video.paused"));

        await consumer.Page.EvaluateAsync("() => { window.uncovered = true; }");
        await consumer.Reads("sees your camera");
        await agent.SeesVideo();
    }

    private static Task TryAgain(ConsumerWithPhone consumer) =>
        consumer.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0.0.54.88;]", "Open in Chrome")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22C152 Instagram 361.0.0.35.82", "Open this in Safari")]
    public async Task ShowsTheWayOut_WhenTheLinkIsOpenedInsideAnApp(string userAgent, string wayOut)
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(userAgent: userAgent));
        await consumer.EnterCode(product.Address, code);

        await consumer.Reads(wayOut);
    }
}
