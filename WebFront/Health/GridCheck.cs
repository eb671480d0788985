using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeeSupport.WebFront.Fronts;

namespace SeeSupport.WebFront.Health;

/// <summary>
/// Whether the grid answers this front at the moment. While it does not, pages say so themselves and come back by themselves, so this
/// degrades only: a load balancer that turned everybody away would help nobody.
/// </summary>
internal sealed class GridCheck(Front front, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await front.Lease.IsAlive().WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy("The grid answers.");
        }
        catch (Exception problem) when (problem is TimeoutException or OrleansException)
        {
            return HealthCheckResult.Degraded("The grid does not answer. Check that its silos run, and that this machine reaches them.");
        }
    }
}
