using SeeSupport.Grids;
using SeeSupport.Records;

namespace SeeSupport.Silo;

/// <summary><c>schema</c>: makes or upgrades the tables of grid and records in the databases that the configuration names. It can run twice, and while silos run.</summary>
internal static class SchemaCommand
{
    /// <summary>Runs it with settings such as <c>--SeeSupport:Grid:ConnectionString=…</c>; gives the exit code.</summary>
    public static async Task<int> Run(string[] settings, TextWriter output, CancellationToken cancellation = default)
    {
        await Host.CreateEmptyApplicationBuilder(new() { Args = settings }).WithSettings(settings).Upgrade(output, cancellation);

        var records = new ServiceCollection().AddLogging();
        records.AddSeeSupportRecords(Host.CreateEmptyApplicationBuilder(null).WithSettings(settings).Configuration);
        await using var services = records.BuildServiceProvider();
        services.GetRequiredService<RecordsDatabase>().Prepare();
        await output.WriteLineAsync("The records' tables are up to date.");
        return 0;
    }

    private static HostApplicationBuilder WithSettings(this HostApplicationBuilder builder, string[] settings)
    {
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(settings);
        return builder;
    }
}
