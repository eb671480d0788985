using Microsoft.Playwright;
using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>What an hour of guiding leaves behind in both pages: a stroke every two seconds, cleared every hundred, drawn in fast motion.</summary>
internal sealed class MarksMemory : IMeasure
{
    private const int Strokes = 1_800;
    private const double MostMegabytes = 8;

    private const string Draws = """
        async strokes => {
          const layer = document.querySelector(".drawing");
          const box = layer.getBoundingClientRect();
          layer.setPointerCapture = () => {};
          const clear = document.querySelector("[aria-keyshortcuts=Delete]");
          for (let stroke = 1; stroke <= strokes; stroke++) {
            const say = (type, step) => layer.dispatchEvent(new PointerEvent(type, {
              bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", button: type === "pointermove" ? -1 : 0,
              clientX: box.left + box.width * (0.3 + 0.2 * Math.sin(step / 7 + stroke)), clientY: box.top + box.height * (0.3 + 0.2 * Math.cos(step / 9)),
            }));
            say("pointerdown", 0);
            for (let step = 1; step < 80; step++) say("pointermove", step);
            say("pointerup", 80);
            if (stroke % 100 === 0) clear.click();
            if (stroke % 5 === 0) await new Promise(resolve => setTimeout(resolve, 16));
          }
        }
        """;

    public string Name => "marks-memory";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start(agents: 1);
        await using var phone = await Phone.Start();
        var agent = await phone.Agent();
        var consumer = await phone.Consumer();
        await Phone.FirstFrame(agent, consumer, await product.StartOn(agent));
        await agent.Keyboard.PressAsync("d");
        await agent.Locator(".drawing.pen").WaitForAsync();
        await agent.EvaluateAsync(Draws, 100);
        var (agentBefore, consumerBefore) = (await Heap(agent), await Heap(consumer));
        await agent.EvaluateAsync(Draws, Strokes);
        var (byAgent, byConsumer) = (await Heap(agent) - agentBefore, await Heap(consumer) - consumerBefore);
        return
        [
            new("memory that an hour of marks leaves behind", $"≤ {MostMegabytes:0} MB in each page",
                $"console {byAgent:0.0} MB, phone {byConsumer:0.0} MB", "", Math.Max(byAgent, byConsumer) <= MostMegabytes),
        ];
    }

    /// <summary>What the page's script holds, megabytes, after everything that can go has gone.</summary>
    private static async Task<double> Heap(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("HeapProfiler.collectGarbage");
        var usage = await browser.SendAsync("Runtime.getHeapUsage");
        await browser.DetachAsync();
        return usage!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }
}
