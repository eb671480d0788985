using Microsoft.Playwright;
using SeeSupport.Bench.Load;
using SeeSupport.Browser;

namespace SeeSupport.Failure;

/// <summary>
/// An agent and a consumer in real browsers, through the reverse proxy: how long the picture stands still at the longest. Beside them is a pair
/// that no server is needed for: what stops that one is the machine, which starts and kills servers meanwhile.
/// </summary>
internal sealed class Picture : IAsyncDisposable
{
    /// <summary>What a person would not call an interruption yet, beyond what the machine itself does.</summary>
    public static readonly TimeSpan MostGap = TimeSpan.FromSeconds(1);

    /// <summary>A canvas that changes, sent from one end of a call to the other within one page.</summary>
    private const string BarePair = """
        async () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [320, 180];
          const context = canvas.getContext("2d");
          let drawn = 0;
          setInterval(() => { context.fillStyle = `hsl(${drawn++ % 360} 90% 60%)`; context.fillRect(0, 0, 320, 180); }, 33);
          const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
          one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate);
          other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate);
          const video = Object.assign(document.createElement("video"), { muted: true, autoplay: true });
          document.body.append(video);
          other.ontrack = ({ track }) => { video.srcObject = new MediaStream([track]); };
          one.addTrack(canvas.captureStream(30).getVideoTracks()[0]);
          await one.setLocalDescription();
          await other.setRemoteDescription(one.localDescription);
          await other.setLocalDescription();
          await one.setRemoteDescription(other.localDescription);
          await new Promise(resolve => video.requestVideoFrameCallback(resolve));
        }
        """;

    /// <summary>What the two pages say while a connection is lost.</summary>
    private static readonly string[] s_lost = ["Connection to SeeSupport is lost", "The phone is reconnecting.", "The phone cannot be reached.", "We are reconnecting."];

    private readonly Phone _browser;
    private readonly IPage _agent;
    private readonly IPage _consumer;
    private readonly IPage _bare;

    private Picture(Phone browser, IPage agent, IPage consumer, IPage bare) => (_browser, _agent, _consumer, _bare) = (browser, agent, consumer, bare);

    /// <summary>Brings them together and begins to watch.</summary>
    public static async Task<Picture> Start(Field field)
    {
        var browser = await Phone.Start();
        var agent = await browser.Agent();
        await agent.Context.AddCookiesAsync(field.Watcher.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = field.Site.ToString() }));
        await agent.GotoAsync(field.Site.ToString());
        await agent.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        var digits = await agent.GetByLabel("Connection Code", new() { Exact = true }).InnerTextAsync();

        var picture = new Picture(browser, agent, await browser.Consumer(), await browser.Agent());
        // Authorizes and connects by itself as soon as it can.
        await new ConsumerWithPhone(picture._consumer).EnterCode(field.Site.ToString().TrimEnd('/'), string.Concat(digits.Where(char.IsDigit)));
        await Phone.Await<double>(agent, "window.firstFrameAt");
        await picture._bare.EvaluateAsync(BarePair);
        await Motion.Watch(picture._bare);
        await Motion.Watch(agent);
        return picture;
    }

    /// <summary>The longest time without a new frame since it began: the agent's picture, and the bare pair's.</summary>
    public async Task<(TimeSpan Picture, TimeSpan Bare)> LongestGaps() =>
        (TimeSpan.FromMilliseconds(await Motion.LongestGap(_agent)), TimeSpan.FromMilliseconds(await Motion.LongestGap(_bare)));

    /// <summary>What a page still says of a connection that is lost, a minute later; null when both are connected and know each other to be.</summary>
    public async Task<string?> StillLost()
    {
        for (var tries = 0; ; tries++)
        {
            var told = await _agent.Locator("body").InnerTextAsync() + await _consumer.Locator("body").InnerTextAsync();
            var lost = s_lost.FirstOrDefault(words => told.Contains(words, StringComparison.Ordinal));
            if (lost is null || tries == 60)
                return lost;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
