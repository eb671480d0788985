using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Stills that the agent takes with the phone's camera.</summary>
public sealed class SnapshotTests(Browsers browsers)
{
    [Fact, Trait("Proof", "Slow")]
    public async Task ASnapshotIsAsLargeAsTheCamera_AndArrivesThroughACutNetwork_AKilledServerAndAClosedPage()
    {
        await using var product = await Product.Start();
        await using var cable = Cable.To(product.Port);
        var (agent, consumer) = await RestartTests.LiveSession(browsers, cable.Address, product.Agent);
        var take = agent.Page.GetByRole(AriaRole.Button, new() { Name = "Snapshot", Exact = true });
        async Task Arrived(int count) => await Expect(agent.Page.Locator(".strip li.ready")).ToHaveCountAsync(count, new() { Timeout = 40_000 });

        await take.ClickAsync();
        await consumer.Reads("takes a photo with your camera");
        await Arrived(1);
        var full = await consumer.Page.EvaluateAsync<int[]>("""
            () => {
              const { width, height } = document.querySelector("video").srcObject.getVideoTracks()[0].getCapabilities();
              return [width.max, height.max];
            }
            """);
        var taken = await agent.Page.EvaluateAsync<int[]>("""
            async () => {
              const picture = new Image();
              picture.src = document.querySelector(".strip li.ready img").getAttribute("src").replace("/thumbnail", "");
              await picture.decode();
              return [picture.naturalWidth, picture.naturalHeight];
            }
            """);
        Assert.True(taken[0] * taken[1] >= full[0] * full[1], $"The snapshot has {taken[0]} × {taken[1]}, the camera {full[0]} × {full[1]}.");
        await agent.SeesVideo();

        // The request still reaches the phone beside the picture; the still waits for its way to the server.
        cable.Cut();
        await take.ClickAsync();
        await consumer.Reads("The photo is sent when it is back.", within: 40);
        cable.Restore();
        await Arrived(2);

        await product.KillHard();
        await take.ClickAsync();
        await consumer.Reads("The photo is sent when it is back.", within: 40);
        await consumer.Page.GotoAsync("about:blank");
        await product.Start();
        await consumer.Page.GotoAsync(cable.Address + "/connect");
        await Arrived(3);
        await agent.SeesVideo();
    }
}
