using SeeSupport.Invites;

namespace SeeSupport.Ports;

/// <summary>Sends invites by text message, e-mail, or into the outbox where neither is set up.</summary>
public interface IInviteSender
{
    /// <summary>
    /// Hands one invite to its channel. Never throws for what a channel says: that is a report with <see cref="InviteState.Failed"/> and a problem.
    /// Repeats an attempt only where the first one certainly did not send.
    /// </summary>
    Task<DeliveryReport> Send(InviteMessage message, CancellationToken cancellation);

    /// <summary>
    /// The address as it will be used: an e-mail address trimmed, a number in E.164 form.
    /// Throws <see cref="SeeSupportException"/> with <c>invite-address-malformed</c>, <c>invite-number-malformed</c>,
    /// <c>invite-country-closed</c> or <c>invite-number-premium</c>.
    /// </summary>
    string Normalize(InviteChannel channel, string to);
}

/// <summary>One invite, ready to be worded and sent.</summary>
public sealed record InviteMessage
{
    /// <summary>The session it invites to.</summary>
    public required string SessionId { get; init; }

    /// <summary>Identity within the session; goes into the status callback's address.</summary>
    public required string InviteId { get; init; }

    /// <summary>How it travels.</summary>
    public required InviteChannel Channel { get; init; }

    /// <summary>What it carries.</summary>
    public required InviteContent Content { get; init; }

    /// <summary>The normalized address or number.</summary>
    public required string To { get; init; }

    /// <summary>The token of this invite's own link; null for guides.</summary>
    public string? LinkToken { get; init; }

    /// <summary>Who invites: the agent's id.</summary>
    public required string AgentId { get; init; }

    /// <summary>The language the agent chose, as a tag; null for the company's own.</summary>
    public string? Language { get; init; }

    /// <summary>Who invites: the name people read.</summary>
    public required string AgentName { get; init; }
}
