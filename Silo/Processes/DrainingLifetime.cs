using System.Runtime.InteropServices;

namespace SeeSupport.Processes;

/// <summary>
/// Ctrl+C and the service manager's stop: who uses the process is let go first, then it stops. Asked a second time it stops at once. The
/// usual lifetime would close the hubs before anybody could be told.
/// </summary>
internal sealed partial class DrainingLifetime(IDrain drain, IHostApplicationLifetime application, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, Asked));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(each => each.Dispose());

    private void Asked(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _asked) == 1)
            _ = DrainThenStop();
        else
            application.StopApplication();
    }

    private async Task DrainThenStop()
    {
        try
        {
            await drain.Run();
        }
        catch (Exception problem)
        {
            LogDrainFailed(problem);
        }
        finally
        {
            application.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who uses this process could not be let go before the stop")]
    private partial void LogDrainFailed(Exception problem);
}
