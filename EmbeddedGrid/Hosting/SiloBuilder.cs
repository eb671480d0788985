using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

internal sealed class SiloBuilder : ISiloBuilder
{
    public SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        services.AddOptions<GrainCollectionOptions>()
            .Validate(options => options.CollectionQuantum > TimeSpan.Zero, "CollectionQuantum must be longer than zero.")
            .Validate(options => options.CollectionAge > options.CollectionQuantum, "CollectionAge must be longer than CollectionQuantum.")
            .ValidateOnStart();
        services.AddOptions<SqliteGridOptions>()
            .Validate(options => !string.IsNullOrWhiteSpace(options.File), "The grid's File must be named.")
            .ValidateOnStart();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GrainClasses>();
        services.AddSingleton(provider => new GridTelemetry(TracesCalls, provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton<Grid>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Grid>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<Grid>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<GrainStateJson>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Grid>());
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    public bool TracesCalls { get; set; }
}
