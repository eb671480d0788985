using System.Collections.Immutable;
using SeeSupport.Consents;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Recordings;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <summary>
/// All that a session is. Written as a whole, once for each command, so that a command is either done or not. Its size does not
/// grow with the log: of that it holds the newest lines and those that are not in the records yet.
/// </summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SessionState")]
internal sealed record SessionState
{
    /// <summary>Grows by one with each command that changes something; 0 before the start.</summary>
    [Id(0)]
    public long Version { get; init; }

    /// <summary>The number people say.</summary>
    [Id(1)]
    public long Number { get; init; }

    /// <summary>Who owns it.</summary>
    [Id(2)]
    public string AgentId { get; init; } = "";

    /// <summary>The name the consumer reads.</summary>
    [Id(3)]
    public string AgentName { get; init; } = "";

    /// <summary>The CRM's own id of the case.</summary>
    [Id(4)]
    public string? ExternalId { get; init; }

    /// <summary>The operation that started it.</summary>
    [Id(5)]
    public Guid StartOperation { get; init; }

    /// <summary>When it was started.</summary>
    [Id(6)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the first picture was there.</summary>
    [Id(7)]
    public DateTimeOffset? LiveAt { get; init; }

    /// <summary>When it was closed.</summary>
    [Id(8)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed; null while it is open.</summary>
    [Id(9)]
    public EndReason? EndReason { get; init; }

    /// <summary>The agent's closing note.</summary>
    [Id(10)]
    public string? Note { get; init; }

    /// <summary>The newest code, live, spent or expired; null once the session is closed.</summary>
    [Id(11)]
    public string? Code { get; init; }

    /// <summary>When the code ends.</summary>
    [Id(12)]
    public DateTimeOffset? CodeExpiresAt { get; init; }

    /// <summary>Whether a device other than the joined one may come: until one joins, and again when the agent asks for another.</summary>
    [Id(13)]
    public bool DoorOpen { get; init; }

    /// <summary>The links into it.</summary>
    [Id(14)]
    public ImmutableArray<LinkToken> Links { get; init; } = [];

    /// <summary>The invites, oldest first.</summary>
    [Id(15)]
    public ImmutableArray<InviteView> Invites { get; init; } = [];

    /// <summary>Where the agent is reached.</summary>
    [Id(16)]
    public Reach Agent { get; init; } = new();

    /// <summary>The devices that may act, the last to arrive at the end.</summary>
    [Id(17)]
    public ImmutableArray<Device> Devices { get; init; } = [];

    /// <summary>Key hash of the device that joined.</summary>
    [Id(18)]
    public string? Joined { get; init; }

    /// <summary>When it joined.</summary>
    [Id(19)]
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>The consumer paused the camera.</summary>
    [Id(20)]
    public bool Paused { get; init; }

    /// <summary>The agent put the session on hold.</summary>
    [Id(21)]
    public bool OnHold { get; init; }

    /// <summary>Whether the agent sees the camera.</summary>
    [Id(22)]
    public Picture Picture { get; init; }

    /// <summary>The last report of the consumer's side. Figures alone are not worth a write: they are stored with the next one.</summary>
    [Id(23)]
    public MediaReport? Media { get; init; }

    /// <summary>The newest commands, oldest first.</summary>
    [Id(24)]
    public ImmutableArray<Operation> Operations { get; init; } = [];

    /// <summary>The newest lines of the log, with all that are not in the records yet.</summary>
    [Id(25)]
    public ImmutableArray<SessionEvent> Tail { get; init; } = [];

    /// <summary>The last line known to be in the records.</summary>
    [Id(26)]
    public long FiledThrough { get; init; }

    /// <summary>Codes that are still to be freed.</summary>
    [Id(27)]
    public ImmutableArray<string> CodesToFree { get; init; } = [];

    /// <summary>Whether the agent's grain has still to be told that the session was closed or opened again.</summary>
    [Id(28)]
    public bool AgentUntold { get; init; }

    /// <summary>Whether somebody has joined since the code was made: it opens nothing any more.</summary>
    [Id(29)]
    public bool CodeSpent { get; init; }

    /// <summary>The pictures, oldest first.</summary>
    [Id(30)]
    public ImmutableArray<KeptPicture> Pictures { get; init; } = [];

    /// <summary>Since when a photo is asked for on the consumer's page; null when none is, or one has come.</summary>
    [Id(31)]
    public DateTimeOffset? PhotoAskedAt { get; init; }

    /// <summary>Stored files that are still to be deleted, by their hash.</summary>
    [Id(32)]
    public ImmutableArray<string> FilesToDelete { get; init; } = [];

    /// <summary>The phone number that the session texts with, E.164; null before there is one.</summary>
    [Id(36)]
    public string? TextNumber { get; init; }

    /// <summary>The consumer answered STOP from that number.</summary>
    [Id(37)]
    public bool TextsStopped { get; init; }

    /// <summary>The texts whose outcome is not certain yet, oldest first.</summary>
    [Id(38)]
    public ImmutableArray<OutgoingText> Texts { get; init; } = [];

    /// <summary>How many texts were sent.</summary>
    [Id(39)]
    public int TextsSent { get; init; }

    /// <summary>Whether the two talk through the product.</summary>
    [Id(40)]
    public ConsentState Audio { get; init; }

    /// <summary>Whether the agent's browser records.</summary>
    [Id(41)]
    public ConsentState Recording { get; init; }

    /// <summary>The recordings, oldest first.</summary>
    [Id(42)]
    public ImmutableArray<RecordingView> Recordings { get; init; } = [];

    /// <summary>Where that consent is.</summary>
    public ConsentState Consent(ConsentSubject subject) => subject == ConsentSubject.Audio ? Audio : Recording;

    /// <summary>The same with that consent somewhere else.</summary>
    public SessionState With(ConsentSubject subject, ConsentState consent) =>
        subject == ConsentSubject.Audio ? this with { Audio = consent } : this with { Recording = consent };

    /// <summary>The newest buzz: its line's sequence number; 0 before there is one.</summary>
    [Id(50)]
    public long Buzz { get; init; }

    /// <summary>When that was.</summary>
    [Id(51)]
    public DateTimeOffset? BuzzedAt { get; init; }

    /// <summary>What it came to so far; null while the phone has said nothing.</summary>
    [Id(52)]
    public BuzzNotice? BuzzNotice { get; init; }

    /// <summary>The consumer's name as the agent wrote it down.</summary>
    [Id(53)]
    public string? ConsumerName { get; init; }

    /// <summary>Whether the session was started.</summary>
    public bool Exists() => Version > 0;

    /// <summary>Whether the session goes on.</summary>
    public bool IsOpen() => Exists() && EndReason is null;

    /// <summary>The device that joined; null while none has.</summary>
    public Device? JoinedDevice() => Joined is { } hash ? Find(hash) : null;

    /// <summary>The device the agent is shown: the joined one, or else the last that came and is still there, or else the last that came.</summary>
    public Device? ShownDevice() =>
        JoinedDevice()
        ?? Devices.LastOrDefault(device => device.Reach.Presence == Presence.Here)
        ?? Devices.LastOrDefault(device => device.Reach.Presence != Presence.Absent);

    /// <summary>The device with that key; null when it is not known.</summary>
    public Device? Find(string keyHash) => Devices.FirstOrDefault(device => device.KeyHash == keyHash);

    /// <summary>The picture with that id; null when there is none.</summary>
    public KeptPicture? FindPicture(string? id) => Pictures.FirstOrDefault(picture => picture.Id == id);

    /// <summary>Whether a picture needs the stored file.</summary>
    public bool RefersTo(string hash) => Pictures.Any(picture => picture.Content == hash || picture.Thumbnail == hash);

    /// <summary>Whether the consumer took the photo way: no live picture, but photos.</summary>
    public bool HasPhotosInstead() =>
        Picture == Picture.None
        && Pictures.Any(picture => picture.Device == Joined && picture.View is { Source: PictureSource.Photo, State: not PictureState.Failed });

    /// <summary>Sequence number of the log's newest line.</summary>
    public long LastSequence() => Tail.IsEmpty ? FiledThrough : Tail[^1].Sequence;

    /// <summary>Where the session is in its life.</summary>
    public SessionStatus Status() => this switch
    {
        { EndReason: not null } => SessionStatus.Closed,
        { Joined: null } => ShownDevice() is null ? SessionStatus.Waiting : SessionStatus.Arrived,
        { Picture: Picture.None } => SessionStatus.Joining,
        { OnHold: true } => SessionStatus.OnHold,
        { Paused: true } => SessionStatus.Paused,
        { Picture: Picture.Interrupted } => SessionStatus.Interrupted,
        _ => SessionStatus.Live,
    };
}
