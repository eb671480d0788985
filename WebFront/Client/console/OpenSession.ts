import type {
  AgentClient, AgentHub, AgentSnapshot, AgentUpdate, AgentView, CameraState, InviteChannel, MediaReport, Problem, SessionEvent, SessionLink,
  SessionStatus, Signal,
} from "../hub/contract.ts";
import type { HubLink } from "../hub/HubLink.ts";
import { mergedLog, newer } from "../hub/newer.ts";
import { Unsent, type UnsentLine } from "../hub/unsent.ts";
import { AgentPeer } from "../media/AgentPeer.ts";
import { Channels } from "../media/Channels.ts";
import { Talk } from "../media/Talk.ts";
import { CameraWishes } from "./CameraWishes.ts";
import { wholeView, type View } from "../marks/frame.ts";
import { SharedBoard } from "../marks/SharedBoard.ts";
import { Gallery } from "./pictures/Gallery.ts";
import { SessionRecorder } from "./recording/SessionRecorder.ts";
import { SnapshotRequests } from "./SnapshotRequests.ts";

/** A consumer has joined: there is somebody to ask for a picture. */
const withConsumer = new Set<SessionStatus>(["joining", "live", "paused", "on-hold", "interrupted"]);

/** One session as this console knows it: what the server said, what the phone's picture does, and what the agent has typed so far. */
export class OpenSession {
  readonly id: string;
  view: AgentView;
  events: SessionEvent[] = [];
  link: SessionLink | null = null;
  /** Chat lines on their way: shown as waiting until the server has stored them. */
  outgoing: UnsentLine[] = [];
  /** The chat line that is being typed. */
  draft = "";
  unread = 0;
  /** Another window of this agent has the session. */
  superseded = false;
  /** A command is under way that another click must not repeat. */
  busy = false;
  /** Lines of the log are being fetched. */
  fillingGaps = false;
  problem: Problem | null = null;
  readonly gallery = new Gallery();

  /** What is said to the phone's page beside the picture. */
  readonly channels: Channels;
  readonly cameraWishes: CameraWishes;
  /** What is drawn on the picture for the consumer to see. */
  readonly guide: SharedBoard;
  /** How the agent looks at the picture; kept over every reconnect and a reload. */
  look: View;
  readonly talk: Talk;
  readonly recorder: SessionRecorder;
  readonly snapshots: SnapshotRequests;
  /** What the consumer says. */
  sound: MediaStream | null = null;
  /** The browser plays nothing before the page was touched. */
  soundBlocked = false;
  peer: AgentPeer;
  stream: MediaStream | null = null;
  media: MediaReport | null = null;
  camera: CameraState = "on";

  inviteDraft: { channel: InviteChannel; address: string };
  #typedNote: string | null;
  #addresses: Record<InviteChannel, string> = { email: "", phone: "" };
  readonly #link: HubLink<AgentHub, AgentClient>;
  readonly #changed: () => void;
  readonly #unsent: Unsent;

  constructor(snapshot: AgentSnapshot, link: HubLink<AgentHub, AgentClient>, changed: () => void) {
    this.id = snapshot.view.sessionId;
    this.view = snapshot.view;
    this.#link = link;
    this.#changed = changed;
    this.channels = new Channels({ hub: messages => this.#signal({ kind: "messages", messages }) });
    this.cameraWishes = new CameraWishes(this.channels, changed);
    this.guide = new SharedBoard(this.channels);
    this.look = readLook(sessionStorage.getItem(this.#lookKey));
    this.talk = new Talk({
      channels: this.channels, speak: track => void this.peer.talk(track).catch(() => {}), background: true,
      changed: () => {
        this.#record();
        changed();
      },
    });
    this.snapshots = new SnapshotRequests(this.channels, changed);
    this.recorder = new SessionRecorder({ sessionId: this.id, changed });
    this.peer = this.#newPeer();
    this.#unsent = new Unsent(() => sessionStorage, this.id);
    ({ lines: this.outgoing, draft: this.draft } = this.#unsent.read());
    this.#typedNote = sessionStorage.getItem(this.#noteKey);
    this.inviteDraft = { channel: localStorage.getItem("invite-channel") === "phone" ? "phone" : "email", address: "" };
    this.adopt(snapshot);
  }

  /** Whether there is, or lately was, a picture to be shown. */
  get hasPicture(): boolean {
    return this.moving || (withConsumer.has(this.view.status) && this.view.status !== "joining");
  }

  /** Frames are coming in right now. */
  get moving(): boolean {
    return this.media?.state === "connected";
  }

  /** Takes the whole session, after a start or a rejoin; answers with the log's lines that were not known. */
  adopt(snapshot: AgentSnapshot): SessionEvent[] {
    this.link = snapshot.link ?? this.link;
    if (this.superseded || (this.view.status === "closed" && snapshot.view.status !== "closed")) {
      this.superseded = false;
      this.endPicture();
      this.peer = this.#newPeer();
      this.talk.connect();
    }
    const fresh = this.apply(snapshot);
    this.recorder.tidy(this.view.recordings);
    if (withConsumer.has(this.view.status)) this.peer.rejoined();
    return fresh;
  }

  /** Takes what is new; answers with the log's lines that were not known. */
  apply(update: AgentUpdate): SessionEvent[] {
    const known = new Set(this.events.map(event => event.sequence));
    const fresh = update.events.filter(event => !known.has(event.sequence));
    const before = this.view;
    this.view = newer(before, update.view);
    this.channels.peerHere(this.view.consumer === "here");
    this.peer.expectPicture(this.view.status !== "on-hold");
    if (!this.superseded) this.talk.follow(this.view.audio, this.view.status === "on-hold");
    this.gallery.apply(before, this.view);
    this.#record();
    this.snapshots.shown(new Set(this.view.pictures.filter(({ state }) => state !== "receiving").map(({ pictureId }) => pictureId)));
    this.addToLog(fresh);
    if (this.view.status !== before.status) {
      if (this.view.status === "joining") this.peer.prepare();
      if (this.view.status === "closed") this.endPicture();
    }
    return fresh;
  }

  setSoundBlocked(blocked: boolean): void {
    if (this.soundBlocked === blocked) return;
    this.soundBlocked = blocked;
    this.#changed();
  }

  receive(signal: Signal): void {
    if (signal.kind === "messages") this.channels.receive(signal.messages);
    else this.peer.receive(signal);
  }

  /** A stored line of our own takes the place of the one that was waiting, even when the push overtakes the answer. */
  addToLog(events: SessionEvent[]): void {
    this.events = mergedLog(this.events, events);
    for (const event of events) {
      if (event.kind !== "chat" || event.by !== "agent") continue;
      const at = this.outgoing.findIndex(line => line.text === event.text);
      if (at >= 0) this.#keepOutgoing(this.outgoing.toSpliced(at, 1));
    }
  }

  chooseChannel(channel: InviteChannel): void {
    this.#addresses[this.inviteDraft.channel] = this.inviteDraft.address;
    this.inviteDraft = { channel, address: this.#addresses[channel] };
    localStorage.setItem("invite-channel", channel);
    this.#changed();
  }

  typeAddress(address: string): void {
    this.inviteDraft = { ...this.inviteDraft, address };
    this.#changed();
  }

  /** The note as it is being written, or as it is kept. */
  get note(): string {
    return this.#typedNote ?? this.view.note ?? "";
  }

  /** What the agent has written is not what is kept. */
  get noteIsNew(): boolean {
    return this.#typedNote !== null && this.#typedNote.trim() !== (this.view.note ?? "");
  }

  /** The note is kept over a reload, as it may have been written during a long call. */
  typeNote(note: string): void {
    this.#typedNote = note;
    sessionStorage.setItem(this.#noteKey, note);
    this.#changed();
  }

  lookAt(look: View): void {
    this.look = look;
    sessionStorage.setItem(this.#lookKey, JSON.stringify(look));
  }

  /** Shows a line as waiting, or as it now is. */
  putLine(line: UnsentLine): void {
    const at = this.outgoing.findIndex(one => one.operationId === line.operationId);
    this.#keepOutgoing(at < 0 ? [...this.outgoing, line] : this.outgoing.with(at, line));
    this.#changed();
  }

  dropLine(line: UnsentLine): void {
    this.#keepOutgoing(this.outgoing.filter(one => one.operationId !== line.operationId));
    this.#changed();
  }

  /** Kept over a reload, as typing is work. */
  typeDraft(draft: string): void {
    this.draft = draft;
    this.#unsent.keep(this.outgoing, draft);
    this.#changed();
  }

  #keepOutgoing(lines: UnsentLine[]): void {
    this.outgoing = lines;
    this.#unsent.keep(lines, this.draft);
  }

  /** What was typed is kept by the session now. */
  forgetNote(): void {
    this.#typedNote = null;
    sessionStorage.removeItem(this.#noteKey);
  }

  endPicture(): void {
    this.talk.follow("off", false);
    this.peer.close();
    this.guide.reset();
    this.stream = null;
    this.sound = null;
    this.#record();
    this.media = null;
    this.camera = "on";
  }

  #newPeer(): AgentPeer {
    return new AgentPeer({
      channels: this.channels,
      // Refused when the session has ended meanwhile: the view that says so is on its way.
      send: signal => void this.#signal(signal).catch(() => {}),
      iceServers: () => this.#link.ask.IceServers(this.id),
      report: report => this.#report(report),
      stream: stream => {
        this.#set({ stream });
        this.#record();
      },
      heard: sound => {
        this.#set({ sound });
        this.#record();
      },
      camera: camera => this.#set({ camera }),
      changed: (state, problem) => this.#set({ media: { ...this.media, route: this.media?.route ?? "unknown", state, problem } }),
      figures: figures => this.#set({ media: { ...this.media, state: this.media?.state ?? "connecting", ...figures } }),
    });
  }

  /** Dropped while there is no connection: five seconds later comes the next one. */
  #report(report: MediaReport): void {
    const told = this.#link.now.ReportMedia(this.id, report);
    if (report.state === "interrupted") this.#link.doubt(told);
    else told.catch(() => {});
  }

  /** Records what there is to be seen and heard, while that is agreed to. */
  #record(): void {
    const consent = this.superseded || this.view.status === "closed" ? "off" : this.view.recording;
    this.recorder?.follow(consent, this.stream, [this.talk.voice, this.view.audio === "on" ? this.sound?.getAudioTracks()[0] : null]);
  }

  #signal(signal: Signal): Promise<unknown> {
    return this.#link.ask.Signal(this.id, JSON.stringify(signal));
  }

  #set(picture: Partial<Pick<OpenSession, "stream" | "sound" | "media" | "camera">>): void {
    Object.assign(this, picture);
    this.#changed();
  }

  get #noteKey() {
    return `note-${this.id}`;
  }

  get #lookKey() {
    return `look-${this.id}`;
  }
}

function readLook(kept: string | null): View {
  return kept === null ? wholeView : JSON.parse(kept) as View;
}
