namespace Orleans.Runtime;

/// <summary>One activation of a grain, seen from inside the grid.</summary>
public interface IGrainContext
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null until it is constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when this activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends this activation once the calls under way are done.</summary>
    /// <param name="deactivationReason">Handed to the grain's <see cref="IGrainBase.OnDeactivateAsync"/>.</param>
    /// <param name="cancellationToken">Hurries the grain's own deactivation work when it fires.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

internal interface ICollectibleGrainContext : IGrainContext
{
    void DelayDeactivation(TimeSpan timeSpan);
}

internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? _current;

    [ThreadStatic]
    private static bool _isVisiting;

    /// <summary>The activation whose turn runs on this thread.</summary>
    public static IGrainContext? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>
    /// Whether an observer runs on this thread while whoever called it waits below on the same stack. What it calls runs elsewhere, so that
    /// calls do not pile up.
    /// </summary>
    public static bool IsVisiting
    {
        get => _isVisiting;
        set => _isVisiting = value;
    }
}
