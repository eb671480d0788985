using SeeSupport.Bench.Processes;

namespace SeeSupport.Load.Target;

/// <summary>A product of one process, started for the load on an empty folder.</summary>
internal sealed class OwnProduct : IAsyncDisposable
{
    private const int Agents = 20;

    private readonly TemporaryFolder _data = new();
    private ServerProcess _process = null!;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_process.ReadyText);

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>The file with its agents' accounts.</summary>
    public string Accounts => Path.Combine(_data.Path, "load-accounts");

    /// <summary>Starts it and makes the agents' accounts.</summary>
    public static async Task<OwnProduct> Start()
    {
        const string Password = "Load-2026-Password";
        var product = new OwnProduct();
        product._process = await Product.Start(product._data);
        for (var number = 0; number < Agents; number++)
            await Product.CreateAgent(product._data, $"agent-{number}", Password);
        await File.WriteAllLinesAsync(product.Accounts, Enumerable.Range(0, Agents).Select(number => $"agent-{number} {Password}"));
        return product;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Dispose();
    }
}
