using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What pages are beside being read on a screen: an app that opens without a network, and paper.</summary>
public sealed class PageTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task ConnectCanBeInstalled_AndOpensWithoutANetwork()
    {
        var product = await shared.Open();
        var page = await browsers.Phone();
        await page.GotoAsync(product.Address + "/connect");
        var icons = await page.EvaluateAsync<string[]>("""
            async () => {
              const { name, start_url, display, icons } = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
              const seen = await Promise.all(icons.map(async ({ src, sizes, purpose }) => {
                const image = new Image();
                image.src = src;
                await image.decode();
                return sizes === "any" || sizes === `${image.naturalWidth}x${image.naturalHeight}` ? `${sizes} ${purpose ?? "any"}` : `${src} is not ${sizes}`;
              }));
              return [name, start_url, display, ...seen];
            }
            """);
        Assert.Equal(["SeeSupport Connect", "/connect", "standalone", "any any", "192x192 any", "512x512 any", "512x512 maskable"], icons);

        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => {})");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Connection Code", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("offline", new() { Exact = true })).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("offline", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/guide/android")]
    [InlineData("/guide/ios?lang=es")]
    public async Task AGuideFitsOnTwoSheetsOfPaper_WithoutItsButtons(string path)
    {
        var product = await shared.Open();
        var page = await browsers.Desk();
        await page.GotoAsync(product.Address + path);
        await Expect(page.Locator("[data-print]")).ToBeVisibleAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("[data-print]")).ToBeHiddenAsync();
        await Expect(page.Locator("svg.picture")).ToHaveCountAsync(8);
        var paper = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PrintBackground = true }));
        Assert.InRange(Regex.Count(paper, @"/Type\s*/Page\b(?!s)"), 1, 2);
    }
}
