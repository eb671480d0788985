namespace SeeSupport.WebFront.Running;

/// <summary>An agent's page and a phone that has joined its session.</summary>
internal sealed record LiveSession(Desk Desk, Phone Phone, string Id) : IAsyncDisposable
{
    /// <summary>Starts a session, comes by code and joins.</summary>
    public static async Task<LiveSession> On(Product product)
    {
        var desk = await product.Desk();
        var (id, code, _) = await desk.Start();
        var phone = await product.Phone(code);
        await phone.Join();
        return new(desk, phone, id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Phone.DisposeAsync();
        await Desk.DisposeAsync();
    }
}
