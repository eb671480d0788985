namespace SeeSupport.Sessions;

/// <summary>What a line in a session's log is about.</summary>
[GenerateSerializer, Alias("SeeSupport.EventKind")]
public enum EventKind
{
    /// <summary>The session was started.</summary>
    Started,

    /// <summary>A new connection code replaced the old one.</summary>
    CodeRenewed,

    /// <summary>An invite was accepted for sending.</summary>
    InviteQueued,

    /// <summary>An invite was handed to its channel.</summary>
    InviteSent,

    /// <summary>An invite reached the phone or mailbox.</summary>
    InviteDelivered,

    /// <summary>An invite did not go out or did not arrive.</summary>
    InviteFailed,

    /// <summary>A device opened the link or entered the code.</summary>
    Arrived,

    /// <summary>The consumer's step changed.</summary>
    Step,

    /// <summary>The picture is there for the first time.</summary>
    Live,

    /// <summary>The picture is gone for the moment.</summary>
    Interrupted,

    /// <summary>The picture is back.</summary>
    Restored,

    /// <summary>A participant's presence changed.</summary>
    Presence,

    /// <summary>The consumer paused the camera.</summary>
    Paused,

    /// <summary>The consumer resumed the camera.</summary>
    Resumed,

    /// <summary>The agent put the session on hold.</summary>
    Held,

    /// <summary>The agent took the session off hold.</summary>
    Unheld,

    /// <summary>A chat message.</summary>
    Chat,

    /// <summary>The agent asked the consumer to agree to something: <c>data.subject</c> says to what.</summary>
    ConsentAsked,

    /// <summary>The consumer agreed.</summary>
    ConsentGiven,

    /// <summary>The consumer did not agree.</summary>
    ConsentRefused,

    /// <summary>What was agreed to has ended.</summary>
    ConsentEnded,

    /// <summary>A recording is whole and kept.</summary>
    RecordingKept,

    /// <summary>The session was closed.</summary>
    Closed,

    /// <summary>The session was opened again.</summary>
    Reopened,

    /// <summary>A picture arrived, or did not: the data's <c>state</c> is <c>ready</c>, <c>private</c> or <c>failed</c>, <c>picture</c> its id.</summary>
    Picture,

    /// <summary>A picture was deleted, by the agent or because its time was over.</summary>
    PictureDeleted,

    /// <summary>The agent asked for a photo; the data's <c>way</c> is <c>phone</c> or <c>link</c>.</summary>
    PhotoAsked,

    /// <summary>The consumer sent a text message.</summary>
    TextIn,

    /// <summary>
    /// The agent sent a text message, or a later line of the same one: <c>text</c> in the data is its id, <c>state</c> where it is. The first
    /// line has the words, the later ones have the sentence that says what became of it.
    /// </summary>
    TextOut,

    /// <summary>The consumer answered STOP.</summary>
    TextStopped,

    /// <summary>The agent called for the consumer's attention.</summary>
    Buzzed,

    /// <summary>The phone says what a buzz came to: the data's <c>notice</c>, a <see cref="BuzzNotice"/>.</summary>
    BuzzNoticed,

    /// <summary>The agent wrote down the case's id or the consumer's name.</summary>
    Described,
}
