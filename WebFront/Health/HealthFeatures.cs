using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeeSupport.Processes;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Health;

/// <summary>
/// <c>/health/live</c> says that the process answers, and touches nothing. <c>/health/ready</c> says whether it takes new browsers: 503
/// while it starts or drains, or when a part it cannot do without is out of order. Details are for administrators and this machine.
/// </summary>
internal static class HealthFeatures
{
    /// <summary>What is looked at.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DataFolderCheck>("data").AddCheck<GridCheck>("grid").AddCheck<RecordsCheck>("records").AddCheck<RelaysCheck>("relays").Services;

    /// <summary>Puts both at their addresses.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", context => context.Response.WriteAsync("live"));
        app.MapGet("/health/ready", Ready);
    }

    private static async Task Ready(HttpContext context)
    {
        var state = context.RequestServices.GetRequiredService<Readiness>().State;
        var report = state == ReadinessState.Ready
            ? await context.RequestServices.GetRequiredService<HealthCheckService>().CheckHealthAsync(context.RequestAborted)
            : null;
        var isReady = report is { Status: not HealthStatus.Unhealthy };
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var mayKnow = await MayKnow(context);

        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", isReady ? "ready" : state == ReadinessState.Ready ? "unhealthy" : Word(state));
        if (report is not null && mayKnow)
        {
            writer.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries)
            {
                writer.WriteStartObject(name);
                writer.WriteString("status", entry.Status.ToString().ToLowerInvariant());
                if (entry.Description is { } description)
                    writer.WriteString("description", description);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Word(ReadinessState state) => state == ReadinessState.Draining ? "draining" : "starting";

    /// <summary>A request that a proxy on this machine passed on does not come from this machine.</summary>
    private static async Task<bool> MayKnow(HttpContext context)
    {
        var isHere = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
        return isHere || (await context.RequestServices.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(context.User, null, Policies.Administrate)).Succeeded;
    }
}
