using SeeSupport.Invites;
using SeeSupport.Languages;
using SeeSupport.Ports;

namespace SeeSupport.Sessions;

/// <content>Invites: stored before they go out, never sent twice.</content>
internal sealed partial class Session
{
    /// <summary>Whether this agent may send an invite from this session.</summary>
    public void CheckInvite(string agentId, int mostInvites)
    {
        OpenFor(agentId);
        if (_state.Invites.Length >= mostInvites)
            throw new SeeSupportException(Problems.InviteLimitSession);
    }

    /// <summary>Accepts an invite for sending. It also lets another phone take the place of one that has joined.</summary>
    public InviteView Invite(string agentId, SendInvite command, string to)
    {
        OpenFor(agentId);
        var invite = new InviteView
        {
            InviteId = RandomId.New(),
            Channel = command.Channel,
            To = to,
            Content = command.Content,
            State = InviteState.Queued,
            At = now,
            Language = Language.Find(command.Language)?.Tag,
        };
        _state = _state with
        {
            Invites = _state.Invites.Add(invite),
            DoorOpen = _state.DoorOpen || command.Content.HasLink(),
        };
        if (command.Channel == InviteChannel.Phone)
            TextWith(to, stopped: false);
        LogInvite(invite, EventKind.InviteQueued, $"{NameOf(invite)} to {to} is queued.");
        return invite;
    }

    /// <summary>Takes the queued invites to be sent; they count as being sent from here on.</summary>
    public IReadOnlyList<InviteMessage> TakeQueued()
    {
        List<InviteMessage> messages = [];
        if (!_state.IsOpen())
            return messages;
        foreach (var invite in _state.Invites.Where(invite => invite.State == InviteState.Queued))
        {
            messages.Add(new()
            {
                SessionId = id,
                InviteId = invite.InviteId,
                Channel = invite.Channel,
                Content = invite.Content,
                To = invite.To,
                LinkToken = invite.Content.HasLink() ? MintLink(invite.InviteId) : null,
                AgentId = _state.AgentId,
                AgentName = _state.AgentName,
                Language = invite.Language,
            });
            Replace(invite, invite with { State = InviteState.Sending, At = now });
        }

        return messages;
    }

    /// <summary>Invites and texts that were being sent when the process ended: whether they went out cannot be known.</summary>
    public void Recover(IReadOnlyCollection<string> underWay)
    {
        foreach (var invite in _state.Invites.Where(invite => invite.State == InviteState.Sending && !underWay.Contains(invite.InviteId)))
            Report(invite, new() { State = InviteState.Failed, Problem = Problems.InviteOutcomeUnknown });
        foreach (var text in _state.Texts.Where(text => text.State == InviteState.Sending && !underWay.Contains(text.TextId)))
            Report(text, new() { State = InviteState.Failed, Problem = Problems.InviteOutcomeUnknown });
    }

    /// <summary>A channel reports. Reports can come late, twice and out of order: an invite or a text only ever moves forward.</summary>
    public void InviteReported(string inviteId, DeliveryReport report)
    {
        if (_state.Invites.FirstOrDefault(invite => invite.InviteId == inviteId) is { } invite && Rank(report.State, report.Problem) > Rank(invite.State, invite.Problem))
            Report(invite, report);
        else if (_state.Texts.FirstOrDefault(text => text.TextId == inviteId) is { } text && Rank(report.State, report.Problem) > Rank(text.State, text.Problem))
            Report(text, report);
    }

    private void Report(InviteView invite, DeliveryReport report)
    {
        var reported = invite with
        {
            State = report.State,
            Problem = report.State == InviteState.Failed ? report.Problem ?? Problems.InviteOutcomeUnknown : null,
            At = now,
        };
        Replace(invite, reported);
        var (kind, text) = report.State switch
        {
            InviteState.Delivered => (EventKind.InviteDelivered, $"{NameOf(invite)} to {invite.To} arrived."),
            InviteState.Failed => (EventKind.InviteFailed, $"{NameOf(invite)} to {invite.To}: {reported.Problem!.Sentence}"),
            InviteState.Outbox => (EventKind.InviteSent, $"{NameOf(invite)} to {invite.To} lies in the outbox: no channel is set up."),
            _ => (EventKind.InviteSent, $"{NameOf(invite)} to {invite.To} was sent."),
        };
        LogInvite(reported, kind, text, report.ProviderId);
    }

    private void Replace(InviteView invite, InviteView by) => _state = _state with { Invites = _state.Invites.Replace(invite, by) };

    private void LogInvite(InviteView invite, EventKind kind, string text, string? providerId = null) => Log(
        kind, kind == EventKind.InviteQueued ? ParticipantRole.Agent : null, text,
        ("invite", invite.InviteId), ("channel", Words.Of(invite.Channel)), ("content", Words.Of(invite.Content)), ("to", invite.To),
        ("state", Words.Of(invite.State)), ("code", invite.Problem?.Code), ("provider", providerId));

    private static string NameOf(InviteView invite) => invite.Content switch
    {
        InviteContent.AndroidGuide => "The Android guide",
        InviteContent.IosGuide => "The iOS guide",
        InviteContent.Photo => "The request for a photo",
        _ => "The invite",
    };

    /// <summary>Later states rank higher. That it arrived is certain knowledge; that its outcome is unknown is none.</summary>
    private static int Rank(InviteState state, Problem? problem) => state switch
    {
        InviteState.Queued => 0,
        InviteState.Sending => 1,
        InviteState.Failed when problem?.Code == Problems.InviteOutcomeUnknown.Code => 2,
        InviteState.Sent or InviteState.Outbox => 3,
        InviteState.Failed => 4,
        _ => 5,
    };
}
