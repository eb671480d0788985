using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base class of a grain: one object per key, woken by its first call, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context of the activation under construction. Outside the grid there is none.</summary>
    protected Grain() => GrainContext = RuntimeContext.Current;

    /// <summary>Takes a context given by hand, for a grain made outside the grid.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <summary>The activation this object is the body of.</summary>
    [AllowNull]
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain that can be handed to others.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The grain's identity as text: <c>type/key</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The services of this activation; they live as long as it does.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Ends this activation once the calls under way are done; the next call starts a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from idle collection for that long; a negative span takes an earlier request back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((ICollectibleGrainContext)GrainContext).DelayDeactivation(timeSpan);

    /// <summary>Runs after the state is read and before the first call.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call; not guaranteed when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
