using SeeSupport.FarAway.Turn;

namespace SeeSupport.Channels.Turn;

/// <summary>One coturn for all tests of a class.</summary>
public sealed class RunningCoturn : IAsyncLifetime
{
    public Coturn Relay { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Relay = await Coturn.Start();

    public ValueTask DisposeAsync() => Relay.DisposeAsync();
}
