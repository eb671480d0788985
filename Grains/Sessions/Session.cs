using System.Collections.Immutable;
using SeeSupport.Consents;
using SeeSupport.Fronts;

namespace SeeSupport.Sessions;

/// <summary>
/// The rules of a session's life: one command applied to one state at one moment. No I/O: the new state and the new lines of the log
/// are read from it afterwards. What cannot be done throws <see cref="SeeSupportException"/>; then the state that was given still holds.
/// </summary>
internal sealed partial class Session(string id, SessionState state, DateTimeOffset now, SessionOptions options)
{
    /// <summary>Most characters of a chat message or note.</summary>
    public const int LongestText = 2000;

    private const int MostDevices = 8;
    private const int MostConsoleLinks = 32;
    private const int MostOperations = 32;

    /// <summary>Lines that may wait for the records before chat is refused: the state must not grow without end while the records are down.</summary>
    private const int MostUnfiled = 1000;

    /// <summary>The newest lines that are kept beside those that are not filed yet: what a rejoining client is shown at once.</summary>
    private const int KeptLines = 32;

    private readonly SessionState _before = state;
    private SessionState _state = state;

    /// <summary>The state after the command, with a new version when anything changed.</summary>
    public SessionState Outcome => Changed ? _state with { Version = _before.Version + 1, Tail = Trimmed() } : _before;

    /// <summary>Whether the command changed anything.</summary>
    public bool Changed => !ReferenceEquals(_state, _before);

    /// <summary>New lines of the log, oldest first.</summary>
    public ImmutableArray<SessionEvent> Events { get; private set; } = [];

    /// <summary>Connections whose participant now has another one.</summary>
    public ImmutableArray<ConnectionAddress> Superseded { get; private set; } = [];

    /// <summary>Devices that lost their place, or their chance of one, to the device that joined.</summary>
    public ImmutableArray<Device> Displaced { get; private set; } = [];

    /// <summary>What a command that was done before was about; false when it was not.</summary>
    public bool WasDone(Guid operationId, string command, out string? subject)
    {
        var done = _state.Operations.FirstOrDefault(operation => operation.Id == operationId && operation.Command == command);
        subject = done?.Subject;
        return done is not null;
    }

    /// <summary>Remembers that this command was done. A command without an id is never a repeat.</summary>
    public void Done(Guid operationId, string command, string? subject = null)
    {
        if (operationId == Guid.Empty)
            return;
        var known = _state.Operations.Length < MostOperations ? _state.Operations : _state.Operations.RemoveAt(0);
        _state = _state with { Operations = known.Add(new() { Id = operationId, Command = command, Subject = subject }) };
    }

    /// <summary>A new link, in its one clear form.</summary>
    public string MintLink(string? inviteId = null)
    {
        var token = LinkToken.Mint();
        var links = _state.Links;
        if (inviteId is null && links.Count(link => link.InviteId is null) >= MostConsoleLinks)
            links = links.Remove(links.First(link => link.InviteId is null));
        _state = _state with { Links = links.Add(LinkToken.Of(token, inviteId)) };
        return token;
    }

    /// <summary>Text as it is kept: at most 2,000 characters, none of them invisible but line breaks and tabs.</summary>
    private static string? Cleaned(string? text, Problem tooLong)
    {
        if (text?.Length > LongestText)
            throw new SeeSupportException(tooLong);
        var clean = string.Concat((text ?? "").Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The session must be this agent's.</summary>
    public void OwnedBy(string agentId)
    {
        if (!_state.Exists())
            throw new SeeSupportException(Problems.SessionUnknown);
        if (_state.AgentId != agentId)
            throw new SeeSupportException(Problems.SessionNotYours);
    }

    /// <summary>The session must be this agent's, and open.</summary>
    private void OpenFor(string agentId)
    {
        OwnedBy(agentId);
        if (!_state.IsOpen())
            throw new SeeSupportException(Problems.SessionClosed);
    }

    /// <summary>The session must be this agent's, open, and joined.</summary>
    public Device OpenForJoined(string agentId)
    {
        OpenFor(agentId);
        return _state.JoinedDevice() ?? throw new SeeSupportException(Problems.NobodyJoined);
    }

    private SessionEvent Log(EventKind kind, ParticipantRole? by, string text, params ReadOnlySpan<(string Name, string? Value)> details)
    {
        var data = ImmutableDictionary<string, string>.Empty;
        foreach (var (name, value) in details)
        {
            if (value is not null)
                data = data.SetItem(name, value);
        }

        var line = new SessionEvent { Sequence = _state.LastSequence() + 1, At = now, Kind = kind, By = by, Text = text, Data = data };
        _state = _state with { Tail = _state.Tail.Add(line) };
        Events = Events.Add(line);
        return line;
    }

    private ImmutableArray<SessionEvent> Trimmed()
    {
        var tail = _state.Tail;
        var filed = tail.Count(line => line.Sequence <= _state.FiledThrough);
        var surplus = Math.Min(filed, tail.Length - KeptLines);
        return surplus > 0 ? tail.RemoveRange(0, surplus) : tail;
    }

    private void SetAgent(Reach reach)
    {
        if (reach == _state.Agent)
            return;
        var before = _state.Agent.Presence;
        _state = _state with { Agent = reach };
        if (before == reach.Presence || before == Presence.Absent)
            return;
        Log(EventKind.Presence, ParticipantRole.Agent, reach.Presence switch
        {
            Presence.Here => "The agent's console is back.",
            Presence.Reconnecting => "The agent's console is reconnecting.",
            _ => "The agent's console cannot be reached.",
        }, ("presence", Words.Of(reach.Presence)));
    }

    /// <summary>Puts a device in the place it has, or at the end when it is new.</summary>
    private void Set(Device device)
    {
        var at = _state.Devices.IndexOf(_state.Find(device.KeyHash)!);
        var before = at < 0 ? Presence.Absent : _state.Devices[at].Reach.Presence;
        if (at >= 0 && _state.Devices[at] == device)
            return;
        _state = _state with { Devices = at < 0 ? _state.Devices.Add(device) : _state.Devices.SetItem(at, device) };
        if (before == device.Reach.Presence || before == Presence.Absent || _state.ShownDevice()?.KeyHash != device.KeyHash)
            return;
        Log(EventKind.Presence, ParticipantRole.Consumer, device.Reach.Presence switch
        {
            Presence.Here => "The consumer's phone is back.",
            Presence.Left => "The consumer closed the page.",
            Presence.Reconnecting => "The consumer's phone is reconnecting.",
            _ => "The consumer's phone cannot be reached.",
        }, ("presence", Words.Of(device.Reach.Presence)));
    }

    private void Remove(Device device)
    {
        var shown = _state.ShownDevice()?.KeyHash == device.KeyHash;
        _state = _state with { Devices = _state.Devices.Remove(device) };
        if (shown)
            Log(EventKind.Presence, ParticipantRole.Consumer, $"{device.Description.Label} went away.", ("presence", Words.Of(Presence.Left)));
    }

    /// <summary>Does something that may begin or end the picture, and logs what became of it.</summary>
    private void LogPicture(Action change)
    {
        var before = _state.Status();
        change();
        var after = _state.Status();
        if (after == SessionStatus.Interrupted && before != after)
            Log(EventKind.Interrupted, null, "The picture is interrupted.");
        else if (before == SessionStatus.Interrupted && after == SessionStatus.Live)
            Log(EventKind.Restored, null, "The picture is back.");
    }

    /// <summary>The session has no code any more; the number is to be freed.</summary>
    private void DropCode()
    {
        if (_state.Code is { } code)
            _state = _state with { Code = null, CodeExpiresAt = null, CodesToFree = _state.CodesToFree.Add(code) };
    }

    private void SetCode(string code, DateTimeOffset expiresAt)
    {
        DropCode();
        _state = _state with { Code = code, CodeExpiresAt = expiresAt, CodeSpent = false, DoorOpen = true };
    }

    private void Close(EndReason reason, ParticipantRole? by, string text)
    {
        DropCode();
        EndRecordings();
        var unsent = _state.Invites.Where(invite => invite.State == Invites.InviteState.Queued).ToList();
        foreach (var invite in unsent)
            Report(invite, new() { State = Invites.InviteState.Failed, Problem = Problems.InviteNotSent });
        foreach (var unwritten in _state.Texts.Where(each => each.State == Invites.InviteState.Queued))
            Report(unwritten, new() { State = Invites.InviteState.Failed, Problem = Problems.TextNotSent });
        _state = _state with
        {
            EndReason = reason,
            ClosedAt = now,
            DoorOpen = false,
            OnHold = false,
            Paused = false,
            Audio = ConsentState.Off,
            Recording = ConsentState.Off,
            Agent = new(),
            Devices = [.. _state.Devices.Select(device => device with { Reach = new() })],
            AgentUntold = true,
        };
        Log(EventKind.Closed, by, text, ("reason", Words.Of(reason)));
    }
}
