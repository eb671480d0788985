using Microsoft.Extensions.Options;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Hubs.Lanes;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// Speaks to each browser that was told nothing for <see cref="HubLimits.Ping"/>, in the place of SignalR's keep-alive. That one speaks to all
/// connections in one go and takes 4 KB for each: 70 MB every two seconds where there are 18,000, and a tenth of a second of everybody's time
/// for the garbage collector.
/// </summary>
internal sealed class KeepAlive(Front front, IOptions<HubLimits> limits, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Much more often than one browser is spoken to: each has its own moment.
        using var timer = new PeriodicTimer(limits.Value.Ping / 8, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var connection in front.Connections)
            {
                if (connection.Output.Quiet >= limits.Value.Ping)
                    connection.Output.Write(HubMessages.Ping);
            }
        }
    }
}
