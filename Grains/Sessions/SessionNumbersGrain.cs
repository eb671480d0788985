using Microsoft.Extensions.Logging;
using SeeSupport.Storage;

namespace SeeSupport.Sessions;

/// <summary>Up to where session numbers are allotted.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SessionNumbersState")]
internal sealed record SessionNumbersState
{
    /// <summary>The last number of the blocks that were taken so far.</summary>
    [Id(0)]
    public long Taken { get; init; } = 10_000;
}

/// <inheritdoc cref="ISessionNumbersGrain"/>
internal sealed class SessionNumbersGrain(
    [PersistentState("numbers")] IPersistentState<SessionNumbersState> stored, ILogger<SessionNumbersGrain> log) : Grain, ISessionNumbersGrain
{
    private const int Block = 100;

    private long _last;
    private long _blockEnd;

    public async Task<long> Next()
    {
        if (_last == _blockEnd)
        {
            var taken = stored.State.Taken;
            await stored.Keep(new() { Taken = taken + Block }, this, log);
            (_last, _blockEnd) = (taken, taken + Block);
        }

        return ++_last;
    }
}
