using SeeSupport.Bench.Processes;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Target;

/// <summary>A product of one process, started for the load on an empty folder.</summary>
internal sealed class OwnProduct : ITarget
{
    private readonly TemporaryFolder _data = new();
    private ServerProcess _process = null!;

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => [new(_process.ReadyText)];

    /// <inheritdoc/>
    public string? Accounts { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<Watched> Processes { get; private set; } = [];

    /// <inheritdoc/>
    public IDatabase? Database => null;

    /// <summary>Starts it and makes the agents' accounts.</summary>
    public static async Task<OwnProduct> Start(LoadOptions options)
    {
        var product = new OwnProduct();
        product._process = await Product.Start(product._data);
        product.Processes = [new("product", product._process.Id)];
        product.Accounts = await LoadAccounts.Make(product._data.Path, (username, password) => Product.CreateAgent(product._data, username, password));
        return product;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Dispose();
    }
}
