using SeeSupport.Bench.Load;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Target;

/// <summary>The floor that the product is measured beside.</summary>
internal sealed class BareHub : ITarget
{
    private readonly FloorRelay _floor;

    private BareHub(FloorRelay floor)
    {
        _floor = floor;
        Processes = [new("bare hub", floor.Process.Id)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => [_floor.Address];

    /// <inheritdoc/>
    public string? Accounts => null;

    /// <inheritdoc/>
    public IReadOnlyList<Watched> Processes { get; }

    /// <inheritdoc/>
    public IDatabase? Database => null;

    /// <summary>Starts it.</summary>
    public static async Task<BareHub> Start() => new(await FloorRelay.Start());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _floor.DisposeAsync();
}
