using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeeSupport.Ports;

namespace SeeSupport.WebFront.Health;

/// <summary>Whether the records can be read at the moment.</summary>
internal sealed class RecordsCheck(ISessionRecords records) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await records.ReadLog("0000000000000000", after: 0, limit: 1, cancellationToken);
            return HealthCheckResult.Healthy("The records can be read.");
        }
        catch (SeeSupportException problem)
        {
            return HealthCheckResult.Unhealthy(problem.Problem.Sentence);
        }
    }
}
