using System.Collections.Immutable;
using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What a console needs once: who signed in, what is switched on, and the open sessions, already attached to this connection.</summary>
public sealed record Welcome
{
    /// <summary>The server's time, UTC: countdowns must not depend on how the agent's machine is set.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The account's id.</summary>
    public required string AgentId { get; init; }

    /// <summary>The agent's name as people read it.</summary>
    public required string AgentName { get; init; }

    /// <summary>The account's role, for example <c>Restricted Agent</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The company as its customers know it.</summary>
    public required Company Company { get; init; }

    /// <summary>How invites go out.</summary>
    public required InviteChannels Channels { get; init; }

    /// <summary>Public addresses of the guides.</summary>
    public required GuideAddresses Guides { get; init; }

    /// <summary>Whether free text (the closing note) is kept.</summary>
    public required bool Notes { get; init; }

    /// <summary>Whether consumers can be asked to talk through the product.</summary>
    public required bool Audio { get; init; }

    /// <summary>Whether consumers can be asked to be recorded.</summary>
    public required bool Recording { get; init; }

    /// <summary>The agent's open sessions, oldest first.</summary>
    public required ImmutableArray<AgentSnapshot> Sessions { get; init; }

    /// <summary>Ids of open sessions that did not answer in time, to be attached one by one.</summary>
    public required ImmutableArray<string> Unanswered { get; init; }
}

/// <summary>How invites go out.</summary>
/// <param name="Email"><c>smtp</c>, or <c>outbox</c> where no mail server is set.</param>
/// <param name="Phone"><c>twilio</c>, or <c>outbox</c> where no account is set.</param>
public sealed record InviteChannels(string Email, string Phone);

/// <summary>Public addresses of the guides.</summary>
/// <param name="Android">Address of the Android Connection Guide.</param>
/// <param name="Ios">Address of the iOS Connection Guide.</param>
public sealed record GuideAddresses(string Android, string Ios);

/// <summary>All a console needs to show a session, after a start or a rejoin.</summary>
/// <param name="View">The whole view.</param>
/// <param name="Events">The newest lines of the log, oldest first.</param>
/// <param name="Link">The link into the session; null when it is closed.</param>
public sealed record AgentSnapshot(AgentView View, ImmutableArray<SessionEvent> Events, SessionLink? Link);

/// <summary>The link into a session.</summary>
/// <param name="Url"><c>&lt;public address&gt;/j#&lt;sessionId&gt;.&lt;token&gt;</c>: the fragment never appears in a request or a log.</param>
public sealed record SessionLink(string Url);

/// <summary>The company as its customers know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TermsUrl">Address of its terms; empty when there is none.</param>
/// <param name="PrivacyUrl">Address of its privacy notice; empty when there is none.</param>
/// <param name="Accent">Its colour, <c>#rrggbb</c>.</param>
public sealed record Company(string Name, string TermsUrl, string PrivacyUrl, string Accent);
