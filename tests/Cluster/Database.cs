using SeeSupport.Cluster;
using SeeSupport.FarAway.PostgreSql;

[assembly: AssemblyFixture(typeof(Database))]

namespace SeeSupport.Cluster;

/// <summary>One PostgreSQL server for all tests.</summary>
public sealed class Database : IAsyncLifetime
{
    public PostgreSqlServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgreSqlServer.Make();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
