[assembly: AssemblyFixture(typeof(SeeSupport.Browser.SharedProduct))]

namespace SeeSupport.Browser;

/// <summary>One product for all tests that neither set nor stop anything of it: a start costs more than most of them.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    private readonly Lazy<Task<Product>> _product = new(() => Product.Start());
    private Task<(string Username, string Password)>? _next;
    private int _agents;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The product, started if it is not yet.</summary>
    public async Task<Workplace> Open() => (await _product.Value).Workplace;

    /// <summary>The product as it is for an agent who has no sessions yet.</summary>
    public async Task<Workplace> ForNewAgent()
    {
        var workplace = await Open();
        var agent = await (_next ?? CreateAgent());
        // The account of the next test is made while this one waits for something.
        _next = CreateAgent();
        return workplace with { Agent = agent };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
            await _next;
        if (_product.IsValueCreated)
            await (await _product.Value).DisposeAsync();
    }

    private async Task<(string Username, string Password)> CreateAgent() => await (await _product.Value).CreateAgent($"agent{++_agents}");
}
