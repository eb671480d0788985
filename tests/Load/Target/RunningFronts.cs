using SeeSupport.Load.Report;

namespace SeeSupport.Load.Target;

/// <summary>Fronts that somebody else has started.</summary>
internal sealed class RunningFronts(LoadOptions options) : ITarget
{
    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => options.At;

    /// <inheritdoc/>
    public string? Accounts => options.Floor ? null : options.Accounts;

    /// <inheritdoc/>
    public IReadOnlyList<Watched> Processes { get; } = [.. options.Watch.Select(id => new Watched("watched", id))];

    /// <inheritdoc/>
    public IDatabase? Database => null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
