namespace SeeSupport.Bench.Grains;

/// <inheritdoc cref="ITrivialGrain"/>
public sealed class TrivialGrain : Grain, ITrivialGrain
{
    private long _sum;

    /// <inheritdoc/>
    public Task<long> Add(long value) => Task.FromResult(_sum += value);
}
