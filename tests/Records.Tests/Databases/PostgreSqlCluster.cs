using SeeSupport.FarAway.PostgreSql;
using SeeSupport.Records.Tests.Databases;

[assembly: AssemblyFixture(typeof(PostgreSqlCluster))]

namespace SeeSupport.Records.Tests.Databases;

/// <summary>One PostgreSQL server for all tests.</summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    private PostgreSqlServer server = null!;

    public async ValueTask InitializeAsync() => server = await PostgreSqlServer.Make();

    public Task Start() => server.Start();

    public Task Stop() => server.Stop();

    public Task<string> NewDatabase() => server.NewDatabase();

    public string ConnectionString(string database) => server.ConnectionString(database);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
