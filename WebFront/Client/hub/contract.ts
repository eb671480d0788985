/**
 * What the pages and the server say to each other. The C# side of each shape has the same name; JSON is camelCase,
 * enumerations are kebab-case words, times are ISO 8601 in UTC, absent values are null or missing.
 *
 * Agents connect to `/hubs/agent` with their sign-in cookie, consumers to `/hubs/consumer` with the ticket that
 * `POST /api/connect/arrive` gave, as SignalR's access token. WebSockets only, JSON protocol.
 * Every hub method answers with an Answer: a value, or a problem that can be shown as it is.
 */

export interface Problem { code: string; sentence: string }

export type Answer<T> = { value: T; problem?: null } | { value?: null; problem: Problem };

export type SessionStatus = "waiting" | "arrived" | "joining" | "live" | "paused" | "on-hold" | "interrupted" | "closed";

export type EndReason =
  | "resolved" | "unresolved" | "cancelled" | "consumer-left" | "terms-declined" | "permission-refused"
  | "consumer-lost" | "agent-lost" | "no-route" | "stopped";

export type Presence = "absent" | "here" | "reconnecting" | "lost" | "left";

export type ConsumerStep =
  | "none" | "link-opened" | "code-entered" | "terms-declined" | "terms-accepted" | "waiting-for-camera"
  | "camera-refused" | "connecting" | "no-route" | "live";

export type EventKind =
  | "started" | "code-renewed" | "invite-queued" | "invite-sent" | "invite-delivered" | "invite-failed" | "arrived" | "step"
  | "consent-asked" | "consent-given" | "consent-refused" | "consent-ended" | "recording-kept"
  | "live" | "interrupted" | "restored" | "presence" | "paused" | "resumed" | "held" | "unheld" | "chat" | "closed" | "reopened"
  | "picture" | "picture-deleted" | "photo-asked"
  | "text-in" | "text-out" | "text-stopped"
  | "buzzed" | "buzz-noticed" | "described";

/** What a buzz came to on the phone; each is more certain than the one before. */
export type BuzzNotice = "unnoticed" | "notified" | "felt" | "seen";

export interface SessionEvent {
  sequence: number;
  at: string;
  kind: EventKind;
  by?: "agent" | "consumer" | null;
  text: string;
  data: Record<string, string>;
}

export interface DeviceDescription {
  platform?: string | null;
  platformVersion?: string | null;
  model?: string | null;
  browser?: string | null;
  browserVersion?: string | null;
  inApp?: string | null;
  label: string;
}

/** What the phone tells of itself; see W3C User-Agent Client Hints. */
export interface DeviceHints {
  userAgent: string;
  platform?: string | null;
  platformVersion?: string | null;
  model?: string | null;
  brands: { brand: string; version: string }[];
  maxTouchPoints: number;
  installed: boolean;
}

export type InviteChannel = "email" | "phone";
export type InviteContent = "connect" | "android-guide" | "ios-guide" | "photo";
export type InviteState = "queued" | "sending" | "sent" | "delivered" | "failed" | "outbox";

export interface InviteView {
  inviteId: string;
  channel: InviteChannel;
  to: string;
  content: InviteContent;
  state: InviteState;
  problem?: Problem | null;
  at: string;
  opened: boolean;
  /** Chosen by the agent; missing for the company's own. */
  language?: string | null;
}

export type MediaState = "connecting" | "connected" | "interrupted" | "no-route" | "black";
export type MediaRoute = "unknown" | "direct" | "relayed";

export interface MediaReport {
  state: MediaState;
  route: MediaRoute;
  transport?: string | null;
  roundTripMs?: number | null;
  loss?: number | null;
  frameRate?: number | null;
  width?: number | null;
  height?: number | null;
  codec?: string | null;
  firstFrameMs?: number | null;
  problem?: Problem | null;
}

export interface IceServer { urls: string[]; username?: string | null; credential?: string | null }

export interface IceConfiguration { iceServers: IceServer[]; relayOnly: boolean; expiresAt: string }

/** What a consumer agrees to apart from the camera. */
export type ConsentSubject = "audio" | "recording";
export type ConsentState = "off" | "asked" | "on";

export type RecordingState = "recording" | "ready";

/** One recording of a session: `GET /api/recordings/{sessionId}/{recordingId}`, with `?download` to save it. */
export interface RecordingView {
  recordingId: string;
  state: RecordingState;
  startedAt: string;
  endedAt?: string | null;
  bytes?: number | null;
  durationMs?: number | null;
}

export interface AgentView {
  sessionId: string;
  version: number;
  number: number;
  status: SessionStatus;
  endReason?: EndReason | null;
  agentId: string;
  agentName: string;
  startedAt: string;
  liveAt?: string | null;
  closedAt?: string | null;
  code?: string | null;
  codeExpiresAt?: string | null;
  device?: DeviceDescription | null;
  step: ConsumerStep;
  trouble?: Problem | null;
  consumer: Presence;
  agent: Presence;
  invites: InviteView[];
  media?: MediaReport | null;
  note?: string | null;
  externalId?: string | null;
  /** As the agent wrote it down. */
  consumerName?: string | null;
  /** Oldest first. */
  pictures: PictureView[];
  /** Since when a photo is asked for on the consumer's page; null when none is, or one has come. */
  photoAsked?: string | null;
  /** The phone number that the session texts with; missing before there is one. */
  texts?: TextLine | null;
  audio: ConsentState;
  recording: ConsentState;
  recordings: RecordingView[];
}

/** `stopped`: the consumer answered STOP, so nothing is sent there. */
export interface TextLine { number: string; stopped: boolean }

/** Texts of one number that belong to no session. `text` is the newest one. */
export interface WaitingText { waitingId: string; from: string; text: string; texts: number; files: number; at: string }

export interface ConsumerView {
  sessionId: string;
  version: number;
  status: SessionStatus;
  endReason?: EndReason | null;
  agentName: string;
  agent: Presence;
  step: ConsumerStep;
  joined: boolean;
  trouble?: Problem | null;
  /** Since when the agent asks for a photo; null when they do not, or one has come. */
  photoAsked?: string | null;
  /** Pictures that nobody can see until this browser has converted them (see Uploads below); mostly none. */
  toConvert: string[];
  audio: ConsentState;
  recording: ConsentState;
}

export type PictureSource = "snapshot" | "frozen" | "photo" | "text";
export type PictureState = "receiving" | "ready" | "private" | "failed";
export type PhotoWay = "phone" | "link";

/** One picture of a session. Its bytes never change; an annotated copy is another picture (source `frozen`). */
export interface PictureView {
  pictureId: string;
  source: PictureSource;
  state: PictureState;
  problem?: Problem | null;
  /** Media type as its content says, for example `image/jpeg`; missing while it is on its way. */
  type?: string | null;
  /** Pixels, held upright and before `rotation`. */
  width?: number | null;
  height?: number | null;
  /** As announced while it is on its way, as stored afterwards. */
  bytes: number;
  receivedBytes: number;
  at: string;
  by: "agent" | "consumer";
  /** Masked number of who sent it by text message. */
  from?: string | null;
  /** How the agent turned it, degrees clockwise: 0, 90, 180, 270. */
  rotation: number;
}

export interface AgentUpdate { view: AgentView; events: SessionEvent[] }
export interface ConsumerUpdate { view: ConsumerView; events: SessionEvent[] }

/** The link into a session: `<public address>/j#<sessionId>.<token>`. */
export interface SessionLink { url: string }

export interface AgentSnapshot { view: AgentView; events: SessionEvent[]; link?: SessionLink | null }
export interface ConsumerSnapshot { view: ConsumerView; events: SessionEvent[] }

/** What a console needs once: who signed in, what is switched on, and the open sessions, already attached to this connection. */
export interface Welcome {
  /** The server's time: countdowns and timers must not depend on how the agent's machine is set. */
  now: string;
  agentId: string;
  agentName: string;
  role: string;
  company: Company;
  channels: { email: "smtp" | "outbox"; phone: "twilio" | "outbox" };
  /** Public addresses of the guides. */
  guides: { android: string; ios: string };
  notes: boolean;
  /** Whether consumers can be asked to talk, and to be recorded. */
  audio: boolean;
  recording: boolean;
  sessions: AgentSnapshot[];
  /** Ids of open sessions that did not answer in time, to be attached one by one. */
  unanswered: string[];
}

export interface Company { name: string; termsUrl: string; privacyUrl: string; accent: string }

/** `/hubs/agent`: method name → argument → answer. Session commands carry an operation id: a repeat gets the first answer. */
export interface AgentHub {
  Welcome(): Answer<Welcome>;
  Start(command: { operationId: string }): Answer<AgentSnapshot>;
  Attach(sessionId: string): Answer<AgentSnapshot>;
  Invite(sessionId: string, command: { operationId: string; channel: InviteChannel; to: string; content: InviteContent; language?: string | null }): Answer<InviteView>;
  RenewCode(sessionId: string, operationId: string): Answer<AgentView>;
  Signal(sessionId: string, payload: string): Answer<null>;
  IceServers(sessionId: string): Answer<IceConfiguration>;
  ReportMedia(sessionId: string, report: MediaReport): Answer<null>;
  Say(sessionId: string, operationId: string, text: string): Answer<SessionEvent>;
  /** Calls for the consumer's attention. Refused: `nobody-joined`, `buzz-too-soon`. */
  Buzz(sessionId: string, operationId: string): Answer<SessionEvent>;
  /** Writes down whose case this is. Refused: `detail-too-long`. */
  Describe(sessionId: string, command: { operationId: string; externalId?: string | null; consumerName?: string | null }): Answer<AgentView>;
  WriteNote(sessionId: string, operationId: string, note: string | null): Answer<AgentView>;
  SetHold(sessionId: string, operationId: string, onHold: boolean): Answer<null>;
  AskConsent(sessionId: string, operationId: string, subject: ConsentSubject): Answer<null>;
  EndConsent(sessionId: string, operationId: string, subject: ConsentSubject): Answer<null>;
  Close(sessionId: string, command: { operationId: string; outcome: "resolved" | "unresolved"; note?: string | null }): Answer<AgentView>;
  Reopen(sessionId: string, operationId: string): Answer<AgentSnapshot>;
  ReadLog(sessionId: string, after: number): Answer<SessionEvent[]>;
  DeletePicture(sessionId: string, operationId: string, pictureId: string): Answer<null>;
  /** `rotation`: 0, 90, 180 or 270 degrees clockwise in all. */
  TurnPicture(sessionId: string, operationId: string, pictureId: string, rotation: number): Answer<null>;
  AskForPhoto(sessionId: string, operationId: string, way: PhotoWay): Answer<null>;
  /** Stored as an event `text-out` with the words; where it is comes in later events `text-out` with the same `data.text`, as `data.state`. */
  SendText(sessionId: string, command: { operationId: string; text: string; to?: string | null }): Answer<SessionEvent>;
  /** Texts that belong to no session; every change is pushed. */
  WaitingTexts(): Answer<WaitingText[]>;
  AttachTexts(sessionId: string, operationId: string, waitingId: string): Answer<AgentView>;
  DismissTexts(waitingId: string): Answer<null>;
}

/** What the server calls on an agent's page. */
export interface AgentClient {
  Updated(update: AgentUpdate): void;
  Signaled(sessionId: string, payload: string): void;
  Superseded(sessionId: string): void;
  /** So much of a picture has arrived; comes a few times a second at most, beside the views. */
  PictureReceiving(sessionId: string, pictureId: string, receivedBytes: number): void;
  /** All that waits, oldest first. */
  WaitingTexts(waiting: WaitingText[]): void;
  /** The server is about to stop: connect anew after a random part of this many milliseconds. */
  Draining(withinMs: number): void;
}

/** `/hubs/consumer`: the session and the device come from the ticket. */
export interface ConsumerHub {
  /** `deviceKey` must be the one the ticket was made for. */
  Attach(deviceKey: string): Answer<ConsumerSnapshot>;
  Join(deviceKey: string, operationId: string): Answer<ConsumerSnapshot>;
  ReportStep(step: { step: "waiting-for-camera" | "camera-refused" | "connecting" | "terms-declined"; troubleCode?: string | null }): Answer<null>;
  Signal(payload: string): Answer<null>;
  IceServers(): Answer<IceConfiguration>;
  ReportMedia(report: MediaReport): Answer<null>;
  Say(operationId: string, text: string): Answer<SessionEvent>;
  /** What the buzz with that sequence number came to here. */
  BuzzNoticed(sequence: number, notice: BuzzNotice): Answer<null>;
  SetPaused(operationId: string, paused: boolean): Answer<null>;
  AnswerConsent(operationId: string, subject: ConsentSubject, agreed: boolean, troubleCode: string | null): Answer<null>;
  /** The consumer ends the session. */
  Leave(): Answer<null>;
}

/** What the server calls on a consumer's page. */
export interface ConsumerClient {
  Updated(update: ConsumerUpdate): void;
  Signaled(payload: string): void;
  Superseded(): void;
  Draining(withinMs: number): void;
}

/**
 * `POST /api/connect/arrive`: opens nothing, spends nothing. Exactly one of `code` and `link` (the fragment of the link) is given.
 * Refused with a problem (RFC 9457 with `code`; `detail` is the sentence): `code-unknown` (404: unknown, expired, used, malformed alike),
 * `too-many-tries` (429 with Retry-After), `browser-not-understood` (400); by link also `session-over` and `session-taken` (409).
 */
export interface ArriveRequest { code?: string; link?: string; deviceKey: string; hints: DeviceHints }
export interface ArriveResponse { ticket: string; company: Company; view: ConsumerView }

/**
 * `POST /api/connect/left` (a beacon, `text/plain`, body: the ticket): the page is gone for the moment.
 */

/** Camera troubles the phone reports with the step `camera-refused`; the server has a sentence for the agent for each. */
export type TroubleCode =
  | "camera-denied" | "camera-dismissed" | "camera-missing" | "camera-busy" | "camera-unsuitable" | "page-insecure"
  | "webrtc-missing" | "in-app-browser";

/**
 * What goes inside a signal. `peer` names one RTCPeerConnection of the phone: signals of an older one are ignored. `round` counts the
 * offers of one peer from 0, each later one being an ICE restart (RFC 8839, section 4.4.1.1); an answer to an older round is ignored.
 */
export type Signal =
  | { kind: "offer"; peer: string; round: number; sdp: string }
  | { kind: "answer"; peer: string; round: number; sdp: string }
  | { kind: "candidate"; peer: string; candidate: RTCIceCandidateInit | null }
  /** The agent's page has no connection that fits: the phone begins anew. */
  | { kind: "renew" }
  /** The agent's network has changed or lost the phone: the phone makes the next round. */
  | { kind: "restart"; peer: string }
  /** What the phone's camera is doing; `stopped-by-phone` is the phone's own doing (locked, a call, in the background). */
  | { kind: "camera"; state: CameraState }
  /** What would go over the data channels, while there are none. */
  | { kind: "messages"; messages: PeerMessage[] };

export type CameraState = "on" | "paused" | "stopped-by-phone" | "black";

/**
 * What the two pages say to each other beside the picture: over the data channels while there are any (`media/Channels.ts`), inside a
 * signal otherwise. On one way messages sent reliably come in order; over a change of way they may be lost, doubled or overtaken, so
 * each kind carries what tells new from old, and its sender says everything anew when the way has changed.
 */
export type PeerMessage = MarksMessage | ControlMessage | TalkMessage | SnapshotMessage;

/** The agent's tools that leave a mark. */
export type MarkTool = "arrow" | "line" | "box" | "ellipse" | "pen" | "text" | "number";

export type MarkColour = "yellow" | "red" | "blue" | "white";

/** One mark on the picture. Places are shares of the drawn frame, 0..1 from its left and top, with four decimals. */
export interface Mark {
  /** Counts up over the marks begun on one board, from 1. */
  id: number;
  tool: MarkTool;
  colour: MarkColour;
  /** x, y, x, y …: the two ends of arrow and line, two opposite corners of box and ellipse, the way of the pen, the place of text and number. */
  points: number[];
  /** What a text says, and a number counts. */
  text?: string;
}

/** The frozen frame that lies over the live picture, in pixels, and how many pieces its JPEG comes in. */
export interface FrozenFrame { frame: string; width: number; height: number; pieces: number }

/**
 * Pointer, marks and frozen frame; `board` names one page of the agent, and what is said of another board than the phone's is dropped.
 * Each change of the board makes a new version, the one before plus 1; a phone that lacks one asks for the whole board.
 */
export type MarksMessage =
  /** Momentary. Where the agent points; null: nowhere any more, which is sent reliably. Older sequences are ignored. */
  | { kind: "laser"; board: string; sequence: number; at: [number, number] | null }
  /** Momentary. A mark being drawn. The pen's points begin at point number `from` and never change; the other tools send all of theirs. */
  | { kind: "stroke"; board: string; sequence: number; from: number; mark: Mark }
  /** One change: these marks are put (a known id takes the place of the one before), those are taken away, or first of all everything. */
  | { kind: "board-change"; board: string; version: number; put?: Mark[]; remove?: number[]; clear?: boolean; frozen?: FrozenFrame | null }
  /** The whole board in parts 0..parts-1. Marks up to `last` are finished: what still comes of their drawing is late. */
  | { kind: "board"; board: string; version: number; part: number; parts: number; last: number; frozen: FrozenFrame | null; marks: Mark[] }
  /** From the phone: it lacks something, or has just come. */
  | { kind: "board-wanted" }
  /** From the phone: pieces `from` up to, not including, `to` of the frozen frame. */
  | { kind: "frame-wanted"; frame: string; from: number; to: number }
  | { kind: "frame-piece"; frame: string; piece: number; data: string }
  /** From the phone: the consumer sees the frozen frame. */
  | { kind: "frame-shown"; frame: string };

/** Which way a camera looks; unknown where the browser does not tell, as on computers. */
export type LensSide = "rear" | "front" | "unknown";

/** One camera of the phone; `name` is what the browser calls it. */
export interface Lens { id: string; side: LensSide; name: string }

/** What a zoom can be set to, in the camera's own unit: `value / min` times. */
export interface ZoomRange { min: number; max: number; step: number; value: number }

/**
 * What is wanted of the phone's camera, always whole, so that one message puts everything back. Either side makes the next version, the
 * one before plus 1; of the same version the agent's counts. Pausing is not part of it: only the consumer lifts a pause.
 */
export interface CameraWish {
  version: number;
  /** `rear` or `front`, of which the browser chooses the lens, or the id of a lens. */
  camera: string;
  torch: boolean;
  /** In the camera's own unit; null leaves it as it is. */
  zoom: number | null;
  /** How often it was asked to focus: it focuses once each time this grows. */
  focus: number;
}

/** What the phone's camera can do and does. */
export interface CameraReport {
  /** The newest wish the phone knows, whoever made it. */
  wish: CameraWish;
  lenses: Lens[];
  /** The lens in use; null where the browser does not tell. */
  lens: string | null;
  side: LensSide;
  /** Whether the light is on; null where there is none. */
  torch: boolean | null;
  /** Null where the camera cannot zoom. */
  zoom: ZoomRange | null;
  /** Whether it can be asked to focus. */
  focus: boolean;
  paused: boolean;
  /** What of the wish could not be done: `light-refused`, `zoom-refused`, `lens-refused`, `focus-refused`. */
  problem: string | null;
}

/** All of it sent reliably. */
export type ControlMessage =
  | { kind: "camera-wish"; wish: CameraWish }
  | { kind: "camera-report"; report: CameraReport }
  /** From the agent, who has no report yet. */
  | { kind: "camera-report-wanted" };

/**
 * Uploads: tus 1.0 (https://tus.io/protocols/resumable-upload), core and creation, over plain HTTP. Consumers send `Authorization: Bearer <ticket>`,
 * agents their cookie. Every request has `Tus-Resumable: 1.0.0`.
 *
 * `POST /api/uploads` with `Upload-Length` and `Upload-Metadata`, each value in base64 (tus): `id` (16 to 36 of a-z, 0-9 and -; becomes the
 * pictureId), `source` (consumers: `snapshot`, `photo`; agents: `frozen`), optionally `type` (what the file says of itself); agents also
 * `session`; `converts` names the private picture that this one replaces. Answers 201 with `Location`; the same id again is the same upload
 * (201, with its `Upload-Offset`). A consumer who has not tapped Connect joins by this: the page asks for the terms first.
 * `HEAD` on the location gives `Upload-Offset`. `PATCH` with `Upload-Offset` and `Content-Type: application/offset+octet-stream` appends, in
 * pieces of any size; what arrived of a broken piece counts. 409: the offset is another one, ask `HEAD`. 404 or 410 on `HEAD` or `PATCH`:
 * begin anew with the same id (404), or give up (410). `DELETE` on the location gives an unfinished upload up.
 * The answer to the last piece (204) comes when the picture is stored; its `Picture-State` is `ready` or `private`. Problems as everywhere
 * (RFC 9457 with `code`): 413 too large, 415 no picture, 422 damaged or too many pixels, 409 limits, 504 the store is out of reach (try again).
 * `id` names the picture for ever: after a failure send the file with a new id.
 *
 * `GET /api/pictures/{sessionId}/{pictureId}` and `…/thumbnail`: the agent's browser; `?download` names the file. A picture without a small form
 * answers `…/thumbnail` with itself. Whoever sent a picture may `PUT …/thumbnail` (JPEG, PNG or WebP, at most 100 KB, 640 pixels a side), and
 * so may the agent for any picture of the session.
 * `GET /api/pictures/{sessionId}/{pictureId}/original`: a private picture (HEIC) for the consumer's browser alone (ticket), which converts it,
 * if it can show it at all, and sends the result with `converts`.
 */
export interface UploadMetadata { id: string; source: "snapshot" | "photo" | "frozen"; type?: string; session?: string; converts?: string }

/** What one side's microphone does, sent reliably by either; of worth while the sound is on. `stopped`: its device has taken it away. */
export interface TalkMessage { kind: "talk"; speaking: boolean; muted: boolean; stopped: boolean }

/** Stills of the phone's camera, all sent reliably. `id` names the picture: asked for again, it is not taken again. */
export type SnapshotMessage =
  | { kind: "snapshot-wanted"; id: string }
  /** From the phone: how far it has come, in bytes while it is sent. `retrying`: the server cannot be reached; it goes on by itself. */
  | { kind: "snapshot"; id: string; state: "taking" | "sending" | "retrying" | "arrived" | "refused" | "failed"; sent: number; size: number };
