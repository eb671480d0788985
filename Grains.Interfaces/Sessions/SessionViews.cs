using System.Collections.Immutable;
using SeeSupport.Consents;
using SeeSupport.Devices;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Recordings;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <summary>A session as its agent sees it, without the log. Every change makes a new version.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.AgentView")]
public sealed record AgentView
{
    /// <summary>The session's id: not secret, not guessable.</summary>
    [Id(0)]
    public required string SessionId { get; init; }

    /// <summary>Grows with every change; a view with a version not above the known one is old.</summary>
    [Id(1)]
    public required long Version { get; init; }

    /// <summary>The number people say, for example 10234.</summary>
    [Id(2)]
    public required long Number { get; init; }

    /// <summary>Where the session is in its life.</summary>
    [Id(3)]
    public required SessionStatus Status { get; init; }

    /// <summary>Why it is closed; null while it is open.</summary>
    [Id(4)]
    public EndReason? EndReason { get; init; }

    /// <summary>The agent who owns it.</summary>
    [Id(5)]
    public required string AgentId { get; init; }

    /// <summary>That agent's name as people read it.</summary>
    [Id(6)]
    public required string AgentName { get; init; }

    /// <summary>When it was started, UTC.</summary>
    [Id(7)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the first picture was there; null before.</summary>
    [Id(8)]
    public DateTimeOffset? LiveAt { get; init; }

    /// <summary>When it was closed; null while it is open.</summary>
    [Id(9)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The code to read out; null once it is spent or the session is closed.</summary>
    [Id(10)]
    public string? Code { get; init; }

    /// <summary>When the code ends, UTC.</summary>
    [Id(11)]
    public DateTimeOffset? CodeExpiresAt { get; init; }

    /// <summary>The consumer's device; null before anybody arrived.</summary>
    [Id(12)]
    public DeviceDescription? Device { get; init; }

    /// <summary>How far the consumer has come.</summary>
    [Id(13)]
    public ConsumerStep Step { get; init; }

    /// <summary>What keeps the consumer from the next step; null when nothing does.</summary>
    [Id(14)]
    public Problem? Trouble { get; init; }

    /// <summary>Whether the consumer's phone is reached through a hub.</summary>
    [Id(15)]
    public Presence Consumer { get; init; }

    /// <summary>Whether the agent's console is reached through a hub.</summary>
    [Id(16)]
    public Presence Agent { get; init; }

    /// <summary>The invites, oldest first.</summary>
    [Id(17)]
    public ImmutableArray<InviteView> Invites { get; init; } = [];

    /// <summary>The last media report of the consumer's side.</summary>
    [Id(18)]
    public MediaReport? Media { get; init; }

    /// <summary>The agent's closing note; null before.</summary>
    [Id(19)]
    public string? Note { get; init; }

    /// <summary>The CRM's own id of the case; null when there is none.</summary>
    [Id(20)]
    public string? ExternalId { get; init; }

    /// <summary>The pictures, oldest first.</summary>
    [Id(21)]
    public ImmutableArray<PictureView> Pictures { get; init; } = [];

    /// <summary>Since when a photo is asked for on the consumer's page; null when none is, or one has come.</summary>
    [Id(22)]
    public DateTimeOffset? PhotoAsked { get; init; }

    /// <summary>The phone number that the session texts with; null before there is one.</summary>
    [Id(25)]
    public TextLine? Texts { get; init; }

    /// <summary>Whether the two talk through the product.</summary>
    [Id(30)]
    public ConsentState Audio { get; init; }

    /// <summary>Whether the agent's browser records.</summary>
    [Id(31)]
    public ConsentState Recording { get; init; }

    /// <summary>The consumer's name as the agent wrote it down; null when they did not.</summary>
    [Id(40)]
    public string? ConsumerName { get; init; }

    /// <summary>The recordings, oldest first.</summary>
    [Id(32)]
    public ImmutableArray<RecordingView> Recordings { get; init; } = [];
}

/// <summary>A session as its consumer sees it: what the phone needs, nothing else.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConsumerView")]
public sealed record ConsumerView
{
    /// <summary>The session's id.</summary>
    [Id(0)]
    public required string SessionId { get; init; }

    /// <summary>Grows with every change.</summary>
    [Id(1)]
    public required long Version { get; init; }

    /// <summary>Where the session is in its life.</summary>
    [Id(2)]
    public required SessionStatus Status { get; init; }

    /// <summary>Why it is closed; null while it is open.</summary>
    [Id(3)]
    public EndReason? EndReason { get; init; }

    /// <summary>Who is asking: the agent's name.</summary>
    [Id(4)]
    public required string AgentName { get; init; }

    /// <summary>Whether the agent's console is reached.</summary>
    [Id(5)]
    public Presence Agent { get; init; }

    /// <summary>How far this phone has come.</summary>
    [Id(6)]
    public ConsumerStep Step { get; init; }

    /// <summary>Whether this device has joined: the code is spent for it.</summary>
    [Id(7)]
    public bool Joined { get; init; }

    /// <summary>What keeps this phone from the next step; null when nothing does.</summary>
    [Id(8)]
    public Problem? Trouble { get; init; }

    /// <summary>Since when the agent asks for a photo; null when they do not, or one has come.</summary>
    [Id(9)]
    public DateTimeOffset? PhotoAsked { get; init; }

    /// <summary>Ids of this consumer's pictures that nobody can see until a browser has converted them; mostly none.</summary>
    [Id(10)]
    public ImmutableArray<string> ToConvert { get; init; } = [];

    /// <summary>Whether the two talk through the product.</summary>
    [Id(13)]
    public ConsentState Audio { get; init; }

    /// <summary>Whether the agent's browser records.</summary>
    [Id(14)]
    public ConsentState Recording { get; init; }
}

/// <summary>What is new for an agent's browser.</summary>
/// <param name="View">The whole view.</param>
/// <param name="Events">The log's new lines, oldest first; possibly none.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.AgentUpdate")]
public sealed record AgentUpdate(
    [property: Id(0)] AgentView View,
    [property: Id(1)] ImmutableArray<SessionEvent> Events);

/// <summary>What is new for a consumer's phone.</summary>
/// <param name="View">The whole view.</param>
/// <param name="Events">The log's new lines that a consumer may see (chat, pause, hold, end), oldest first.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConsumerUpdate")]
public sealed record ConsumerUpdate(
    [property: Id(0)] ConsumerView View,
    [property: Id(1)] ImmutableArray<SessionEvent> Events);

/// <summary>All an agent's browser needs to show a session, after a start or a rejoin.</summary>
/// <param name="View">The whole view.</param>
/// <param name="Events">The newest lines of the log, oldest first.</param>
/// <param name="LinkToken">A new token for the link into the session, 22 characters of base64url; only its hash is stored. Null when closed.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.AgentSnapshot")]
public sealed record AgentSnapshot(
    [property: Id(0)] AgentView View,
    [property: Id(1)] ImmutableArray<SessionEvent> Events,
    [property: Id(2)] string? LinkToken);

/// <summary>All a consumer's phone needs, after a join or a rejoin.</summary>
/// <param name="View">The whole view.</param>
/// <param name="Events">The newest lines of the log that a consumer may see, oldest first.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConsumerSnapshot")]
public sealed record ConsumerSnapshot(
    [property: Id(0)] ConsumerView View,
    [property: Id(1)] ImmutableArray<SessionEvent> Events);
