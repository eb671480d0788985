[assembly: AssemblyFixture(typeof(SeeSupport.WebFront.Running.SharedProduct))]

namespace SeeSupport.WebFront.Running;

/// <summary>One product for all tests that need no settings of their own. Sessions keep them apart.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    internal Product Product { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Product = await Product.Start(("SeeSupport:Hubs:CommandsAtOnce", "1000"));

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}
