namespace SeeSupport.Grids;

/// <summary>The grid of this build: embedded, one process, with its state in an SQLite file.</summary>
internal static class GridHosting
{
    /// <summary>Whether grains can run in processes of their own. An embedded grid lives inside the front.</summary>
    public static bool HasSilos => false;

    /// <summary>Runs grains in this process; state and reminders are kept in <c>grid.db</c> in the data folder (<c>SeeSupport:Data</c>).</summary>
    public static IHostApplicationBuilder AddGrid(this IHostApplicationBuilder builder)
    {
        var file = Path.Combine(builder.Configuration["SeeSupport:Data"] ?? "data", "grid.db");
        return builder.UseOrleans(silo => silo
            .UseLocalhostClustering()
            .AddActivityPropagation()
            .AddSqliteGrainStorageAsDefault(options => options.File = file)
            .UseSqliteReminderService());
    }

    /// <summary>The same: an embedded grid has no silos apart.</summary>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder) => builder.AddGrid();

    /// <summary>Its file makes and upgrades itself.</summary>
    public static Task Upgrade(this IHostApplicationBuilder builder, TextWriter output, CancellationToken cancellation) => Task.CompletedTask;
}
