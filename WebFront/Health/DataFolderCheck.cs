using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Health;

/// <summary>Whether the data folder can be written at the moment.</summary>
internal sealed class DataFolderCheck(DataFolder folder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(folder.IsWritable()
            ? HealthCheckResult.Healthy("The data folder can be written.")
            : HealthCheckResult.Unhealthy($"The data folder '{folder.Path}' cannot be written. Make room there, or give SeeSupport the right to write."));
}
