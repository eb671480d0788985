using Microsoft.AspNetCore.SignalR;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Hubs.Lanes;

namespace SeeSupport.WebFront.Fronts;

/// <summary>One browser's hub connection: where it is attached, what it may still do, and how it is written to.</summary>
internal sealed partial class FrontConnection
{
    private readonly HubConnectionContext _hub;
    private readonly LaneSocket _lane;
    private readonly HubLimits _limits;
    private readonly ILogger _log;
    private readonly Allowance _signals;
    private readonly Allowance _commands;
    private int _refusals;

    /// <summary>
    /// Sessions it was attached to, and whether it still is. Connections are many and have a session or a few, so that each change makes a
    /// small array anew costs less than a dictionary would.
    /// </summary>
    private (string Id, bool IsAttached)[] _sessions = [];

    public FrontConnection(HubConnectionContext hub, LaneSocket lane, ParticipantRole role, HubLimits limits, TimeProvider time, ILogger log)
    {
        (_hub, _lane, Role, _limits, _log) = (hub, lane, role, limits, log);
        _signals = new(limits.SignalsPerSecond, limits.SignalsAtOnce, time);
        _commands = new(limits.CommandsPerSecond, limits.CommandsAtOnce, time);
        hub.Features.Set(this);
    }

    /// <summary>The hub's own id of the connection.</summary>
    public string Id => _hub.ConnectionId;

    /// <summary>Whose browser it is.</summary>
    public ParticipantRole Role { get; }

    /// <summary>The way to the browser. What is written there goes out in order, and waits for nobody.</summary>
    public LaneOutput Output => _lane.Output;

    /// <summary>How long nothing has come from the browser.</summary>
    public TimeSpan Silence => _lane.Silence;

    /// <summary>Whether its sessions know that it says nothing; <see cref="SilenceWatch"/> keeps it.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Telling its sessions so.</summary>
    public Task Telling { get; set; } = Task.CompletedTask;

    /// <summary>Ids of the sessions it is attached to.</summary>
    public IEnumerable<string> Sessions => _sessions.Where(each => each.IsAttached).Select(each => each.Id);

    /// <summary>The connection that a hub call came by.</summary>
    public static FrontConnection Of(HubCallerContext context) => context.Features.Get<FrontConnection>()!;

    /// <summary>Whether another connection has taken this one's place in the session, and this one did not come back since.</summary>
    public bool IsSuperseded(string sessionId)
    {
        var sessions = _sessions;
        var place = PlaceOf(sessionId, sessions);
        return place >= 0 && !sessions[place].IsAttached;
    }

    /// <summary>The session's pushes come here from now on; false when they did already.</summary>
    public bool Attach(string sessionId) => Change(sessionId, isAttached => isAttached != true, to: true);

    /// <summary>Another connection has taken this one's place in the session; false when this one was not attached.</summary>
    public bool Supersede(string sessionId) => Change(sessionId, isAttached => isAttached == true, to: false);

    /// <summary>The session's pushes come here no longer; false when they did not.</summary>
    public bool Detach(string sessionId) => Change(sessionId, isAttached => isAttached == true, to: null);

    /// <summary>Whether one more signal is within the limits. A connection that goes on regardless is ended.</summary>
    public bool AllowsSignal() => Allows(_signals);

    /// <summary>Whether one more command is within the limits. A connection that goes on regardless is ended.</summary>
    public bool AllowsCommand() => Allows(_commands);

    /// <summary>Calls a method of the page, without waiting for it. What follows at once, as the answer to the command that led to it, goes out in one piece with it.</summary>
    public void Call(string target, params object?[] arguments) => Output.Write((target, arguments), HubMessages.WriteCall, isUrgent: false);

    /// <summary>Asks the page to connect anew, to whichever front, at a time of its own within that time.</summary>
    public void AskAway(TimeSpan within) => Call(nameof(IAgentClient.Draining), (int)within.TotalMilliseconds);

    /// <summary>Ends the connection.</summary>
    public void Abort() => _hub.Abort();

    /// <summary>Asked with each signal, so it makes no closure.</summary>
    private static int PlaceOf(string sessionId, (string Id, bool IsAttached)[] sessions)
    {
        for (var place = 0; place < sessions.Length; place++)
        {
            if (sessions[place].Id == sessionId)
                return place;
        }

        return -1;
    }

    /// <summary>Writes down how the connection is attached to a session, if it <paramref name="may"/>; null is not at all.</summary>
    private bool Change(string sessionId, Func<bool?, bool> may, bool? to)
    {
        while (true)
        {
            var sessions = _sessions;
            var place = PlaceOf(sessionId, sessions);
            if (!may(place < 0 ? null : sessions[place].IsAttached))
                return false;
            var others = place < 0 ? sessions : [.. sessions[..place], .. sessions[(place + 1)..]];
            (string Id, bool IsAttached)[] changed = to is { } isAttached ? [.. others, (sessionId, isAttached)] : others;
            if (Interlocked.CompareExchange(ref _sessions, changed, sessions) == sessions)
                return true;
        }
    }

    private bool Allows(Allowance allowance)
    {
        if (allowance.Take())
        {
            Volatile.Write(ref _refusals, 0);
            return true;
        }

        if (Interlocked.Increment(ref _refusals) == _limits.RefusalsInARow)
        {
            LogTooFast(Role, _limits.RefusalsInARow);
            _hub.Abort();
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection of the {Role} is ended: it was refused {Count} times in a row for being too fast")]
    private partial void LogTooFast(ParticipantRole role, int count);
}
