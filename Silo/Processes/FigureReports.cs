using SeeSupport.Operations;

namespace SeeSupport.Processes;

/// <summary>Tells the grid every 5 s how this process is, from its start to its end.</summary>
internal sealed partial class FigureReports(string kind, IGrainFactory grains, TimeProvider time, ILogger<FigureReports> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly string _processId = Guid.NewGuid().ToString("N");
    private readonly FigureWatch _watch = new();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _watch.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await Report();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task Report()
    {
        try
        {
            await grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key).Report(new()
            {
                ProcessId = _processId,
                Name = $"{kind} on {Environment.MachineName} ({Environment.ProcessId})",
                At = time.GetUtcNow(),
                Figures = _watch.Read(),
            });
        }
        catch (Exception problem)
        {
            LogNotTold(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The grid could not be told how this process is; it is tried again")]
    private partial void LogNotTold(Exception problem);
}
