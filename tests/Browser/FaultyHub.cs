using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>A page's connections to its hub, with a switch for what goes wrong on them. A fault that breaks a connection happens once.</summary>
public sealed class FaultyHub
{
    private const string RecordEnd = "\u001e";
    private static readonly TimeSpan SlowBy = TimeSpan.FromSeconds(1);
    private Task _behind = Task.CompletedTask;
    private Fault _fault;

    /// <summary>How often the page has connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Stands between a page and its hub from the page's next connection on.</summary>
    public static async Task<FaultyHub> Before(IPage page)
    {
        var hub = new FaultyHub();
        await page.RouteWebSocketAsync(new Regex("/hubs/"), hub.Carry);
        return hub;
    }

    /// <summary>From now on the way misbehaves like this.</summary>
    public void Be(Fault fault) => _fault = fault;

    private void Carry(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        var silent = _fault == Fault.NoFirstAnswer;
        var answered = false;
        string? held = null;
        if (silent)
            _fault = Fault.None;

        // Counted once it is known how it misbehaves: whoever waits for it may choose the next fault.
        Connections++;
        page.OnMessage(frame =>
        {
            var text = frame.Text ?? "";
            switch (_fault)
            {
                case Fault.CloseBeforeJoin when text.Contains("\"Join\"", StringComparison.Ordinal):
                case Fault.CloseWhenLive when !IsPing(text):
                    _fault = Fault.None;
                    _ = page.CloseAsync(new() { Code = 1011 });
                    _ = server.CloseAsync();
                    return;
                case Fault.DropWhenLive:
                    silent = true;
                    _fault = Fault.None;
                    break;
                case Fault.DoubledAndTurned:
                    server.Send(text);
                    break;
            }

            if (!silent)
                Later(() => server.Send(text));
        });
        server.OnMessage(frame =>
        {
            var text = frame.Text ?? "";
            if (silent || (_fault == Fault.NoPong && answered && IsPing(text)))
                return;
            answered = true;
            if (_fault != Fault.DoubledAndTurned)
            {
                var first = held;
                held = null;
                Later(() => page.Send(first + text));
                return;
            }

            if (IsPing(text))
            {
                page.Send(held + text);
                held = null;
                return;
            }

            if (held is null)
            {
                held = text;
                return;
            }

            page.Send(text + text);
            page.Send(held + held);
            held = null;
        });
    }

    private static bool IsPing(string text) => text.Replace(RecordEnd, "", StringComparison.Ordinal) == "{\"type\":6}";

    /// <summary>At once, or a second later and still in order.</summary>
    private void Later(Action send)
    {
        if (_fault == Fault.Slow || !_behind.IsCompleted)
            _behind = Task.WhenAll(_behind, Task.Delay(SlowBy)).ContinueWith(_ => send(), TaskScheduler.Default);
        else
            send();
    }
}
