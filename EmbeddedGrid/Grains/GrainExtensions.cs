using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain, or this reference, seen as another of its interfaces.</summary>
    /// <exception cref="ArgumentException">It is neither a reference nor a grain made by the grid.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        var reference = Reference(grain);
        return interfaceType.IsInstanceOfType(reference) ? reference : reference.Grid.Reference(reference.GrainId, interfaceType);
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>The identity of a grain, an observer's reference or a grain's reference.</summary>
    /// <exception cref="ArgumentException">It is neither a reference nor a grain made by the grid.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => Reference(grain).GrainId;

    /// <summary>The key a grain was asked for by.</summary>
    /// <exception cref="ArgumentException">It is neither a reference nor a grain made by the grid.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static GrainReference Reference(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType()} is neither a reference nor a grain made by the grid, so it has no identity.", nameof(grain)),
        };
    }
}
