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

/// <summary>Where the grid of a data folder is kept: in a PostgreSQL database of its own, so that who comes to the folder again finds it.</summary>
public sealed class KeptGrid : IAsyncLifetime
{
    private const string Key = "SeeSupport:Grid:ConnectionString";
    private static readonly ConcurrentDictionary<string, Task<string>> s_databases = new(StringComparer.Ordinal);
    private static PostgreSqlServer s_server = null!;
    private static string s_withTables = "";

    /// <summary>What a process on that folder is started with.</summary>
    internal static async Task<(string Key, string Value)[]> Of(string folder) =>
    [
        (Key, await s_databases.GetOrAdd(folder, _ => NewDatabase())),
        ("SeeSupport:Grid:MostConnections", "8"),
        ("SeeSupport:Grid:Address", "127.0.0.1"),
        ("SeeSupport:Grid:SiloPort", Port()),
        ("SeeSupport:Grid:GatewayPort", Port()),
        // The machine belongs to everybody's tests.
        ("SeeSupport:Grid:ShedAtCpu", "100"),
    ];

    public async ValueTask InitializeAsync()
    {
        s_server = await PostgreSqlServer.Make();
        var database = await s_server.NewDatabase();
        s_withTables = new NpgsqlConnectionStringBuilder(database).Database!;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new(Key, new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString())]);
        await builder.Upgrade(TextWriter.Null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => s_server.DisposeAsync();

    /// <summary>Connections that nobody uses are given back soon: many products come and go in one process.</summary>
    private static async Task<string> NewDatabase() => new NpgsqlConnectionStringBuilder(await s_server.NewDatabase(likeDatabase: s_withTables))
    {
        ConnectionIdleLifetime = 4,
        ConnectionPruningInterval = 2,
    }.ToString();

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
