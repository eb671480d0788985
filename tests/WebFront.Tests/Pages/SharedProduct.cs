using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Pages;

/// <summary>One product for all tests of a class that only read pages.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    /// <summary>The product, with a public address and an accent of its own.</summary>
    internal Product Product { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Product = await Product.Start(
        ("SeeSupport:PublicAddress", "https://support.example.com/"), ("SeeSupport:Company:Accent", "#ffd400"));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Product.DisposeAsync();

    /// <summary>A page as anybody, or as a signed-in agent, reads it.</summary>
    internal async Task<string> Read(string address, string? cookie = null)
    {
        using var http = Product.Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookie);
        return await http.GetStringAsync(address, TestContext.Current.CancellationToken);
    }
}
