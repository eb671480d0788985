using Microsoft.Extensions.Logging;
using SeeSupport.Storage;

namespace SeeSupport.Codes;

/// <inheritdoc cref="IConnectionCodeGrain"/>
/// <remarks>Many codes live at a time, and most are asked for once, minutes after they were made, or never: until then a code is only stored.</remarks>
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

    private async Task Keep(ConnectionCodeState next)
    {
        await stored.Keep(next, this, log);
        DeactivateOnIdle();
    }
}
