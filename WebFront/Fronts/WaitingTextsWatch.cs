using System.Collections.Immutable;
using SeeSupport.Sessions;
using SeeSupport.Texts;
using SeeSupport.WebFront.Hubs;

namespace SeeSupport.WebFront.Fronts;

/// <summary>Tells every agent's page of this process which texts belong to no session, as soon as that changes.</summary>
internal sealed partial class WaitingTextsWatch(IGrainFactory grains, Front front, TimeProvider time, ILogger<WaitingTextsWatch> log)
    : BackgroundService, IWaitingTextsObserver
{
    /// <summary>A subscription lasts two minutes; a list that woke on another machine knows of this process again after this.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private ImmutableArray<WaitingText> _known = [];

    public Task Changed(ImmutableArray<WaitingText> waiting)
    {
        if (waiting.SequenceEqual(_known))
            return Task.CompletedTask;
        _known = waiting;
        foreach (var connection in front.Connections)
        {
            if (connection.Role == ParticipantRole.Agent)
                connection.Call(nameof(IAgentClient.WaitingTexts), waiting);
        }

        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reference = grains.CreateObjectReference<IWaitingTextsObserver>(this);
        using var timer = new PeriodicTimer(Renewal, time);
        try
        {
            do
            {
                try
                {
                    await grains.GetGrain<IWaitingTextsGrain>("global").Subscribe(reference);
                }
                catch (Exception problem)
                {
                    LogNotSubscribed(problem);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }

        grains.DeleteObjectReference<IWaitingTextsObserver>(reference);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of waiting texts could not be subscribed to; it is tried again")]
    private partial void LogNotSubscribed(Exception problem);
}
