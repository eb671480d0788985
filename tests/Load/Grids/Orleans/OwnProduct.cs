using SeeSupport.Bench.Processes;
using SeeSupport.FarAway.PostgreSql;
using SeeSupport.Installations;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Target;

/// <summary>Silos and fronts on a PostgreSQL server of their own, started for the load.</summary>
internal sealed class OwnProduct : ITarget
{
    private readonly TemporaryFolder _folder = new();
    private readonly PostgreSqlServer _server;
    private readonly Installation _installation;

    private OwnProduct(PostgreSqlServer server, Installation installation)
    {
        (_server, _installation) = (server, installation);
        Database = new Database(installation.Database);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <inheritdoc/>
    public string? Accounts { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<Watched> Processes { get; private set; } = [];

    /// <inheritdoc/>
    public IDatabase? Database { get; }

    /// <summary>Starts all and makes the agents' accounts. What PostgreSQL acknowledges is on its disk, as in earnest.</summary>
    public static async Task<OwnProduct> Start(LoadOptions options)
    {
        var server = await PostgreSqlServer.Make(durable: true);
        var product = new OwnProduct(server, await Installation.Make(server, Product.Lifted.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))));
        var silos = new List<Watched>();
        for (var number = 1; number <= options.Silos; number++)
            silos.Add(new($"silo {number}", (await product._installation.StartSilo()).Id));
        var fronts = new List<Watched>();
        for (var number = 1; number <= options.Fronts; number++)
        {
            var (process, address) = await product._installation.StartFront();
            product.Addresses = [.. product.Addresses, address];
            fronts.Add(new($"front {number}", process.Id));
        }

        product.Processes = [.. silos, .. fronts, new("PostgreSQL", server.Processes()[0], withChildren: true)];
        product.Accounts = await LoadAccounts.Make(product._folder.Path, (username, password) => product._installation.CreateAccount(username, password, "restricted-agent"));
        return product;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
