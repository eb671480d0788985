using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Recording: only while the consumer agrees, and kept whatever happens to the server.</summary>
public sealed class RecordingTests(Browsers browsers)
{
    [Fact]
    public async Task WhatTheConsumerAgreedToIsKeptWhole_ThroughAKilledServer_AndCanBeSought()
    {
        await using var product = await Product.Start();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        ILocator Tool(string name) => agent.Page.GetByRole(AriaRole.Group, new() { Name = "Recording", Exact = true })
            .GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        ILocator Tap(string name) => consumer.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        await Tool("Record").ClickAsync();
        await consumer.Reads("asks to record this");
        await Tap("Not now").ClickAsync();
        await agent.Reads("The consumer does not want to be recorded.");
        Assert.Empty(Recorded(product));

        await Tool("Record").ClickAsync();
        await Tap("Allow").ClickAsync();
        await consumer.Reads("This session is being recorded.");
        await agent.Reads("REC");
        var elapsed = Stopwatch.StartNew();
        await Grows(product, by: 100_000);

        await product.KillHard();
        await agent.Reads("Reconnecting", within: 30);
        var before = Recorded(product).Sum(file => file.Length);
        await product.Start();
        await agent.IsConnected(within: 30);
        await Grows(product, by: 100_000, since: before);
        await consumer.IsConnected(within: 30);

        await Tap("Stop recording").ClickAsync();
        var length = elapsed.Elapsed.TotalSeconds;
        await Expect(agent.Page.GetByText("REC", new() { Exact = true })).ToHaveCountAsync(0);
        await agent.Reads("The consumer stopped the recording.");
        var list = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Recordings" });
        await Expect(list.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("Shift+Y");

        var kept = await list.Locator("video").EvaluateAsync<double[]>("""
            async video => {
              const settled = name => new Promise((resolve, reject) => {
                video.addEventListener(name, resolve, { once: true });
                video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
              });
              if (video.readyState < 2) await settled("loadeddata");
              video.pause();
              const seen = [];
              for (const share of [0.9, 0.2, 0.5]) {
                const sought = settled("seeked");
                video.currentTime = video.duration * share;
                await sought;
                seen.push(video.currentTime / video.duration);
              }
              return [video.duration, ...seen];
            }
            """);
        Assert.InRange(kept[0], length - 5, length + 2);
        Assert.Equal([0.9, 0.2, 0.5], kept[1..].Select(share => Math.Round(share, 2)));

        var download = await agent.Page.RunAndWaitForDownloadAsync(() => list.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.EndsWith(".webm", download.SuggestedFilename);
    }

    private static FileInfo[] Recorded(Product product)
    {
        var folder = new DirectoryInfo(product.Recordings);
        return folder.Exists ? folder.GetFiles("*", SearchOption.AllDirectories) : [];
    }

    /// <summary>Waits until so much more of the recording is on the disk.</summary>
    private static async Task Grows(Product product, long by, long since = 0)
    {
        var waited = Stopwatch.StartNew();
        while (Recorded(product).Sum(file => file.Length) < since + by)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(40), "The recording does not grow.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
