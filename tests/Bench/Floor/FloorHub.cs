using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace SeeSupport.Bench.Floor;

/// <summary>The least a session can cost: SignalR as it comes, a dictionary, a relay. No grid, no storage, no checks.</summary>
public sealed class FloorHub(ConcurrentDictionary<string, FloorSession> sessions) : Hub
{
    /// <summary>An agent begins a session.</summary>
    public FloorSession Start()
    {
        var session = new FloorSession(Guid.NewGuid().ToString("N")) { Agent = Context.ConnectionId };
        sessions[session.SessionId] = session;
        return session;
    }

    /// <summary>A consumer joins it.</summary>
    public async Task<FloorSession> Join(string sessionId)
    {
        var session = sessions[sessionId];
        session.Consumer = Context.ConnectionId;
        await Clients.Client(session.Agent).SendAsync("Updated", session);
        return session;
    }

    /// <summary>Either side hands a signal to the other.</summary>
    public Task Signal(string sessionId, string payload) => Other(sessionId).SendAsync("Signaled", sessionId, payload);

    /// <summary>Either side writes a line.</summary>
    public Task Say(string sessionId, string text) => Other(sessionId).SendAsync("Said", sessionId, text);

    /// <summary>The agent closes the session.</summary>
    public async Task Close(string sessionId)
    {
        if (sessions.TryRemove(sessionId, out var session) && session.Consumer is { } consumer)
            await Clients.Client(consumer).SendAsync("Updated", session);
    }

    private IClientProxy Other(string sessionId)
    {
        var session = sessions[sessionId];
        return Clients.Client(Context.ConnectionId == session.Agent ? session.Consumer! : session.Agent);
    }
}
