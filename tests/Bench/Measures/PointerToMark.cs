using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How long it takes from a move of the agent's pointer to the mark on the consumer's screen, over a live call on one machine.</summary>
internal sealed class PointerToMark : IMeasure
{
    private const int Moves = 120;

    /// <summary>Notes when each change of the pointer's place was drawn, in milliseconds since 1970.</summary>
    private const string NotesDrawn = """
        window.drawn = [];
        let before = null;
        const look = () => {
          const place = document.querySelector(".marks .laser")?.getAttribute("transform") ?? null;
          if (place !== before) window.drawn.push(performance.timeOrigin + performance.now());
          before = place;
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>Moves the pointer over the picture, ten times a second so that no two moves become one, and says when.</summary>
    private const string MovesPointer = """
        async moves => {
          const layer = document.querySelector(".drawing");
          const box = layer.getBoundingClientRect();
          const moved = [];
          for (let move = 0; move < moves; move++) {
            moved.push(performance.timeOrigin + performance.now());
            layer.dispatchEvent(new PointerEvent("pointermove", {
              bubbles: true, pointerId: 1, pointerType: "mouse", isPrimary: true,
              clientX: box.left + box.width * (0.2 + 0.6 * move / moves), clientY: box.top + box.height / 2,
            }));
            await new Promise(resolve => setTimeout(resolve, 100));
          }
          return moved;
        }
        """;

    public string Name => "pointer";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start(agents: 1);
        await using var phone = await Phone.Start();
        var agent = await phone.Agent();
        var consumer = await phone.Consumer();
        await Phone.FirstFrame(agent, consumer, await product.StartOn(agent));
        await agent.Keyboard.PressAsync("l");
        await agent.Locator(".drawing.laser").WaitForAsync();
        await consumer.EvaluateAsync(NotesDrawn);
        var moved = await agent.EvaluateAsync<double[]>(MovesPointer, Moves);
        var drawn = await consumer.EvaluateAsync<double[]>("window.drawn");

        // The first change of the screen after a move is that move's: the next one comes only 100 ms later.
        var times = moved.Select(at => drawn.FirstOrDefault(shown => shown > at, double.PositiveInfinity) - at).ToArray();
        var (median, late) = (times.Median(), times.Quantile(0.95));
        return
        [
            new("pointer move to drawn mark, same machine, live video beside it", "≤ 100 ms (95th percentile)",
                $"{median:0} ms, 95th percentile {late:0} ms", "", late <= 100),
        ];
    }
}
