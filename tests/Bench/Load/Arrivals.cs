using SeeSupport.Wire;

namespace SeeSupport.Bench.Load;

/// <summary>Counts the signals that come to a connection.</summary>
internal sealed class Arrivals
{
    private readonly SemaphoreSlim _signals = new(0);

    /// <summary>Hears a call of the server.</summary>
    public void Hear(HubCall call)
    {
        if (call.Target == "Signaled")
            _signals.Release();
    }

    /// <summary>Waits until so many more have come.</summary>
    public async Task Await(int count)
    {
        for (; count > 0; count--)
        {
            if (!await _signals.WaitAsync(TimeSpan.FromSeconds(30)))
                throw new TimeoutException("A signal did not arrive.");
        }
    }
}
