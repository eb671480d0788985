using System.Diagnostics;
using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.Failure;

/// <summary>A page's connection to whichever front: made anew when it has ended, and when a front that is about to stop asks for it.</summary>
/// <param name="come">Connects to a front and takes up the session again.</param>
internal sealed class Line(Func<Action<HubCall>, Task<HubClient>> come) : IAsyncDisposable
{
    private HubClient? _hub;
    private bool _hasBeen;
    private long _leaveAt;

    /// <summary>How often it was made anew.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Calls a hub method and gives its value; throws what went wrong.</summary>
    public async Task<JsonElement> Ask(string method, params object?[] arguments)
    {
        if (_hub is null || _hub.Ended.IsCompleted || (Interlocked.Read(ref _leaveAt) is not 0 and var at && Stopwatch.GetTimestamp() > at))
        {
            await DisposeAsync();
            if (_hasBeen)
                Reconnects++;
            Interlocked.Exchange(ref _leaveAt, 0);
            _hub = await come(Heard);
            _hasBeen = true;
        }

        return await Pages.Ask(_hub, method, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is null)
            return;
        var hub = _hub;
        _hub = null;
        await hub.DisposeAsync();
    }

    /// <summary>A page goes at a moment of its own within the time it is given.</summary>
    private void Heard(HubCall call)
    {
        if (call.Target == "Draining")
            Interlocked.Exchange(ref _leaveAt, Stopwatch.GetTimestamp() + (long)(call.Arguments[0].GetInt32() / 1000.0 * Random.Shared.NextDouble() * Stopwatch.Frequency) + 1);
    }
}
