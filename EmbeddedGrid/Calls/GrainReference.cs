namespace Orleans.Runtime;

/// <summary>A reference to a grain or observer. Two are equal when they name the same one.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(Grid grid, GrainId grainId)
    {
        Grid = grid;
        GrainId = grainId;
    }

    internal Grid Grid { get; }

    /// <summary>What it names.</summary>
    public GrainId GrainId { get; }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";
}
