using Microsoft.Extensions.Options;
using SeeSupport.Processes;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// Lets browsers go before the process stops: not ready for new ones, then <c>Draining</c> to all, then a while for them to connect
/// elsewhere at a time of their own, so that they do not all come at once.
/// </summary>
internal sealed class Drain(Front front, Readiness readiness, IOptions<FrontOptions> options, TimeProvider time) : IDrain
{
    private readonly Lock _lock = new();
    private Task? _running;

    /// <summary>Drains once; who comes later waits for the same end.</summary>
    public Task Run()
    {
        lock (_lock)
            return _running ??= LetGo();
    }

    private async Task LetGo()
    {
        readiness.Set(ReadinessState.Draining);
        var within = options.Value.Drain;
        if (within == TimeSpan.Zero)
            return;
        foreach (var connection in front.Connections)
            connection.AskAway(within);

        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), time);
        while (front.Connections.Any() && time.GetElapsedTime(start) < within)
            await timer.WaitForNextTickAsync();
    }
}
