using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace SeeSupport.Grids;

/// <summary>The grid of this build: Orleans, with membership, state and reminders in PostgreSQL.</summary>
internal static class GridHosting
{
    private const string Provider = "Npgsql";

    /// <summary>
    /// How long a call may go unanswered. One that was on its way to a silo that is gone is never answered: the page repeats it, with the same
    /// operation id, and finds the grain on another silo by then.
    /// </summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>Whether grains can run in processes of their own.</summary>
    public static bool HasSilos => true;

    /// <summary>Connects this front to the grid that <c>SeeSupport:Grid</c> names: as one of its silos, or as a client of silos elsewhere.</summary>
    public static IHostApplicationBuilder AddGrid(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddGridDatabase();
        return settings.Silo == SiloPlace.Apart ? builder.AddClient(settings) : builder.AddSilo(settings);
    }

    /// <summary>Makes this process a silo of the grid that <c>SeeSupport:Grid</c> names.</summary>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder) => builder.AddSilo(builder.AddGridDatabase());

    /// <summary>Binds <see cref="GridOptions"/>, and has the database looked at before anything uses it.</summary>
    private static GridOptions AddGridDatabase(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(GridOptions.Section);
        builder.Services.AddOptions<GridOptions>().Bind(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<GridOptions>, GridOptionsValidator>().AddSingleton<GridDatabase>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        var settings = section.Get<GridOptions>() ?? new();
        // A database's exception is told to the caller as it is, and not as one that could not be written down.
        builder.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(Npgsql)));
        if (settings.ConnectionString is not null)
            builder.Services.AddHostedService<GridDatabaseCheck>();
        return settings;
    }

    /// <summary>Makes or upgrades the grid's tables, and says so.</summary>
    public static async Task Upgrade(this IHostApplicationBuilder builder, TextWriter output, CancellationToken cancellation)
    {
        builder.AddGridDatabase();
        await using var services = ((ServiceCollection)builder.Services).BuildServiceProvider();
        var version = await services.GetRequiredService<GridDatabase>().Upgrade(cancellation);
        await output.WriteLineAsync($"The grid's tables are of schema {version}.");
    }

    private static IHostApplicationBuilder AddClient(this IHostApplicationBuilder builder, GridOptions settings) => builder.UseOrleansClient(client =>
    {
        client.AddActivityPropagation().UseConnectionRetryFilter<PatientStart>().AddOutgoingGrainCallFilter<OfferedAgain>();
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId));
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Answer);
        // A silo that comes is used within seconds, not a minute.
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> clustering) => clustering.Configure<GridDatabase>(
            (options, database) => (options.Invariant, options.ConnectionString) = (Provider, database.ConnectionString)));
    });

    private static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, GridOptions settings) => builder.UseOrleans(silo =>
    {
        silo.Services.AddHostedService<PortsCheck>();
        silo.AddActivityPropagation().AddOutgoingGrainCallFilter<OfferedAgain>();
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Answer);
        silo.Configure<LoadSheddingOptions>(options =>
            (options.LoadSheddingEnabled, options.CpuThreshold, options.MemoryThreshold) = (true, settings.ShedAtCpu, settings.ShedAtMemory));
        if (settings.ConnectionString is null)
        {
            silo.UseLocalhostClustering(
                    settings.SiloPort ?? FreePort(), settings.GatewayPort ?? FreePort(), primarySiloEndpoint: null, settings.ServiceId, settings.ClusterId)
                .AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            return;
        }

        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A silo that is gone without a word is out of the cluster in less than ten seconds: three silent probes, and somebody's vote.
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
        var (siloPort, gatewayPort) = (settings.SiloPort ?? EndpointOptions.DEFAULT_SILO_PORT, settings.GatewayPort ?? EndpointOptions.DEFAULT_GATEWAY_PORT);
        if (IPAddress.TryParse(settings.Address, out var address))
            silo.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress: true);
        else
            silo.ConfigureEndpoints(siloPort, gatewayPort);

        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> clustering) => clustering.Configure<GridDatabase>(
            (options, database) => (options.Invariant, options.ConnectionString) = (Provider, database.ConnectionString)));
        silo.UseAdoNetReminderService(reminders => reminders.Configure<GridDatabase>(
            (options, database) => (options.Invariant, options.ConnectionString) = (Provider, database.ConnectionString!)));
        // State in the form in which it crosses the grid: the providers' own choice, JSON by Newtonsoft, cannot read every type of ours back.
        silo.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<GridDatabase, Serializer>(
            (options, database, serializer) => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear, options.GrainStorageSerializer) =
                (Provider, database.ConnectionString!, true, new OrleansGrainStorageSerializer(serializer))));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
