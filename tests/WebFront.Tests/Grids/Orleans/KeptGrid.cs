using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SeeSupport.FarAway;
using SeeSupport.FarAway.PostgreSql;
using SeeSupport.Grids;
using SeeSupport.WebFront.Running;

[assembly: AssemblyFixture(typeof(KeptGrid))]

namespace SeeSupport.WebFront.Running;

/// <summary>
/// Where the grid of a data folder is kept: in a PostgreSQL database of its own, so that who comes to the folder again finds it. The ports are
/// the folder's, too: a silo that comes back to its address takes the place of the one that was killed there at once.
/// </summary>
public sealed class KeptGrid : IAsyncLifetime
{
    private const string Key = "SeeSupport:Grid:ConnectionString";
    private static readonly ConcurrentDictionary<string, Task<(string Key, string Value)[]>> s_folders = new(StringComparer.Ordinal);
    // Made when the first product asks, which may be before this fixture's turn.
    private static readonly Lazy<Task<(PostgreSqlServer Server, string WithTables)>> s_made = new(Make);

    /// <summary>What a process on that folder is started with.</summary>
    internal static Task<(string Key, string Value)[]> Of(string folder) => s_folders.GetOrAdd(folder, _ => New());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (s_made.IsValueCreated)
            await (await s_made.Value).Server.DisposeAsync();
    }

    private static async Task<(PostgreSqlServer Server, string WithTables)> Make()
    {
        var server = await PostgreSqlServer.Make();
        var database = await server.NewDatabase();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new(Key, new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString())]);
        await builder.Upgrade(TextWriter.Null, CancellationToken.None);
        return (server, new NpgsqlConnectionStringBuilder(database).Database!);
    }

    private static async Task<(string Key, string Value)[]> New() =>
    [
        (Key, await NewDatabase()),
        ("SeeSupport:Grid:MostConnections", "8"),
        ("SeeSupport:Grid:Address", "127.0.0.1"),
        ("SeeSupport:Grid:SiloPort", Port()),
        ("SeeSupport:Grid:GatewayPort", Port()),
        // The machine belongs to everybody's tests.
        ("SeeSupport:Grid:ShedAtCpu", "100"),
    ];

    /// <summary>Connections that nobody uses are given back soon: many products come and go in one process.</summary>
    private static async Task<string> NewDatabase()
    {
        var (server, withTables) = await s_made.Value;
        return new NpgsqlConnectionStringBuilder(await server.NewDatabase(likeDatabase: withTables)) { ConnectionIdleLifetime = 4, ConnectionPruningInterval = 2 }.ToString();
    }

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
