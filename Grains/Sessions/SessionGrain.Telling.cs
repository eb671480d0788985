using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using SeeSupport.Fronts;
using SeeSupport.Telemetry;

namespace SeeSupport.Sessions;

/// <content>How participants hear of things: pushes after each command, and the relay of signals.</content>
internal sealed partial class SessionGrain
{
    private const int LargestSignal = 64 * 1024;

    private static readonly KeyValuePair<string, object?> AgentRole = SeeSupportTelemetry.Role("agent");
    private static readonly KeyValuePair<string, object?> ConsumerRole = SeeSupportTelemetry.Role("consumer");
    private static readonly KeyValuePair<string, object?> Relayed = SeeSupportTelemetry.Outcome("relayed");
    private static readonly KeyValuePair<string, object?> Buffered = SeeSupportTelemetry.Outcome("buffered");
    private static readonly KeyValuePair<string, object?> Dropped = SeeSupportTelemetry.Outcome("dropped");

    private readonly SignalBuffer _forAgent = new();
    private readonly SignalBuffer _forConsumer = new();
    private string? _losingFront;

    /// <summary>Pushes what a command changed. Calls to one observer arrive in the order they are made, so nothing is awaited here.</summary>
    private void Tell(SessionState before, Session session, ConnectionAddress? answered)
    {
        var closing = before.IsOpen() && !_state.IsOpen();
        foreach (var old in session.Superseded)
            Push(old, old.Observer.Superseded(old.ConnectionId, _id));
        foreach (var device in session.Displaced)
            TellConsumer(device.Reach.Address!, _state.ForConsumer(_id, device) with { Trouble = Problems.SessionTaken }, []);

        var agent = closing ? before.Agent.Address : _state.Agent.Address;
        if (agent is not null && agent != answered)
            Push(agent, agent.Observer.UpdateAgent(agent.ConnectionId, new(_state.ForAgent(_id), session.Events)));
        var visible = session.Events.ForConsumer();
        foreach (var device in _state.Devices)
        {
            var known = before.Find(device.KeyHash);
            var view = _state.ForConsumer(_id, device);
            if ((closing ? known?.Reach.Address : device.Reach.Address) is { } address
                && address != answered
                && (!visible.IsEmpty || known is null || before.ForConsumer(_id, known) with { Version = view.Version } != view))
                TellConsumer(address, view, visible);
        }

        if (before.Agent.Address != _state.Agent.Address)
            Flush(_state.Agent.Address, _forAgent);
        if (before.JoinedDevice()?.Reach.Address != _joined?.Reach.Address)
            Flush(_joined?.Reach.Address, _forConsumer);
    }

    /// <summary>Pushes the session as it is to everybody it knows.</summary>
    private void TellAll()
    {
        if (_state.Agent.Address is { } agent)
            Push(agent, agent.Observer.UpdateAgent(agent.ConnectionId, new(_state.ForAgent(_id), [])));
        foreach (var device in _state.Devices)
        {
            if (device.Reach.Address is { } address)
                TellConsumer(address, _state.ForConsumer(_id, device), []);
        }
    }

    private void TellConsumer(ConnectionAddress address, ConsumerView view, ImmutableArray<SessionEvent> events) =>
        Push(address, address.Observer.UpdateConsumer(address.ConnectionId, new(view, events)));

    private void Push(ConnectionAddress address, Task delivery)
    {
        if (!delivery.IsCompletedSuccessfully)
            _ = Watch(address, delivery);
    }

    private async Task Watch(ConnectionAddress address, Task delivery)
    {
        try
        {
            await delivery;
        }
        catch (Exception problem)
        {
            NotDelivered(address, problem);
        }
    }

    /// <summary>Hands a signal on, or keeps it for a peer that is coming back.</summary>
    private void Relay(ConnectionAddress? address, SignalBuffer buffer, string payload)
    {
        // UTF-8 takes at most three bytes for a character: most signals need no counting.
        if (payload.Length > LargestSignal / 3 && Encoding.UTF8.GetByteCount(payload) > LargestSignal)
            throw new SeeSupportException(Problems.SignalTooLarge);
        var receiver = buffer == _forAgent ? AgentRole : ConsumerRole;
        if (address is null)
        {
            SeeSupportTelemetry.Signals.Add(1, receiver, Buffered);
            if (buffer.Add(payload) is > 0 and var dropped)
                SeeSupportTelemetry.Signals.Add(dropped, receiver, Dropped);
            return;
        }

        var came = SeeSupportTelemetry.RelayDuration.Enabled ? time.GetTimestamp() : 0;
        SeeSupportTelemetry.Signals.Add(1, receiver, Relayed);
        var delivery = address.Observer.Signal(address.ConnectionId, _id, payload);
        if (delivery.IsCompletedSuccessfully)
            CountRelay(came);
        else
            _ = WatchRelay(address, buffer, payload, delivery, came);
    }

    private async Task WatchRelay(ConnectionAddress address, SignalBuffer buffer, string payload, Task delivery, long came)
    {
        try
        {
            await delivery;
            CountRelay(came);
        }
        catch (Exception problem)
        {
            // The peer may have come back elsewhere in the meantime; if not, it gets the signal when it does.
            var now = buffer == _forAgent ? _state.Agent.Address : _joined?.Reach.Address;
            if (_state.IsOpen())
                Relay(now == address ? null : now, buffer, payload);
            NotDelivered(address, problem);
        }
    }

    private void Flush(ConnectionAddress? address, SignalBuffer buffer)
    {
        if (address is null)
            return;
        foreach (var payload in buffer.TakeAll())
            Relay(address, buffer, payload);
    }

    private void CountRelay(long came)
    {
        if (came != 0)
            SeeSupportTelemetry.RelayDuration.Record(time.GetElapsedTime(came).TotalSeconds);
    }

    private void NotDelivered(ConnectionAddress address, Exception problem)
    {
        LogNotDelivered(problem, _id, address.FrontId);

        // A front that is only slow still has its connections; whether it lives is for its lease to tell.
        if (problem is TimeoutException || _losingFront == address.FrontId)
            return;
        _ = Lose(address.FrontId);
    }

    /// <summary>Says it to itself, so that it waits its turn as every other command.</summary>
    private async Task Lose(string frontId)
    {
        _losingFront = frontId;
        try
        {
            await this.AsReference<ISessionGrain>().FrontLost(frontId);
            await GrainFactory.GetGrain<IFrontGrain>(frontId).Doubt();
        }
        catch (Exception problem)
        {
            LogNotAsked(problem, _id, frontId);
        }
        finally
        {
            _losingFront = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} could not reach front {FrontId}")]
    private partial void LogNotDelivered(Exception problem, string sessionId, string frontId);
}
