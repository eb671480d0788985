using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>The pages in another language, and in scripts that run from right to left.</summary>
public sealed class LanguageTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task SpeaksSpanishToBoth_AndRemembersIt()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var page = await browsers.Phone();
        await page.GotoAsync(product.Address + "/connect");
        await page.GetByLabel("Language").SelectOptionAsync("es");
        await page.GetByLabel("Código de conexión").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continuar" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Conectar" }).ClickAsync();
        await agent.SeesVideo();
        await Expect(page.GetByText("ve su cámara").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "es");

        await agent.Page.GetByText("Agent", new() { Exact = true }).First.ClickAsync();
        await agent.Page.GetByLabel("Language", new() { Exact = true }).SelectOptionAsync("es");
        await Expect(agent.Page.GetByRole(AriaRole.Log).GetByText("Se inició la sesión.")).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("?");
        await Expect(agent.Page.GetByRole(AriaRole.Dialog, new() { Name = "Atajos de teclado" })).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("Escape");
        await agent.Page.Keyboard.PressAsync("Shift+R");
        await Expect(agent.Page.GetByText("Cerrada como resuelta.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FitsOnASmallPhoneAndEveryDesk_InEitherDirection()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var page = await browsers.Phone();
        await new ScriptedCamera(page).Install();
        await page.SetViewportSizeAsync(320, 568);
        var wide = new List<string>();
        foreach (var path in (string[])["/guide/android", "/guide/ios?lang=es", "/terms", "/privacy", "/signin", "/connect"])
        {
            await page.GotoAsync(product.Address + path);
            wide.AddRange(await Overflow(page, path));
        }

        var consumer = new ConsumerWithPhone(page);
        await page.GotoAsync(product.Address + "/connect?lang=en");
        await consumer.EnterCode(product.Address, code);
        await Expect(consumer.Connect).ToBeVisibleAsync();
        wide.AddRange(await Overflow(page, "consent"));
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        wide.AddRange(await Overflow(page, "live"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Chat" }).ClickAsync();
        wide.AddRange(await Overflow(page, "chat"));

        foreach (var (width, height) in ((int, int)[])[(1024, 640), (1280, 800), (1920, 1080)])
        {
            await agent.Page.SetViewportSizeAsync(width, height);
            wide.AddRange(await Clashes(agent.Page, $"console {width} × {height}"));
        }

        Assert.Empty(wide);
    }

    /// <summary>Tools over the picture that lie over each other or reach beyond it, read from either side.</summary>
    private static async Task<IEnumerable<string>> Clashes(IPage page, string where)
    {
        var found = await page.EvaluateAsync<string[]>("""
            async () => {
              const clashes = [];
              for (const direction of ["rtl", "ltr"]) {
                document.documentElement.dir = direction;
                await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                const bounds = document.querySelector(".picture").getBoundingClientRect();
                const boxes = [".mark-bar", ".side-tools", ".picture > .tools"].map(name => [name, document.querySelector(name).getBoundingClientRect()]);
                boxes.forEach(([name, box], at) => {
                  if (box.left < bounds.left || box.right > bounds.right || box.top < bounds.top || box.bottom > bounds.bottom) clashes.push(`${direction}: ${name} reaches beyond`);
                  for (const [other, its] of boxes.slice(at + 1)) {
                    if (box.left < its.right && its.left < box.right && box.top < its.bottom && its.top < box.bottom) clashes.push(`${direction}: ${name} and ${other}`);
                  }
                });
              }
              return clashes;
            }
            """);
        return found.Select(each => $"{where}, {each}");
    }

    /// <summary>What reaches beyond the screen, read from either side.</summary>
    private static async Task<IEnumerable<string>> Overflow(IPage page, string where)
    {
        var found = await page.EvaluateAsync<string[]>("""
            () => ["rtl", "ltr"].flatMap(direction => {
              document.documentElement.dir = direction;
              const page = document.documentElement;
              if (page.scrollWidth <= page.clientWidth) return [];
              const beyond = [...document.body.querySelectorAll("*")].filter(one => {
                const box = one.getBoundingClientRect();
                return box.width > 0 && (box.right > page.clientWidth + 1 || box.left < -1);
              });
              return [`${direction}: ${page.scrollWidth} px, ${beyond.slice(0, 3).map(one => one.outerHTML.slice(0, 80)).join(" | ")}`];
            })
            """);
        return found.Select(each => $"{where}, {each}");
    }
}
