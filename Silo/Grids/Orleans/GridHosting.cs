using Orleans.Configuration;

namespace SeeSupport.Grids;

/// <summary>The grid of this build: Orleans, with membership, state and reminders in PostgreSQL.</summary>
internal static class GridHosting
{
    /// <summary>Whether grains can run in processes of their own.</summary>
    public static bool HasSilos => true;

    private const string Provider = "Npgsql";

    /// <summary>
    /// Makes this process a silo of the cluster. <c>SeeSupport:Grid:ConnectionString</c> names the PostgreSQL database that holds
    /// Orleans' tables; without it the process is a cluster of its own with everything in memory, which is for trying out only.
    /// <c>SeeSupport:Grid:SiloPort</c> (default 11111) and <c>GatewayPort</c> (default 30000) are the ports other silos and clients use.
    /// </summary>
    public static IHostApplicationBuilder AddGrid(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("SeeSupport:Grid");
        var database = settings["ConnectionString"];
        var siloPort = settings.GetValue("SiloPort", EndpointOptions.DEFAULT_SILO_PORT);
        var gatewayPort = settings.GetValue("GatewayPort", EndpointOptions.DEFAULT_GATEWAY_PORT);
        return builder.UseOrleans(silo =>
        {
            silo.AddActivityPropagation();
            if (database is null)
            {
                silo.UseLocalhostClustering(siloPort, gatewayPort).AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
                return;
            }

            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("seesupport", "seesupport"))
                .ConfigureEndpoints(siloPort, gatewayPort)
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Provider, database))
                .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (Provider, database))
                .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Provider, database));
        });
    }
}
