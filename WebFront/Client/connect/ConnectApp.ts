import type { Change } from "../camera/wish.ts";
import type {
  CameraState, Company, ConsentSubject, ConsumerClient, ConsumerHub, ConsumerView, MediaReport, MediaState, Problem, SessionEvent,
  Signal,
} from "../hub/contract.ts";
import { passing, type HubLink, type LinkState } from "../hub/HubLink.ts";
import { consumerLink } from "../hub/hubs.ts";
import { mergedLog, newer } from "../hub/newer.ts";
import { operationId } from "../hub/operationId.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import { Unsent, type UnsentLine } from "../hub/unsent.ts";
import { retryDelay } from "../hub/retryDelay.ts";
import { noGuidance, ShownBoard, type Guidance } from "../marks/ShownBoard.ts";
import { Channels } from "../media/Channels.ts";
import type { MicrophoneCode, MicrophoneTrouble } from "../media/Microphone.ts";
import { PhonePeer } from "../media/PhonePeer.ts";
import { Talk, type TalkState } from "../media/Talk.ts";
import { prepare } from "../pictures/prepare.ts";
import { BrowserShelf } from "../uploads/Shelf.ts";
import { Uploads } from "../uploads/Uploads.ts";
import { arrive } from "./arrive.ts";
import { allowSound, askToNotify, buzz } from "./buzz.ts";
import { permission, unknownCamera, type CameraFacts } from "./Camera.ts";
import { CameraControl } from "./CameraControl.ts";
import { CameraTrouble, missingFrom } from "./cameraTrouble.ts";
import { codeLength } from "./code.ts";
import { Keepsake, type Visit } from "./Keepsake.ts";
import { originalOf } from "./photos/originalOf.ts";
import { PhotoTray } from "./photos/PhotoTray.ts";
import { deviceHints, surroundings, type FullNavigator, type Surroundings } from "./platform.ts";
import { agentOf } from "./status.ts";
import { texts } from "./texts.ts";
import { Snapshots } from "./Snapshots.ts";
import { WakeLock } from "./WakeLock.ts";

/** One thing per screen. */
export type Screen =
  /** Type the code. */
  | "code"
  /** The link is being opened, or the way back into the session. */
  | "opening"
  /** The link opens nothing. */
  | "refused"
  /** This is some app's built-in browser. */
  | "in-app"
  /** Who asks, what for, and the authorization box. */
  | "consent"
  | "declined"
  /** The browser asks for the camera. */
  | "asking"
  /** The page was loaded anew; the camera needs a tap. */
  | "welcome-back"
  | "camera-trouble"
  /** The picture. */
  | "live"
  /** The session goes on in another tab. */
  | "elsewhere"
  | "ended";

export interface ConnectState {
  screen: Screen;
  surroundings: Surroundings;
  company: Company | null;
  view: ConsumerView | null;
  /** What a form or a refused link has to say. */
  problem: Problem | null;
  /** Something is under way that was asked for by a tap. */
  busy: boolean;
  /** There is no way to the server at the moment. */
  unreachable: boolean;
  link: LinkState;
  media: MediaState;
  mediaProblem: Problem | null;
  trouble: CameraTrouble | null;
  /** The phone has stopped the camera by itself. */
  stopped: boolean;
  /** The preview is black. */
  black: boolean;
  paused: boolean;
  /** What the camera can do and does. */
  camera: CameraFacts;
  /** What the agent has just changed of it; empty after a while. */
  told: readonly (Change | "snapshot")[];
  stream: MediaStream | null;
  /** What the agent points at and draws. */
  guidance: Guidance;
  talk: TalkState;
  /** What the agent says. */
  sound: MediaStream | null;
  /** Why the consumer's wish to talk came to nothing, until they have read it. */
  talkTrouble: MicrophoneCode | null;
  /** The phone says that it has no network. */
  offline: boolean;
  /** What was written, by both, oldest first. */
  chat: SessionEvent[];
  /** What the consumer has written and the server has not answered yet. */
  unsent: UnsentLine[];
  /** What is being typed. */
  draft: string;
  /** The sequence number of a buzz that is not answered yet. */
  buzz: number | null;
  /** The newest line the consumer has looked at, by its sequence number. */
  readThrough: number;
  /** The photo way stands in front of the screen. */
  showsPhotos: boolean;
  /** The consumer has authorized the use of photos on this page. */
  photosAuthorized: boolean;
}

const offline: Problem = { code: "offline", sentence: "" };

/** How long it is shown what the agent has changed, in milliseconds. */
const tellingTime = 6_000;

/** What the consumer's page does, apart from how it looks: from the code or link to the end of the session. */
export class ConnectApp {
  state: ConnectState;
  /** Told each new state. */
  changed: (state: ConnectState) => void = () => {};

  /** What is said to the agent's page beside the picture. */
  readonly channels = new Channels({ hub: messages => this.#signal({ kind: "messages", messages }) });

  #board = new ShownBoard(this.channels, guidance => this.#set({ guidance }));
  #snapshots = new Snapshots({
    channels: this.channels,
    still: () => this.#camera ? this.#camera.still() : Promise.reject(new Error("There is no camera.")),
    send: (id, bytes) => void this.uploads.send({ id, source: "snapshot", type: bytes.type, bytes, session: this.#visit!.sessionId }),
    uploads: () => this.uploads.all.filter(({ parcel }) => parcel.source === "snapshot"),
    forget: upload => this.uploads.forget(upload),
    taking: () => this.#tell(["snapshot"]),
  });
  #talk = new Talk({
    channels: this.channels,
    speak: track => void this.#peer?.talk(track).catch(() => {}),
    changed: talk => this.#set({ talk }),
    background: false,
  });
  /** Every picture that leaves this phone; they need plain HTTP and nothing else. */
  readonly uploads = new Uploads({
    shelf: new BrowserShelf("seesupport.connect"),
    headers: ({ session }): Record<string, string> => ({ authorization: `Bearer ${this.#tickets.get(session)}` }),
    changed: () => {
      this.#set({});
      this.#snapshots.report();
    },
  });
  readonly photos = new PhotoTray({
    uploads: this.uploads,
    prepare: file => prepare(file, this.state.surroundings.apple),
    session: () => this.#visit?.sessionId ?? null,
    changed: () => this.#set({}),
  });

  #keepsake = new Keepsake(() => localStorage);
  /** By session: what is on its way when one ends still arrives. */
  #tickets = new Map<string, string>();
  #askSeen: string | null = null;
  #converted = new Set<string>();
  #wakeLock = new WakeLock();
  #link: HubLink<ConsumerHub, ConsumerClient> | undefined;
  #visit: Visit | null = null;
  #camera: CameraControl | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #peer: PhonePeer | undefined;
  /** Made ready while the camera is asked for; the peer once there is a picture. */
  #prepared: PhonePeer | undefined;
  #joinOperation = operationId();
  #tappedAt: number | undefined;
  #firstAttach = true;
  #toldCamera: CameraState | undefined;
  #pausesUnderWay = 0;
  #pauseUntold = false;
  #unsent: Unsent | undefined;
  #buzzedThrough = 0;
  #reportedPause = false;

  constructor() {
    this.state = {
      screen: "code", surroundings: surroundings(navigator as FullNavigator), company: null, view: null, problem: null, busy: false,
      unreachable: false, link: "connecting", media: "connecting", mediaProblem: null, trouble: hopeless(), stopped: false, black: false,
      paused: false, camera: unknownCamera, told: [], stream: null, talk: this.#talk.state, sound: null, talkTrouble: null, guidance: noGuidance,
      offline: navigator.onLine === false, chat: [], unsent: [], draft: "", buzz: null, readThrough: 0,
      showsPhotos: false, photosAuthorized: false,
    };
    addEventListener("pagehide", this.#leaving);
    document.addEventListener("freeze", this.#leaving);
    addEventListener("online", () => {
      this.#set({ offline: false });
      this.#peer?.networkChanged();
    });
    addEventListener("offline", () => this.#set({ offline: true }));
    // Where the kind of network is told, a change of it is noticed before the picture stops.
    const { connection } = navigator as { connection?: EventTarget & { type?: string } };
    let network = connection?.type;
    connection?.addEventListener?.("change", () => {
      if (network !== connection.type) this.#peer?.networkChanged();
      network = connection.type;
    });
  }

  /** Where this page begins: at the link it was opened with, in the session it was in, or with the code. */
  start(location: Location): void {
    const fragment = location.hash.slice(1);
    // Secrets stay out of the address bar, the history and what is shared from it.
    if (fragment) history.replaceState(null, "", location.pathname);
    const kept = this.#keepsake.visit;
    if (/^[0-9a-z]+\.[\w-]+$/i.test(fragment)) void this.#open(fragment, kept);
    else if (kept) this.#enter(kept, null);
    else if (location.pathname === "/j") this.#set({ screen: "refused", problem: { code: "link-incomplete", sentence: "" } });
  }

  /** Continue was tapped below the code. */
  async enterCode(digits: string): Promise<void> {
    if (digits.length !== codeLength) return this.#set({ problem: { code: "code-incomplete", sentence: "" } });
    this.#set({ busy: true, problem: null });
    try {
      await this.#arrive({ code: digits });
    } catch (failure) {
      this.#set({ problem: failure instanceof ProblemError ? failure : offline });
    } finally {
      this.#set({ busy: false });
    }
  }

  /** A code instead of what did not work. */
  useCode(): void {
    this.#forget();
    history.replaceState(null, "", "/connect");
    this.#set({ screen: "code", problem: null, view: null, trouble: hopeless() });
  }

  /** Goes on in this browser although it looks like one that has no camera. */
  stayInApp(): void {
    this.#set({ surroundings: { ...this.state.surroundings, inApp: null } });
    this.#set({ screen: this.#isBack ? "welcome-back" : "consent" });
  }

  /** The address that opens this same session in another browser. */
  get shareableLink(): string {
    return this.#visit?.link ? `${location.origin}/j#${this.#visit.link}` : `${location.origin}/connect`;
  }

  /** Connect was tapped, with the box ticked. */
  async connect(): Promise<void> {
    this.#wakeLock.hold();
    allowSound();
    this.#tappedAt = performance.now();
    this.#set({ busy: true, problem: null });
    try {
      // The camera is asked for in the tap itself, while the server is told; it is shown to nobody before the server has agreed.
      await this.showCamera(this.#join());
    } catch (failure) {
      this.#camera?.close();
      this.#camera = undefined;
      this.#joinOperation = operationId();
      if (passing.has((failure as ProblemError).code)) this.#set({ problem: failure as ProblemError });
      else this.#refuse(failure as ProblemError);
    } finally {
      this.#set({ busy: false });
    }
  }

  decline(): void {
    void this.#ask.ReportStep({ step: "terms-declined" }).catch(() => {});
    this.#set({ screen: "declined" });
  }

  reconsider(): void {
    this.#set({ screen: "consent" });
  }

  /** Asks for the camera, from a tap or because the browser allows it already. Throws what `joined` ends with. */
  async showCamera(joined: Promise<void> = Promise.resolve()): Promise<void> {
    this.#wakeLock.hold();
    this.#camera ??= this.#newCamera();
    const opened = this.#camera.open(joined);
    opened.catch(() => {});
    await joined;
    // It is over, or goes on elsewhere.
    if (!this.#camera) return;
    this.#set({ screen: "asking", trouble: null });
    this.#prepared ??= this.#newPeer();
    this.#prepared.prepare();
    void this.#ask.ReportStep({ step: "waiting-for-camera" }).catch(() => {});
    try {
      await opened;
    } catch (trouble) {
      this.#cannotSee(trouble as CameraTrouble);
    }
  }

  /** A refusal that the browser remembers for as long as the page lives is only undone by a new page; the ticket brings it back. */
  tryCameraAgain(): void {
    const { trouble, surroundings: { platform } } = this.state;
    if (trouble?.code === "camera-denied" && platform.startsWith("ios")) location.reload();
    else void this.showCamera();
  }

  setPaused(paused: boolean): void {
    this.#set({ paused });
    this.#applyPicture();
    void this.#tellPaused();
  }

  /** The other side of the phone, the next lens of this side, or the light. */
  async useCamera(how: "flip" | "lens" | "light"): Promise<void> {
    this.#set({ busy: true });
    try {
      if (how === "flip") await this.#camera?.flip();
      else if (how === "lens") await this.#camera?.nextLens();
      else await this.#camera?.setTorch(this.state.camera.torch !== true);
    } catch (trouble) {
      this.#cannotSee(trouble as CameraTrouble);
    } finally {
      this.#set({ busy: false });
    }
  }

  /** The consumer answers the agent, or ends what they had agreed to. To be called in a tap: talking takes the microphone. */
  async answer(subject: ConsentSubject, agreed: boolean): Promise<void> {
    this.#set({ busy: true });
    let trouble: MicrophoneCode | null = null;
    try {
      if (subject === "audio" && agreed) await this.#talk.open();
    } catch (failure) {
      trouble = (failure as MicrophoneTrouble).code;
    }
    this.#set({ talkTrouble: trouble });
    await this.#ask.AnswerConsent(operationId(), subject, agreed && !trouble, trouble).catch(() => {});
    this.#set({ busy: false });
  }

  /** The sound is on and the microphone is not there: it is asked for in a tap. */
  retryTalk(): void {
    void this.#talk.retry();
  }

  forgetTalkTrouble(): void {
    this.#set({ talkTrouble: null });
  }

  setMuted(muted: boolean): void {
    this.#talk.setMuted(muted);
  }

  say(text: string): void {
    const line = { operationId: operationId(), text: text.trim(), problem: null };
    if (line.text) void this.sayAgain(line);
  }

  /** The same operation id again: had the line been stored after all, it is not stored twice. */
  async sayAgain(line: UnsentLine): Promise<void> {
    const sending = { ...line, problem: null };
    this.#keepUnsent(this.state.unsent.some(one => one.operationId === line.operationId)
      ? this.state.unsent.map(one => one.operationId === line.operationId ? sending : one)
      : [...this.state.unsent, sending]);
    try {
      this.#hear([await this.#ask.Say(line.operationId, line.text)]);
      this.unsay(line);
    } catch (failure) {
      this.#keepUnsent(this.state.unsent.map(one => one.operationId === line.operationId ? { ...one, problem: failure as ProblemError } : one));
    }
  }

  /** Takes back a line that was not sent. */
  unsay(line: UnsentLine): void {
    this.#keepUnsent(this.state.unsent.filter(one => one.operationId !== line.operationId));
  }

  type(draft: string): void {
    this.#set({ draft });
    this.#unsent?.keep(this.state.unsent, draft);
  }

  /** The consumer has come at the agent's call. */
  answerBuzz(): void {
    const { buzz: sequence } = this.state;
    this.#set({ buzz: null });
    askToNotify();
    if (sequence !== null) void this.#link?.ask.BuzzNoticed(sequence, "seen").catch(() => {});
  }

  /** The consumer has looked at what was written. */
  read(): void {
    const { chat } = this.state;
    const last = chat[chat.length - 1]?.sequence ?? 0;
    if (last > this.state.readThrough) this.#set({ readThrough: last });
  }

  /** Whether there is a session that a photo could be for. */
  get canSendPhotos(): boolean {
    return this.#visit !== null;
  }

  /** Whether the terms are accepted, for the camera or for photos. */
  get mayUsePhotos(): boolean {
    return this.state.photosAuthorized || this.state.view?.joined === true;
  }

  showPhotos(): void {
    this.#set({ showsPhotos: true });
  }

  hidePhotos(): void {
    if (this.photos.phase !== "sending") this.photos.clear();
    this.#set({ showsPhotos: false });
  }

  /** Send was tapped, with the box ticked: the first picture joins the session as Connect would. */
  sendPhotos(): void {
    this.#set({ photosAuthorized: true });
    this.photos.send();
  }

  /** What the preview shows is black, or is a picture again. */
  setBlack(black: boolean): void {
    const really = black && this.sends;
    this.#set({ black: really });
    this.#peer?.setBlack(really);
    this.#tellCamera();
  }

  /** The consumer ends the session. It is over for them at once, whatever the network says. */
  leave(): void {
    const link = this.#link;
    this.#link = undefined;
    this.#forget();
    this.#set({ screen: "ended" });
    void link?.ask.Leave().catch(() => {}).finally(() => link.close());
  }

  /** Takes the session back from another tab. */
  takeBack(): void {
    location.reload();
  }

  /** Whether there is meant to be a picture. */
  get sends(): boolean {
    return !this.state.paused && !this.state.stopped && this.state.view?.status !== "on-hold";
  }

  async #join(): Promise<void> {
    const { view } = await this.#ask.Join(this.#keepsake.deviceKey, this.#joinOperation);
    this.#keepVisit({ camera: true });
    this.#see(view);
  }

  get #ask() {
    if (!this.#link) throw new ProblemError("not-connected", "");
    return this.#link.ask;
  }

  /** The link has the one secret: while the server is away it is tried again by itself. */
  async #open(fragment: string, kept: Visit | null): Promise<void> {
    this.#set({ screen: "opening" });
    for (let failures = 0; ; failures++) {
      try {
        await this.#arrive({ link: fragment });
        return this.#set({ unreachable: false });
      } catch (failure) {
        if (failure instanceof ProblemError && !passing.has(failure.code)) {
          // A link that opens nothing any more may still lead to where this browser has been let in.
          if (kept && fragment.startsWith(`${kept.sessionId}.`)) return this.#enter(kept, null);
          return this.#set({ screen: "refused", problem: failure, unreachable: false });
        }
        if (failures > 0) this.#set({ unreachable: true });
        await new Promise(resolve => setTimeout(resolve, Math.max(1_000, retryDelay(failures, Math.random()))));
      }
    }
  }

  async #arrive(by: { code: string } | { link: string }): Promise<void> {
    const { ticket, company, view } = await arrive({
      ...by, deviceKey: this.#keepsake.deviceKey, hints: await deviceHints(navigator as FullNavigator),
    });
    const kept = this.#keepsake.visit;
    const camera = kept?.sessionId === view.sessionId && kept.camera === true;
    this.#enter({ ticket, company, sessionId: view.sessionId, link: "link" in by ? by.link : null, camera }, view);
  }

  #keepVisit(change: Partial<Visit>): void {
    if (this.#visit) this.#visit = this.#keepsake.visit = { ...this.#visit, ...change };
  }

  /** Somebody who has shown their camera here before. */
  get #isBack(): boolean {
    return this.state.view?.joined === true && this.#visit?.camera === true;
  }

  #enter(visit: Visit, view: ConsumerView | null): void {
    this.#visit = this.#keepsake.visit = visit;
    this.#tickets.set(visit.sessionId, visit.ticket);
    this.#firstAttach = true;
    this.#set({ company: visit.company, view, link: "connecting", photosAuthorized: false });
    this.#set({ screen: this.#screenBefore(view) });
    // Who was asked by text comes for nothing else, and may have no hub.
    if (view && view.status !== "closed") this.#heedAsk(view);
    void this.#resumePhotos(visit.sessionId);
    this.#link?.close();
    const link = this.#link = consumerLink(visit.ticket, {
      receive: {
        Updated: ({ view, events }) => {
          if (this.#link !== link) return;
          this.#hear(events);
          this.#see(view);
        },
        Signaled: payload => this.#signaled(JSON.parse(payload) as Signal),
        Superseded: () => {
          link.close();
          this.#stopMedia();
          this.#set({ screen: "elsewhere" });
        },
      },
      rejoin: async now => {
        const { view, events } = await now.Attach(this.#keepsake.deviceKey);
        if (this.#firstAttach) this.#takeUpChat(view.sessionId);
        this.#hear(events);
        this.#see(view);
        this.#peer?.nudge();
        if (link === this.#link && this.#firstAttach) this.#attached(view);
        this.#firstAttach = false;
      },
      refused: problem => {
        if (problem.code === "superseded") this.#set({ screen: "elsewhere" });
        else if (this.#firstAttach && !view) this.useCode();
        else this.#refuse(problem);
        return false;
      },
      changed: state => {
        if (this.#link === link) this.#set({ link: state });
      },
    });
  }

  #screenBefore(view: ConsumerView | null): Screen {
    if (view?.status === "closed") return "ended";
    if (this.state.surroundings.inApp) return "in-app";
    return this.state.trouble ? "camera-trouble" : !view || this.#isBack ? "opening" : "consent";
  }

  /** What a page that was closed too early has left behind goes on by itself, in sight. */
  async #resumePhotos(session: string): Promise<void> {
    const left = (await this.uploads.resume([session])).filter(({ parcel }) => parcel.source === "photo" && !parcel.converts);
    this.photos.adopt(left);
    if (left.length > 0) this.#set({ showsPhotos: true });
  }

  /** A picture that only a browser like this one can read: a photo that came as a text message may have come from this very phone. */
  async #convert(pictureId: string): Promise<void> {
    const visit = this.#visit;
    if (!visit || this.#converted.has(pictureId)) return;
    this.#converted.add(pictureId);
    const original = await originalOf(visit.sessionId, pictureId, visit.ticket);
    const { bytes, type, thumbnail } = await prepare(original, this.state.surroundings.apple);
    if (type === "image/heic") return;
    this.uploads.send({ source: "photo", type, bytes, session: visit.sessionId, converts: pictureId, ...(thumbnail && { thumbnail }) });
  }

  /** Who cannot show a camera here is told before they are asked for anything, and so is the agent. */
  #attached(view: ConsumerView): void {
    if (view.status === "closed") return;
    const trouble = this.state.surroundings.inApp ? "in-app-browser" : this.state.trouble?.code;
    if (trouble) void this.#link?.ask.ReportStep({ step: "camera-refused", troubleCode: trouble }).catch(() => {});
    if (trouble || !this.#isBack) {
      if (this.state.screen === "opening") this.#set({ screen: this.#screenBefore(view) });
      return;
    }
    void permission().then(state => {
      if (this.state.screen !== "opening") return;
      if (state === "granted") void this.showCamera();
      else this.#set({ screen: "welcome-back" });
    });
  }

  #signaled(signal: Signal): void {
    if (signal.kind === "messages") return this.channels.receive(signal.messages);
    this.#peer?.receive(signal);
    if (signal.kind !== "renew") return;
    this.#toldCamera = undefined;
    this.#tellCamera();
  }

  #see(came: ConsumerView): void {
    // Another phone has the place: this one is done, camera and all.
    if (came.trouble?.code === "session-taken") return this.#refuse(new ProblemError(came.trouble.code, came.trouble.sentence));
    const view = newer(this.state.view?.sessionId === came.sessionId ? this.state.view : undefined, came);
    const before = this.state.view;
    this.#set({ view });
    this.channels.peerHere(view.agent === "here");
    this.#talk.follow(view.audio, view.status === "on-hold");
    if (view.status === "closed") return this.#over();
    this.#heedAsk(view);
    for (const pictureId of view.toConvert) void this.#convert(pictureId).catch(() => {});
    if (view.agent === "here" && before?.agent !== "here") this.#peer?.nudge();
    if (view.status === "live" && before?.status !== "live" && this.#tappedAt !== undefined) {
      this.#peer?.firstFrame(Math.round(performance.now() - this.#tappedAt));
      this.#tappedAt = undefined;
    }
    if (view.status === "paused" && this.#pausesUnderWay === 0) this.#set({ paused: true });
    else if (view.status === "live" && this.#pauseUntold) void this.#tellPaused();
    this.#applyPicture();
  }

  /** The agent asks for a photo: the way to it opens by itself, once for each time they ask. */
  #heedAsk({ photoAsked = null }: ConsumerView): void {
    if (photoAsked && photoAsked !== this.#askSeen) this.#set({ showsPhotos: true });
    this.#askSeen = photoAsked;
  }

  #hear(events: readonly SessionEvent[]): void {
    if (events.length === 0) return;
    this.#set({ chat: mergedLog(this.state.chat, events) });
    const buzzed = Math.max(0, ...events.filter(event => event.kind === "buzzed").map(event => event.sequence));
    if (buzzed <= this.#buzzedThrough) return;
    this.#buzzedThrough = buzzed;
    // One that came before this page did is over.
    if (!this.#firstAttach) void this.#buzzed(buzzed);
  }

  /** What was typed before a reload, and was not acknowledged, is sent once more. */
  #takeUpChat(sessionId: string): void {
    this.#unsent = new Unsent(() => localStorage, sessionId);
    const { lines, draft } = this.#unsent.read();
    this.#buzzedThrough = 0;
    this.#set({ chat: [], unsent: lines, draft, buzz: null, readThrough: 0 });
    for (const line of lines) void this.sayAgain(line);
  }

  #keepUnsent(unsent: UnsentLine[]): void {
    this.#set({ unsent });
    this.#unsent?.keep(unsent, this.state.draft);
  }

  async #buzzed(sequence: number): Promise<void> {
    this.#set({ buzz: sequence });
    const notice = await buzz(texts.live.buzzTitle(agentOf(this.state)), texts.live.buzzText);
    void this.#link?.ask.BuzzNoticed(sequence, notice).catch(() => {});
  }

  #over(): void {
    if (this.state.screen === "ended") return;
    this.#stopMedia();
    this.#keepsake.visit = null;
    this.#link?.close();
    this.#set({ screen: "ended", showsPhotos: false });
  }

  /** The server does not let this phone in, or not any more. */
  #refuse(problem: ProblemError): void {
    if (this.state.screen === "ended" || problem.code === "connection-closed") return;
    this.#forget();
    this.#set({ screen: "refused", problem });
  }

  #forget(): void {
    this.#stopMedia();
    this.#keepsake.visit = null;
    this.#visit = null;
    this.#set({ showsPhotos: false });
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #newCamera(): CameraControl {
    const { sessionId } = this.#visit!;
    return new CameraControl({
      channels: this.channels,
      kept: this.#keepsake.cameraOf(sessionId),
      keep: wish => {
        const lens = this.state.camera.lenses.find(({ id }) => id === wish.camera);
        this.#keepsake.keepCamera(sessionId, wish, lens?.side === "rear" ? lens.id : null);
      },
      isPaused: () => this.state.paused,
      track: track => this.#show(track),
      facts: camera => this.#set({ camera }),
      told: changes => this.#tell(changes),
      stopped: stopped => {
        this.#set({ stopped });
        this.#applyPicture();
      },
      trouble: trouble => this.#cannotSee(trouble),
    });
  }

  /** Shows for a while what the agent has done with the camera. */
  #tell(told: ConnectState["told"]): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#set({ told: [] }), tellingTime);
    this.#set({ told });
  }

  #show(track: MediaStreamTrack): void {
    if (this.state.screen !== "live") void this.#ask.ReportStep({ step: "connecting" }).catch(() => {});
    this.#peer ??= this.#prepared ?? this.#newPeer();
    this.#set({ screen: "live", stream: new MediaStream([track]), trouble: null });
    this.#applyPicture();
    this.#talk.connect();
    void this.#peer.show(track);
  }

  #newPeer(): PhonePeer {
    return new PhonePeer({
      apple: this.state.surroundings.apple,
      channels: this.channels,
      send: signal => void this.#signal(signal).catch(() => {}),
      iceServers: () => this.#ask.IceServers(),
      report: report => this.#report(report),
      changed: (media, mediaProblem) => this.#set({ media, mediaProblem }),
      heard: sound => this.#set({ sound }),
    });
  }

  /** A phone that has changed its network loses the picture first, and the hub without a word. */
  #report(report: MediaReport): void {
    const told = this.#link?.now.ReportMedia(report);
    if (told && report.state === "interrupted") this.#link!.doubt(told);
    else told?.catch(() => {});
  }

  #cannotSee(trouble: CameraTrouble): void {
    void this.#link?.ask.ReportStep({ step: "camera-refused", troubleCode: trouble.code }).catch(() => {});
    this.#set({ screen: "camera-trouble", trouble, stream: null });
  }

  #applyPicture(): void {
    this.#camera?.enable(!this.state.paused && this.state.view?.status !== "on-hold");
    this.#peer?.expectPicture(this.sends);
    if (this.#reportedPause !== this.state.paused) this.#camera?.report();
    this.#reportedPause = this.state.paused;
    if (!this.sends && this.state.black) this.#set({ black: false });
    this.#tellCamera();
  }

  /** Before the picture is there the server knows no pause: then it is told when it is. */
  async #tellPaused(): Promise<void> {
    this.#pauseUntold = false;
    this.#pausesUnderWay++;
    try {
      await this.#link?.ask.SetPaused(operationId(), this.state.paused);
    } catch {
      this.#pauseUntold = true;
    } finally {
      this.#pausesUnderWay--;
    }
  }

  #tellCamera(): void {
    const { paused, stopped, black } = this.state;
    const camera: CameraState = paused ? "paused" : stopped ? "stopped-by-phone" : black ? "black" : "on";
    if (!this.#peer || this.#toldCamera === camera) return;
    this.#toldCamera = camera;
    void this.#signal({ kind: "camera", state: camera }).catch(() => {});
  }

  async #signal(signal: Signal): Promise<void> {
    await this.#link?.ask.Signal(JSON.stringify(signal));
  }

  #stopMedia(): void {
    this.#wakeLock.release();
    this.#talk.follow("off", false);
    this.#prepared?.close();
    this.#peer?.close();
    this.#camera?.close();
    this.#prepared = undefined;
    this.#peer = undefined;
    this.#camera = undefined;
    this.#toldCamera = undefined;
    clearTimeout(this.#telling);
    this.#board.clear();
    this.#set({ camera: unknownCamera, told: [], sound: null, talkTrouble: null, stream: null, paused: false, stopped: false, black: false });
  }

  /** The agent need not wait for a heartbeat that does not come. */
  #leaving = () => {
    if (this.#visit && this.#link && this.#link.state !== "closed") navigator.sendBeacon?.("/api/connect/left", this.#visit.ticket);
  };

  #set(change: Partial<ConnectState>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}

/** What keeps this browser from showing a camera at all. */
function hopeless(): CameraTrouble | null {
  return missingFrom({
    isSecureContext, mediaDevices: navigator.mediaDevices?.getUserMedia, RTCPeerConnection: globalThis.RTCPeerConnection,
  });
}
