using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SeeSupport.Processes;

/// <summary>
/// Traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to whom; nothing is gathered otherwise. The other
/// variables of OpenTelemetry's specification (protocol, headers, sampler, resource attributes) hold too.
/// </summary>
internal static class TelemetryFeatures
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whose activities are gathered.</summary>
    internal static readonly string[] Sources =
    [
        "SeeSupport", "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", "System.Net.Http",
        "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql",
    ];

    /// <summary>Whose figures are gathered.</summary>
    internal static readonly string[] Meters =
    [
        "SeeSupport", "System.Runtime", "System.Net.Http", "Microsoft.Orleans", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Diagnostics",
    ];

    /// <summary>Sends what the process tells of itself to the configured collector, under the name of its service.</summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return builder;
        // The exporters read OpenTelemetry's own variables from the configuration they find among the services.
        builder.Services.AddHostedService<TelemetryStart>();
        builder.Services.AddSingleton(services => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource(service))
            .ConfigureServices(own => own.AddSingleton(services.GetRequiredService<IConfiguration>()))
            .AddSource(Sources)
            .AddOtlpExporter()
            .Build());
        builder.Services.AddSingleton(services => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource(service))
            .ConfigureServices(own => own.AddSingleton(services.GetRequiredService<IConfiguration>()))
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build());
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Resource(service));
            logs.AddOtlpExporter();
        });
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.Information);
        return builder;
    }

    private static ResourceBuilder Resource(string service) => ResourceBuilder.CreateDefault()
        .AddService(service, serviceVersion: typeof(TelemetryFeatures).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();

    /// <summary>Providers listen from the moment they are made, and send what is left when the container disposes of them.</summary>
    private sealed class TelemetryStart(TracerProvider tracers, MeterProvider meters) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            Task.Run(() => tracers.ForceFlush(2000) & meters.ForceFlush(2000), cancellationToken);
    }
}
