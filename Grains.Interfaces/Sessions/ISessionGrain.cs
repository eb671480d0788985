using System.Collections.Immutable;
using Orleans.Concurrency;
using SeeSupport.Consents;
using SeeSupport.Fronts;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Recordings;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <summary>
/// A session's life, participants, log and relay of signals. Key: session id, 16 characters of Crockford's base32 in lower case.
/// Every method throws <see cref="SeeSupportException"/> with a stable code when it cannot be done; then nothing has changed.
/// What changes the session is stored before the call returns. Agent methods refuse an agent who does not own the session
/// (<c>session-not-yours</c>), consumer methods a device that is not the session's (<c>ticket-refused</c>).
/// </summary>
[Alias("SeeSupport.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Begins the session: number, first code. Called by the agent's grain.</summary>
    [Alias("Start")]
    Task<AgentSnapshot> Start(StartSession command);

    /// <summary>Whether the session was started and is not closed.</summary>
    [Alias("IsOpen"), AlwaysInterleave]
    Task<bool> IsOpen();

    /// <summary>The agent's browser comes, or comes back. Another browser of the same agent is superseded.</summary>
    [Alias("AttachAgent")]
    Task<AgentSnapshot> AttachAgent(string agentId, ConnectionAddress address);

    /// <summary>A device came by link or code: it is shown to the agent, nothing is spent. Wrong token or code: <c>code-unknown</c>.</summary>
    [Alias("Arrive")]
    Task<ConsumerSnapshot> Arrive(Arrive command);

    /// <summary>The phone's hub connection comes, or comes back, before or after the join.</summary>
    [Alias("AttachConsumer")]
    Task<ConsumerSnapshot> AttachConsumer(ConsumerIdentity consumer, ConnectionAddress address);

    /// <summary>
    /// Connect was tapped: the terms are accepted and the code is spent for this device. The same device can join again, whatever the
    /// operation id; another one reads <c>session-taken</c> until the agent makes a new code or sends a new invite.
    /// </summary>
    [Alias("Join")]
    Task<ConsumerSnapshot> Join(ConsumerIdentity consumer, Guid operationId, ConnectionAddress address);

    /// <summary>A hub connection is gone. Nothing happens when it is not the participant's connection any more.</summary>
    [Alias("Detach")]
    Task Detach(ParticipantRole role, string connectionId);

    /// <summary>
    /// A hub connection stands but says nothing, as when a phone has lost its network, or says something again. Nothing happens when it is
    /// not the participant's connection any more.
    /// </summary>
    /// <param name="role">Whose connection it is.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="silence">For how long it has said nothing; zero once it is heard again.</param>
    [Alias("Silent")]
    Task Silent(ParticipantRole role, string connectionId, TimeSpan silence);

    /// <summary>Whether that connection is still the participant's: false once the session has given it up.</summary>
    [Alias("Reaches")]
    Task<bool> Reaches(ParticipantRole role, string connectionId);

    /// <summary>The front that served these participants is gone.</summary>
    [Alias("FrontLost")]
    Task FrontLost(string frontId);

    /// <summary>
    /// Hands an opaque signal of the agent to the consumer, at most 64 KB (<c>signal-too-large</c>); buffered, within bounds, while the
    /// consumer is coming back. Overtakes commands that are being stored.
    /// </summary>
    [Alias("SignalConsumer"), AlwaysInterleave]
    Task SignalConsumer(string agentId, string payload);

    /// <summary>Hands an opaque signal of the joined consumer to the agent, in the same way.</summary>
    [Alias("SignalAgent"), AlwaysInterleave]
    Task SignalAgent(ConsumerIdentity consumer, string payload);

    /// <summary>How the agent's browser is to look for a route; only once somebody has joined (<c>nobody-joined</c>).</summary>
    [Alias("AgentIce")]
    Task<IceConfiguration> AgentIce(string agentId);

    /// <summary>How the phone is to look for a route; only once it has joined (<c>not-joined</c>).</summary>
    [Alias("ConsumerIce")]
    Task<IceConfiguration> ConsumerIce(ConsumerIdentity consumer);

    /// <summary>The phone says how far it has come.</summary>
    [Alias("Report")]
    Task Report(ConsumerIdentity consumer, ReportStep step);

    /// <summary>The agent's side says what media is doing. The first Connected makes the session live.</summary>
    [Alias("ReportAgentMedia")]
    Task ReportAgentMedia(string agentId, MediaReport report);

    /// <summary>The consumer's side says what media is doing.</summary>
    [Alias("ReportConsumerMedia")]
    Task ReportConsumerMedia(ConsumerIdentity consumer, MediaReport report);

    /// <summary>The agent writes; at most 2,000 characters. Gives the stored line.</summary>
    [Alias("AgentSays")]
    Task<SessionEvent> AgentSays(string agentId, Guid operationId, string text);

    /// <summary>The consumer writes; at most 2,000 characters. Gives the stored line.</summary>
    [Alias("ConsumerSays")]
    Task<SessionEvent> ConsumerSays(ConsumerIdentity consumer, Guid operationId, string text);

    /// <summary>The consumer pauses or resumes the camera.</summary>
    [Alias("SetPaused")]
    Task SetPaused(ConsumerIdentity consumer, Guid operationId, bool paused);

    /// <summary>The agent puts the session on hold or takes it off.</summary>
    [Alias("SetHold")]
    Task SetHold(string agentId, Guid operationId, bool onHold);

    /// <summary>The agent asks the consumer to agree to something.</summary>
    [Alias("AskConsent")]
    Task AskConsent(string agentId, Guid operationId, ConsentSubject subject);

    /// <summary>The agent ends what was agreed to, or asks no more.</summary>
    [Alias("EndConsent")]
    Task EndConsent(string agentId, Guid operationId, ConsentSubject subject);

    /// <summary>The consumer answers, or ends what they had agreed to. <c>consent-not-asked</c> when the agent does not ask any more.</summary>
    [Alias("AnswerConsent")]
    Task AnswerConsent(ConsumerIdentity consumer, Guid operationId, ConsentSubject subject, bool agreed, string? troubleCode);

    /// <summary>The agent calls for the consumer's attention. Refused: <c>nobody-joined</c>, <c>buzz-too-soon</c>. Gives the stored line.</summary>
    [Alias("Buzz")]
    Task<SessionEvent> Buzz(string agentId, Guid operationId);

    /// <summary>The phone says what the buzz with that sequence number came to; only the newest buzz counts, and only what is more certain than before.</summary>
    [Alias("BuzzNoticed")]
    Task BuzzNoticed(ConsumerIdentity consumer, long sequence, BuzzNotice notice);

    /// <summary>The agent writes down whose case this is. Refused: <c>detail-too-long</c>.</summary>
    [Alias("Describe")]
    Task<AgentView> Describe(string agentId, DescribeSession command);

    /// <summary>The agent writes the note, also of a session that is over; null or nothing takes it away. Refused: <c>note-too-long</c>.</summary>
    [Alias("WriteNote")]
    Task<AgentView> WriteNote(string agentId, Guid operationId, string? note);

    /// <summary>The agent's browser begins to record. Refused without the consumer's consent: <c>recording-not-agreed</c>.</summary>
    [Alias("BeginRecording")]
    Task BeginRecording(string agentId, string recordingId);

    /// <summary>
    /// A recording of the session (<c>recording-unknown</c>); with <paramref name="toAppend"/> only while it takes more (<c>recording-over</c>).
    /// </summary>
    [Alias("FindRecording"), AlwaysInterleave]
    Task<RecordingView> FindRecording(string agentId, string recordingId, bool toAppend);

    /// <summary>A recording is whole; of 0 bytes nothing is kept.</summary>
    [Alias("KeepRecording")]
    Task KeepRecording(string agentId, string recordingId, long bytes, TimeSpan duration);

    /// <summary>The agent gets a new code in place of the old one.</summary>
    [Alias("RenewCode")]
    Task<AgentView> RenewCode(string agentId, Guid operationId);

    /// <summary>
    /// The agent sends an invite: checked, counted, stored as queued, and handed to its channel after the answer.
    /// Refused: <c>invite-address-malformed</c>, <c>invite-number-malformed</c>, <c>invite-country-closed</c>, <c>invite-limit-*</c>.
    /// </summary>
    [Alias("Invite")]
    Task<InviteView> Invite(string agentId, SendInvite command);

    /// <summary>A channel reports on an invite or a text, by a status callback. Never moves one backwards; repeats change nothing.</summary>
    [Alias("InviteReported")]
    Task InviteReported(string inviteId, DeliveryReport report);

    /// <summary>
    /// The agent sends a text message: checked, stored as queued, and handed to its channel after the answer. Gives the stored line.
    /// Refused: <c>text-number-missing</c>, <c>text-empty</c>, <c>text-too-long-for-sms</c>, <c>text-limit-session</c>,
    /// <c>sms-unsubscribed</c>, and for a number that the session has not written to what an invite is refused with.
    /// </summary>
    [Alias("SendText")]
    Task<SessionEvent> SendText(string agentId, SendText command);

    /// <summary>
    /// A text came in from a number that this session texts with. False when the session is closed and the text is not in its log: then it
    /// belongs elsewhere. A repeat changes nothing.
    /// </summary>
    [Alias("TextReceived")]
    Task<bool> TextReceived(string number, IncomingText text);

    /// <summary>The file of a picture message cannot be had at the moment; the agent reads why while it is tried again.</summary>
    [Alias("PictureDelayed")]
    Task PictureDelayed(string pictureId, Problem problem);

    /// <summary>The file of a picture message did not become a picture; the agent reads why, also where the picture could not even be begun.</summary>
    [Alias("TextedPictureRefused")]
    Task TextedPictureRefused(string pictureId, Problem problem);

    /// <summary>The agent takes texts that belong to no session into this one. Refused: <c>texts-gone</c>.</summary>
    [Alias("AttachTexts")]
    Task<AgentView> AttachTexts(string agentId, Guid operationId, string waitingId);

    /// <summary>The agent closes the session.</summary>
    [Alias("Close")]
    Task<AgentView> Close(string agentId, CloseSession command);

    /// <summary>The consumer ends the session (<paramref name="final"/>), or its page is gone for the moment (a beacon).</summary>
    [Alias("Leave")]
    Task Leave(ConsumerIdentity consumer, bool final);

    /// <summary>
    /// The agent opens a closed session again, with a new code, while it is kept (<c>session-gone</c> afterwards). Closing let go of all
    /// connections, so the agent's browser attaches afterwards.
    /// </summary>
    [Alias("Reopen")]
    Task<AgentSnapshot> Reopen(string agentId, Guid operationId);

    /// <summary>Lines of the log after a sequence number, oldest first, at most 500.</summary>
    [Alias("ReadLog"), AlwaysInterleave]
    Task<ImmutableArray<SessionEvent>> ReadLog(string agentId, long after);

    /// <summary>
    /// The agent sends a picture (<see cref="PictureSource.Frozen"/>). Refused: <c>picture-source-unexpected</c>, <c>picture-id-malformed</c>,
    /// <c>picture-id-taken</c>, <c>picture-too-large</c>, <c>picture-limit-session</c>, <c>picture-limit-bytes</c>, <c>picture-limit-at-once</c>.
    /// </summary>
    [Alias("BeginAgentPicture")]
    Task<PictureView> BeginAgentPicture(string agentId, BeginPicture command);

    /// <summary>
    /// The consumer sends a picture (<see cref="PictureSource.Snapshot"/> or <see cref="PictureSource.Photo"/>); refused as the agent's are.
    /// A device that has not joined joins by this, without a hub: sending a photo takes the terms as Connect does.
    /// </summary>
    [Alias("BeginConsumerPicture")]
    Task<PictureView> BeginConsumerPicture(ConsumerIdentity consumer, BeginPicture command);

    /// <summary>A picture message has come (<see cref="PictureSource.Text"/>); refused as the others are. Called by the picture intake.</summary>
    [Alias("BeginTextedPicture")]
    Task<PictureView> BeginTextedPicture(BeginPicture command);

    /// <summary>So much of a picture has arrived. Pushed to the agent, not stored; callers keep to a few calls a second.</summary>
    [Alias("PictureReceiving")]
    Task PictureReceiving(string pictureId, long receivedBytes);

    /// <summary>
    /// The bytes of a picture are stored. Null when it was deleted in the meantime: then nobody needs them. Holds for a closed session, too:
    /// what was begun while it was open may arrive.
    /// </summary>
    [Alias("PictureReady")]
    Task<PictureView?> PictureReady(string pictureId, PictureContent content);

    /// <summary>A picture did not arrive or cannot be shown. Changes nothing for one that is ready.</summary>
    [Alias("PictureFailed")]
    Task PictureFailed(string pictureId, Problem problem);

    /// <summary>The small form of a picture is stored. False when nobody needs it: the picture is not ready, or has one.</summary>
    [Alias("ThumbnailReady")]
    Task<bool> ThumbnailReady(string pictureId, string hash);

    /// <summary>The agent deletes a picture, open session or closed; the log keeps that it was there.</summary>
    [Alias("DeletePicture")]
    Task DeletePicture(string agentId, Guid operationId, string pictureId);

    /// <summary>The agent turns a picture so that it stands upright; <paramref name="rotation"/>: 0, 90, 180 or 270 degrees clockwise in all.</summary>
    [Alias("TurnPicture")]
    Task TurnPicture(string agentId, Guid operationId, string pictureId, int rotation);

    /// <summary>The agent asks for a photo. By phone it needs a number (<c>photo-no-number</c>).</summary>
    [Alias("AskForPhoto")]
    Task AskForPhoto(string agentId, Guid operationId, PhotoWay way);

    /// <summary>Where the agent's browser finds a picture's bytes; null when there is no such picture.</summary>
    [Alias("FindAgentPicture"), AlwaysInterleave]
    Task<PictureFile?> FindAgentPicture(string agentId, string pictureId);

    /// <summary>The same for a picture that this consumer's device sent, or that came by text message and waits to be converted.</summary>
    [Alias("FindConsumerPicture"), AlwaysInterleave]
    Task<PictureFile?> FindConsumerPicture(ConsumerIdentity consumer, string pictureId);

    /// <summary>
    /// Deletes pictures that were begun before a moment, then those of the given stored files that nobody refers to, and gives the number of these.
    /// A session that is not there refers to nothing. Throws <c>picture-store-unavailable</c>.
    /// </summary>
    [Alias("SweepPictures")]
    Task<int> SweepPictures(DateTimeOffset begunBefore, ImmutableArray<string> hashes);
}
