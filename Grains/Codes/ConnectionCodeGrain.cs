using Microsoft.Extensions.Logging;
using SeeSupport.Storage;

namespace SeeSupport.Codes;

/// <inheritdoc cref="IConnectionCodeGrain"/>
internal sealed class ConnectionCodeGrain(
    [PersistentState("code")] IPersistentState<ConnectionCodeState> stored, TimeProvider time, ILogger<ConnectionCodeGrain> log)
    : Grain, IConnectionCodeGrain
{
    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<bool> Reserve(string sessionId, DateTimeOffset expiresAt)
    {
        if (stored.State.IsTaken(Now))
            return stored.State.SessionId == sessionId && stored.State.SpentFor is null;
        await Keep(new() { SessionId = sessionId, ExpiresAt = expiresAt });
        return true;
    }

    public Task<string?> Look() => Task.FromResult(stored.State.Opens(Now) ? stored.State.SessionId : null);

    public async Task<bool> Redeem(string sessionId, string deviceKeyHash)
    {
        if (stored.State.SessionId != sessionId)
            return false;
        if (stored.State.Opens(Now))
            await Keep(stored.State with { SpentFor = deviceKeyHash });
        return stored.State.SpentFor == deviceKeyHash;
    }

    public async Task Release(string sessionId)
    {
        if (stored.State.SessionId != sessionId)
            return;
        await stored.ClearStateAsync();
        DeactivateOnIdle();
    }

    private Task Keep(ConnectionCodeState next) => stored.Keep(next, this, log);
}
