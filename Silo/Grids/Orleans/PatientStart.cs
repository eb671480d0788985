using Microsoft.Extensions.Options;

namespace SeeSupport.Grids;

/// <summary>A front that is started together with its silos waits for the first of them, and says so when none comes.</summary>
internal sealed class PatientStart(IOptions<GridOptions> options, TimeProvider time) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long _began = time.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_began) >= options.Value.WaitForSilo)
        {
            throw new SeeSupportException(
                "grid-without-silo",
                $"No silo of the cluster '{options.Value.ClusterId}' answers. Start one, and check that this machine reaches the address and gateway port it was given ({GridOptions.Section}).");
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
