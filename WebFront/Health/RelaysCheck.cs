using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeeSupport.Channels.Turn;

namespace SeeSupport.WebFront.Health;

/// <summary>Whether the relays could be used when they were last tried out. Sessions with a direct route need none, so this degrades only.</summary>
internal sealed class RelaysCheck(ITurnProbe probe) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var latest = probe.Latest;
        var troubles = latest.Where(each => each.Problem is not null).Select(each => $"{each.Url}: {each.Problem!.Sentence}").ToArray();
        return Task.FromResult(
            troubles.Length > 0 ? HealthCheckResult.Degraded(string.Join(' ', troubles))
            : HealthCheckResult.Healthy(latest.Count == 0 ? "No relay has been tried out." : "Every relay can be used."));
    }
}
