using Microsoft.Extensions.Options;
using SeeSupport.WebFront.Hubs;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// Notices browsers that say nothing although their connection stands: a phone that has lost its network closes nothing. Their sessions are
/// told after <see cref="Sessions.SessionOptions.ReconnectingAfter"/>; after <see cref="HubLimits.Silence"/> the connection is ended, also when its
/// browser never pinged, which SignalR alone would wait for without end.
/// </summary>
internal sealed partial class SilenceWatch(
    Front front, IOptions<HubLimits> limits, IOptions<Sessions.SessionOptions> sessions, TimeProvider time, ILogger<SilenceWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A process too busy to look was too busy to listen: what browsers said meanwhile is read first.
            var isLate = time.GetElapsedTime(last) > 2 * Every;
            last = time.GetTimestamp();
            if (isLate)
                continue;
            foreach (var connection in front.Connections)
                Look(connection);
        }
    }

    private void Look(FrontConnection connection)
    {
        var silence = connection.Silence;
        var isSilent = silence >= sessions.Value.ReconnectingAfter;
        if (silence >= limits.Value.Silence)
            connection.Abort();
        else if (isSilent != connection.IsSilent && connection.Telling.IsCompleted)
            connection.Telling = Tell(connection, isSilent, isSilent ? silence : TimeSpan.Zero);
    }

    private async Task Tell(FrontConnection connection, bool isSilent, TimeSpan silence)
    {
        try
        {
            await front.TellSilence(connection, silence);
            connection.IsSilent = isSilent;
        }
        catch (Exception problem)
        {
            LogNotTold(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions could not be told that a connection has fallen silent, or is heard again; it is tried again")]
    private partial void LogNotTold(Exception problem);
}
