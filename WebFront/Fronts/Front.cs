using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using SeeSupport.Fronts;
using SeeSupport.Sessions;
using SeeSupport.Telemetry;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Hubs.Lanes;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// This process as the grid sees it: one observer for all hub connections, and which sessions they serve. Deliveries never wait for a
/// browser, so that a slow one delays nobody.
/// </summary>
internal sealed partial class Front(IGrainFactory grains, ILogger<Front> log) : IFrontObserver
{
    private const int AskedAtOnce = 32;

    private readonly ConcurrentDictionary<string, FrontConnection> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _served = new(StringComparer.Ordinal);
    private IFrontObserver? _reference;

    /// <summary>Identity of this process for the grid; new at each start.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The grain that keeps this front's lease.</summary>
    public IFrontGrain Lease => grains.GetGrain<IFrontGrain>(Id);

    /// <summary>The hub connections of this process.</summary>
    public IEnumerable<FrontConnection> Connections => _connections.Select(each => each.Value);

    /// <summary>Ids of the sessions that have a participant here.</summary>
    public ImmutableArray<string> Served
    {
        get
        {
            lock (_served)
                return [.. _served.Keys];
        }
    }

    /// <summary>Makes this process reachable for grains. Comes before the first connection.</summary>
    public void Open() => _reference = grains.CreateObjectReference<IFrontObserver>(this);

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    public void Shut() => grains.DeleteObjectReference<IFrontObserver>(_reference!);

    /// <summary>The connection with that id, or null when it is not here.</summary>
    public FrontConnection? Find(string connectionId) => _connections.GetValueOrDefault(connectionId);

    /// <summary>A hub connection is there.</summary>
    public void Connected(FrontConnection connection)
    {
        _connections[connection.Id] = connection;
        SeeSupportTelemetry.HubConnections.Add(1, RoleOf(connection));
    }

    /// <summary>A hub connection is gone: its sessions are told.</summary>
    public async Task Disconnected(FrontConnection connection)
    {
        if (_connections.TryRemove(connection.Id, out _))
            SeeSupportTelemetry.HubConnections.Add(-1, RoleOf(connection));
        foreach (var sessionId in connection.Sessions)
        {
            await Tell(sessionId, connection.Role, connection.Id);
            if (connection.Detach(sessionId))
                await Unserve(sessionId);
        }
    }

    /// <summary>Tells a connection's sessions for how long it has said nothing; zero once it is heard again.</summary>
    public async Task TellSilence(FrontConnection connection, TimeSpan silence)
    {
        foreach (var sessionId in connection.Sessions)
            await grains.GetGrain<ISessionGrain>(sessionId).Silent(connection.Role, connection.Id, silence);
    }

    /// <summary>
    /// Attaches a connection to a session. The connection gets the session's pushes from the moment the session knows it, which is before
    /// <paramref name="attach"/> returns; the front's lease knows the session before that.
    /// </summary>
    public async Task<T> Attach<T>(FrontConnection connection, string sessionId, Func<ConnectionAddress, Task<T>> attach)
    {
        var first = connection.Attach(sessionId);
        if (first)
            await Serve(sessionId);
        try
        {
            var attached = await attach(AddressOf(connection));
            await LetGoIfGone(connection, sessionId);
            return attached;
        }
        catch when (first)
        {
            if (connection.Detach(sessionId))
                await Unserve(sessionId);
            throw;
        }
    }

    /// <summary>A session has begun with this connection as its agent's.</summary>
    public async Task Began(FrontConnection connection, string sessionId)
    {
        if (connection.Attach(sessionId))
            await Serve(sessionId);
        await LetGoIfGone(connection, sessionId);
    }

    /// <summary>
    /// Sessions may have given up connections that stand, as after the grid was cut in two or stood still for longer than a lease: the pages of
    /// those are asked to connect anew, which makes them known again. False when a session did not say whether it has.
    /// </summary>
    public async Task<bool> AskBack(TimeSpan within, CancellationToken cancellation)
    {
        var allSaid = true;
        foreach (var group in _connections.Values.SelectMany(connection => connection.Sessions.Select(id => (connection, id))).Chunk(AskedAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var known = await Task.WhenAll(group.Select(each => IsKnown(each.connection, each.id)));
            foreach (var connection in group.Where((_, i) => known[i] == false).Select(each => each.connection).Distinct())
                connection.AskAway(within);
            allSaid &= !known.Contains(null);
        }

        return allSaid;
    }

    /// <summary>Where grains reach a connection.</summary>
    public ConnectionAddress AddressOf(FrontConnection connection) =>
        new() { FrontId = Id, ConnectionId = connection.Id, Observer = _reference! };

    /// <inheritdoc/>
    public Task UpdateAgent(string connectionId, AgentUpdate update) => Deliver(
        connectionId, update.View.Status, update.View.SessionId, ParticipantRole.Agent, update);

    /// <inheritdoc/>
    public Task UpdateConsumer(string connectionId, ConsumerUpdate update) => Deliver(
        connectionId, update.View.Status, update.View.SessionId, ParticipantRole.Consumer, update);

    /// <inheritdoc/>
    public Task Signal(string connectionId, string sessionId, string payload)
    {
        if (_connections.TryGetValue(connectionId, out var connection))
        {
            connection.Output.Write((connection.Role == ParticipantRole.Agent ? sessionId : null, payload), HubMessages.WriteSignaled);
        }
        else
        {
            // A signal does not say whose connection it was for; the session knows, and ignores the other.
            _ = Tell(sessionId, ParticipantRole.Agent, connectionId);
            _ = Tell(sessionId, ParticipantRole.Consumer, connectionId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Superseded(string connectionId, string sessionId)
    {
        if (_connections.TryGetValue(connectionId, out var connection) && connection.Supersede(sessionId))
        {
            connection.Call(nameof(IAgentClient.Superseded), connection.Role == ParticipantRole.Agent ? [sessionId] : []);
            _ = Unserve(sessionId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PictureReceiving(string connectionId, string sessionId, string pictureId, long receivedBytes)
    {
        if (_connections.TryGetValue(connectionId, out var connection))
            connection.Call(nameof(IAgentClient.PictureReceiving), sessionId, pictureId, receivedBytes);
        return Task.CompletedTask;
    }

    /// <summary>Never waits for a grain: the one that delivers may be waiting for this, and may be the one that would be called.</summary>
    private Task Deliver(string connectionId, SessionStatus status, string sessionId, ParticipantRole role, object update)
    {
        if (_connections.TryGetValue(connectionId, out var connection))
        {
            connection.Call(nameof(IAgentClient.Updated), update);
            if (status == SessionStatus.Closed && connection.Detach(sessionId))
                _ = Unserve(sessionId);
        }
        else
        {
            _ = Tell(sessionId, role, connectionId);
        }

        return Task.CompletedTask;
    }

    /// <summary>A connection that went while it was being attached was told to nobody yet.</summary>
    private async Task LetGoIfGone(FrontConnection connection, string sessionId)
    {
        if (_connections.ContainsKey(connection.Id))
            return;
        await Tell(sessionId, connection.Role, connection.Id);
        if (connection.Detach(sessionId))
            await Unserve(sessionId);
    }

    private static KeyValuePair<string, object?> RoleOf(FrontConnection connection) =>
        SeeSupportTelemetry.Role(connection.Role == ParticipantRole.Agent ? "agent" : "consumer");

    private async Task Tell(string sessionId, ParticipantRole role, string connectionId)
    {
        try
        {
            await grains.GetGrain<ISessionGrain>(sessionId).Detach(role, connectionId);
        }
        catch (Exception problem)
        {
            // The session finds out by itself at its next push.
            LogDetachFailed(problem, sessionId);
        }
    }

    private async Task<bool?> IsKnown(FrontConnection connection, string sessionId)
    {
        try
        {
            return await grains.GetGrain<ISessionGrain>(sessionId).Reaches(connection.Role, connection.Id);
        }
        catch (Exception problem)
        {
            LogNotAsked(problem, sessionId);
            return null;
        }
    }

    private async Task Serve(string sessionId)
    {
        Task told = Task.CompletedTask;
        lock (_served)
        {
            var count = _served.GetValueOrDefault(sessionId);
            _served[sessionId] = count + 1;
            if (count == 0)
                told = Lease.Serve(sessionId);
        }

        await told;
    }

    private async Task Unserve(string sessionId)
    {
        try
        {
            Task told = Task.CompletedTask;
            lock (_served)
            {
                if (--_served[sessionId] == 0)
                {
                    _served.Remove(sessionId);
                    told = Lease.Unserve(sessionId);
                }
            }

            await told;
        }
        catch (Exception problem)
        {
            // A lease that knows a session too many tells it too much, which changes nothing there.
            LogUnserveFailed(problem, sessionId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be told that a connection is gone")]
    private partial void LogDetachFailed(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be asked whether it knows a connection; it is asked again")]
    private partial void LogNotAsked(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be told that session {SessionId} is served here no longer")]
    private partial void LogUnserveFailed(Exception problem, string sessionId);
}
