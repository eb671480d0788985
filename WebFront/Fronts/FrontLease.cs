using Microsoft.Extensions.Options;

namespace SeeSupport.WebFront.Fronts;

/// <summary>Keeps this front's lease from start to stop: while it runs, sessions trust the addresses of this process.</summary>
internal sealed partial class FrontLease(Front front, Drain drain, IOptions<FrontOptions> options, TimeProvider time, ILogger<FrontLease> log)
    : IHostedLifecycleService
{
    /// <summary>How long silos that have only just started may take for their first grain.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private Task _renewing = Task.CompletedTask;
    private Task _asking = Task.CompletedTask;
    private volatile bool _inDoubt;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        front.Open();
        await Begin(cancellationToken);
        _renewing = Renew();
    }

    /// <summary>Comes before the hubs are closed, whoever stops the process.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => drain.Run();

    /// <summary>Comes after the hubs are closed and before the grid is: whoever is still registered here is told that this front is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _renewing;
        try
        {
            await front.Lease.Retire();
            front.Shut();
        }
        catch (Exception problem)
        {
            LogRetireFailed(problem);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Begin(CancellationToken cancellation)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                await front.Lease.Register([]);
                return;
            }
            catch (Exception problem) when (problem is TimeoutException or OrleansException)
            {
                if (time.GetElapsedTime(began) > Patience)
                    throw new SeeSupportException("grid-silent", "The grid's silos run and do not answer. Check that they reach their database, then start again.");
                LogNotBegun(problem);
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    private async Task Renew()
    {
        using var timer = new PeriodicTimer(options.Value.Renewal, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    if (!await front.Lease.Renew())
                    {
                        await front.Lease.Register(front.Served);
                        _inDoubt = true;
                    }

                    // Beside the renewals, which cannot wait for a session that is out of reach.
                    if (_inDoubt && _asking.IsCompleted)
                        _asking = AskBack();
                }
                catch (Exception problem)
                {
                    LogRenewFailed(problem);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task AskBack()
    {
        _inDoubt = false;
        try
        {
            if (!await front.AskBack(options.Value.Drain, _stopping.Token))
                _inDoubt = true;
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The front's lease could not be begun; it is tried again")]
    private partial void LogNotBegun(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The front's lease could not be renewed; it is tried again")]
    private partial void LogRenewFailed(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The front's lease could not be ended; it runs out by itself")]
    private partial void LogRetireFailed(Exception problem);
}
