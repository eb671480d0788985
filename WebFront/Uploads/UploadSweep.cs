using SeeSupport.Pictures;

namespace SeeSupport.WebFront.Uploads;

/// <summary>Looks after uploads whose senders do not come back: at the start, and now and then.</summary>
internal sealed partial class UploadSweep(
    UploadFolder uploads, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<UploadSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A start that failed never was one: there is no grid to ask any more.
        if (stoppingToken.IsCancellationRequested)
            return;
        await Task.Yield();
        await BeginSweeping();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
                await uploads.Sweep(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    /// <summary>Stored pictures are the grid's to look after; a start reminds it.</summary>
    private async Task BeginSweeping()
    {
        try
        {
            await grains.GetGrain<IPictureSweepGrain>("global").Begin();
        }
        catch (Exception problem)
        {
            // The reminder of an earlier start goes on; the next start asks again.
            LogNotBegun(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for old pictures could not be begun")]
    private partial void LogNotBegun(Exception problem);
}
