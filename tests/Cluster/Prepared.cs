using SeeSupport.Installations;

namespace SeeSupport.Cluster;

/// <summary>A database with all tables, for processes that never come to use it.</summary>
public sealed class Prepared(Database database) : IAsyncLifetime
{
    public Installation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Installation = await Installation.Make(database.Server);

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
