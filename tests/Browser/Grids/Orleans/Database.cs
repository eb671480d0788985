using SeeSupport.Browser;
using SeeSupport.FarAway.PostgreSql;

[assembly: AssemblyFixture(typeof(Database))]

namespace SeeSupport.Browser;

/// <summary>One PostgreSQL server for all products.</summary>
public sealed class Database : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public static PostgreSqlServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await PostgreSqlServer.Make();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
