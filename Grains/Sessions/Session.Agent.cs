using SeeSupport.Consents;
using SeeSupport.Fronts;

namespace SeeSupport.Sessions;

/// <content>What the agent does.</content>
internal sealed partial class Session
{
    /// <summary>Begins the session.</summary>
    public void Start(StartSession command, long number, string code, DateTimeOffset codeExpiresAt)
    {
        _state = _state with
        {
            Number = number,
            AgentId = command.AgentId,
            AgentName = command.AgentName,
            ExternalId = command.ExternalId,
            StartOperation = command.OperationId,
            StartedAt = now,
            Agent = command.Address is { } address ? Reach.At(address) : Reach.Awaited(now),
        };
        SetCode(code, codeExpiresAt);
        Log(EventKind.Started, ParticipantRole.Agent, "The session was started.");
    }

    /// <summary>The agent's browser comes, or comes back. A closed session is only looked at.</summary>
    public void AttachAgent(string agentId, ConnectionAddress address)
    {
        OwnedBy(agentId);
        if (!_state.IsOpen())
            return;
        Supersede(_state.Agent, address);
        SetAgent(Reach.At(address));
    }

    /// <summary>Whether this agent may have another code.</summary>
    public void CheckRenewCode(string agentId) => OpenFor(agentId);

    /// <summary>A new code in place of the old one. It also lets another phone take the place of one that has joined.</summary>
    public void RenewCode(string agentId, string code, DateTimeOffset expiresAt)
    {
        OpenFor(agentId);
        SetCode(code, expiresAt);
        Log(EventKind.CodeRenewed, ParticipantRole.Agent, "A new connection code was made.");
    }

    /// <summary>The agent writes.</summary>
    public SessionEvent AgentSays(string agentId, string text)
    {
        OpenFor(agentId);
        return Say(ParticipantRole.Agent, text);
    }

    /// <summary>The agent puts the session on hold or takes it off.</summary>
    public void SetHold(string agentId, bool onHold)
    {
        OpenForJoined(agentId);
        if (_state.Picture == Picture.None)
            throw new SeeSupportException(Problems.NotLive);
        if (_state.OnHold == onHold)
            return;
        _state = _state with { OnHold = onHold };
        if (onHold)
        {
            Log(EventKind.Held, ParticipantRole.Agent, "The agent put the session on hold.");
            End(ConsentSubject.Recording, ParticipantRole.Agent, "The recording stopped, as the session is on hold.");
        }
        else
        {
            Log(EventKind.Unheld, ParticipantRole.Agent, "The agent took the session off hold.");
        }
    }

    /// <summary>The agent closes the session.</summary>
    public void Close(string agentId, CloseSession command)
    {
        OpenFor(agentId);
        if (command.Outcome is not (EndReason.Resolved or EndReason.Unresolved))
            throw new SeeSupportException(Problems.OutcomeUnexpected);
        _state = _state with { Note = Cleaned(command.Note, Problems.NoteTooLong) ?? _state.Note };
        if (_state.JoinedAt is null)
            Close(EndReason.Cancelled, ParticipantRole.Agent, "The agent closed the session before anybody joined.");
        else
            Close(command.Outcome, ParticipantRole.Agent, $"The agent closed the session as {Words.Of(command.Outcome)}.");
    }

    /// <summary>Whether this agent may open the session again.</summary>
    public void CheckReopen(string agentId)
    {
        OwnedBy(agentId);
        if (_state.IsOpen())
            throw new SeeSupportException(Problems.SessionOpen);
        if (now >= _state.ClosedAt + options.ReopenWithin)
            throw new SeeSupportException(Problems.SessionGone);
    }

    /// <summary>The agent opens the session again. The device that had joined may come back without the new code.</summary>
    public void Reopen(string agentId, string code, DateTimeOffset codeExpiresAt)
    {
        CheckReopen(agentId);
        _state = _state with
        {
            EndReason = null,
            ClosedAt = null,
            Agent = Reach.Awaited(now),
            Devices = _state.JoinedDevice() is { } joined
                ? [joined with { Admitted = true, Step = ConsumerStep.None, Trouble = null, Reach = new() }]
                : [],
            Joined = null,
            Picture = Picture.None,
            Media = null,
            AgentUntold = true,
        };
        SetCode(code, codeExpiresAt);
        Log(EventKind.Reopened, ParticipantRole.Agent, "The agent opened the session again.");
    }

    private SessionEvent Say(ParticipantRole by, string text)
    {
        var clean = Cleaned(text, Problems.TextTooLong) ?? throw new SeeSupportException(Problems.TextEmpty);
        if (_state.LastSequence() - _state.FiledThrough >= MostUnfiled)
            throw new SeeSupportException(Problems.RecordsUnavailable);
        return Log(EventKind.Chat, by, clean);
    }

    private void Supersede(Reach before, ConnectionAddress address)
    {
        if (before.Address is { } old && old.ConnectionId != address.ConnectionId)
            Superseded = Superseded.Add(old);
    }
}
