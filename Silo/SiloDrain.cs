using SeeSupport.Processes;

namespace SeeSupport.Silo;

/// <summary>A silo that is about to stop is not ready any more; Orleans itself tells fronts and other silos, and hands over what runs here.</summary>
internal sealed class SiloDrain(Readiness readiness) : IDrain
{
    /// <inheritdoc/>
    public Task Run()
    {
        readiness.Set(ReadinessState.Draining);
        return Task.CompletedTask;
    }
}
