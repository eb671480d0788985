namespace Orleans.Runtime;

/// <summary>The stable name of a grain class, which stored state is filed under.</summary>
public readonly record struct GrainType(IdSpan Value) : IComparable<GrainType>
{
    /// <summary>True for the value nothing was put into.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Takes a name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(IdSpan.Create(value));
    }

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
