import type {
  AgentClient, AgentHub, AgentSnapshot, AgentUpdate, AgentView, ConsentSubject, InviteChannel, InviteContent, PhotoWay, PictureView, Problem,
  SessionEvent, Signal, WaitingText, Welcome,
} from "../hub/contract.ts";
import type { HubLink } from "../hub/HubLink.ts";
import { agentLink } from "../hub/hubs.ts";
import { operationId } from "../hub/operationId.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import type { MicrophoneTrouble } from "../media/Microphone.ts";
import type { UnsentLine } from "../hub/unsent.ts";
import { BrowserShelf } from "../uploads/Shelf.ts";
import type { Upload } from "../uploads/Upload.ts";
import { Uploads } from "../uploads/Uploads.ts";
import { texts } from "../words/console.ts";
import { missingAfter } from "./log.ts";
import { OpenSession } from "./OpenSession.ts";

/** The agent's desk: the line to the server, the open sessions, and what the agent can do with them. */
export class Desk {
  welcome: Welcome | null = null;
  sessions: OpenSession[] = [];
  /** The session that is looked at. */
  front: OpenSession | null = null;
  /** Texts that belong to no session, oldest first. */
  waitingTexts: WaitingText[] = [];
  /** Why the last thing that belongs to no session could not be done. */
  problem: Problem | null = null;
  /** Pictures that this console keeps, on their way to the server. */
  readonly uploads = new Uploads({ shelf: new BrowserShelf("seesupport.console"), changed: () => this.#changed() });

  #link: HubLink<AgentHub, AgentClient>;
  #listeners = new Set<() => void>();
  #starting = false;
  #clockOffset = 0;

  /** @param open for tests; the agent's hub otherwise */
  constructor(open: typeof agentLink = agentLink) {
    this.#link = open({
      receive: {
        Updated: update => this.#updated(update),
        Signaled: (sessionId, payload) => this.#find(sessionId)?.receive(JSON.parse(payload) as Signal),
        Superseded: sessionId => this.#superseded(sessionId),
        PictureReceiving: (sessionId, pictureId, receivedBytes) => {
          this.#find(sessionId)?.gallery.received(pictureId, receivedBytes);
          this.#changed();
        },
        WaitingTexts: waiting => this.#waiting(waiting),
      },
      rejoin: async now => this.#rejoined(await now.Welcome()),
      refused: problem => this.#refused(problem),
      changed: () => this.#changed(),
    });
  }

  get line() {
    return this.#link?.state ?? "connecting";
  }

  get canStart() {
    return !this.#starting && this.line !== "closed";
  }

  /** The server's time in ms since the epoch. */
  serverNow = () => Date.now() + this.#clockOffset;

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    if (!this.canStart) return;
    this.#starting = true;
    this.problem = null;
    this.#changed();
    try {
      this.bringToFront(this.#adopt(await this.#link.ask.Start({ operationId: operationId() })));
    } catch (problem) {
      this.problem = asProblem(problem);
    }
    this.#starting = false;
    this.#changed();
  }

  bringToFront(session: OpenSession): void {
    this.front = session;
    this.seen();
    this.#changed();
  }

  /** What is in front of an agent who looks is read. */
  seen(): void {
    if (!this.front?.unread || !isLooking()) return;
    this.front.unread = 0;
    this.#changed();
  }

  /** Sends an invite or a guide; gives the problem when it was refused. */
  async invite(session: OpenSession, channel: InviteChannel, to: string, content: InviteContent, language: string | null): Promise<Problem | null> {
    try {
      await this.#link.ask.Invite(session.id, { operationId: operationId(), channel, to, content, language });
      return null;
    } catch (problem) {
      return asProblem(problem);
    }
  }

  renewCode(session: OpenSession) {
    return this.#command(session, async id => this.#show(session, await this.#link.ask.RenewCode(session.id, id)));
  }

  hold(session: OpenSession, onHold: boolean) {
    return this.#command(session, id => this.#link.ask.SetHold(session.id, id, onHold));
  }

  /** Asks the consumer to talk. The agent's own microphone comes first: without it there is nothing to ask for. */
  askToTalk(session: OpenSession) {
    return this.#command(session, async id => {
      try {
        await session.talk.open();
      } catch (trouble) {
        const { code } = trouble as MicrophoneTrouble;
        throw new ProblemError(code, texts.talk.ownMicrophone[code]);
      }
      try {
        await this.#link.ask.AskConsent(session.id, id, "audio");
      } catch (refusal) {
        session.talk.abandon();
        throw refusal;
      }
    });
  }

  askConsent(session: OpenSession, subject: ConsentSubject) {
    return this.#command(session, id => this.#link.ask.AskConsent(session.id, id, subject));
  }

  endConsent(session: OpenSession, subject: ConsentSubject) {
    return this.#command(session, id => this.#link.ask.EndConsent(session.id, id, subject));
  }

  /** Calls for the consumer's attention. */
  buzz(session: OpenSession) {
    return this.#command(session, async id => session.addToLog([await this.#link.ask.Buzz(session.id, id)]));
  }

  /** Writes down whose case it is. */
  describe(session: OpenSession, externalId: string, consumerName: string) {
    return this.#command(session, async id => this.#show(session, await this.#link.ask.Describe(session.id, {
      operationId: id, externalId: externalId.trim() || null, consumerName: consumerName.trim() || null,
    })));
  }

  /** Keeps the note that is being written, so that it is there whoever ends the session, and after its end. */
  async keepNote(session: OpenSession): Promise<void> {
    if (!session.noteIsNew) return;
    const { note } = session;
    try {
      this.#show(session, await this.#link.ask.WriteNote(session.id, operationId(), note.trim() || null));
      if (session.note === note) session.forgetNote();
    } catch (problem) {
      session.problem = asProblem(problem);
    }
    this.#changed();
  }

  close(session: OpenSession, outcome: "resolved" | "unresolved") {
    return this.#command(session, async id => {
      const note = session.note.trim() || null;
      this.#show(session, await this.#link.ask.Close(session.id, { operationId: id, outcome, note }));
      session.forgetNote();
    });
  }

  reopen(session: OpenSession) {
    return this.#command(session, async id => {
      this.#adopt(await this.#link.ask.Reopen(session.id, id));
    });
  }

  useHere(session: OpenSession) {
    return this.#command(session, async () => {
      this.#adopt(await this.#link.ask.Attach(session.id));
    });
  }

  /** Asks for a photo, by text message or on the consumer's page. */
  askForPhoto(session: OpenSession, way: PhotoWay) {
    return this.#command(session, id => this.#link.ask.AskForPhoto(session.id, id, way));
  }

  look(session: OpenSession, pictureId: string): void {
    session.gallery.open(pictureId);
    this.#changed();
  }

  stopLooking(session: OpenSession): void {
    session.gallery.close();
    this.#changed();
  }

  /** Turns a picture by quarters, degrees clockwise: here at once, at the server meanwhile. */
  async turnPicture(session: OpenSession, picture: PictureView, by: number): Promise<void> {
    const { pictureId } = picture;
    const rotation = session.gallery.turn(picture, by);
    this.#changed();
    try {
      await this.#link.ask.TurnPicture(session.id, operationId(), pictureId, rotation);
    } catch (problem) {
      session.gallery.turnBack(pictureId);
      session.problem = asProblem(problem);
      this.#changed();
    }
  }

  /** Deletes a picture for everybody. */
  deletePicture(session: OpenSession, pictureId: string) {
    return this.#command(session, id => this.#link.ask.DeletePicture(session.id, id, pictureId));
  }

  /** Keeps a picture that was made here, such as a copy with marks. */
  keepPicture(session: OpenSession, bytes: Blob, thumbnail?: Blob): Upload {
    const upload = this.uploads.send({ source: "frozen", type: bytes.type, bytes, session: session.id, ...(thumbnail && { thumbnail }) });
    void upload.settled.then(({ problem }) => {
      if (problem) session.problem = problem;
      this.uploads.forget(upload);
    });
    return upload;
  }

  /** Pictures of this console that the server does not know of yet, as when there is no connection. */
  unsentPictures(session: OpenSession): number {
    return this.uploads.all.filter(({ parcel, hasBegun, isSettled }) => parcel.session === session.id && !hasBegun && !isSettled).length;
  }

  say(session: OpenSession, text: string): void {
    this.sayAgain(session, { operationId: operationId(), text, problem: null });
  }

  /** The same operation id again: had the line been stored after all, it is not stored twice. */
  async sayAgain(session: OpenSession, line: UnsentLine): Promise<void> {
    const sending = { ...line, problem: null };
    session.putLine(sending);
    try {
      const event = await this.#link.ask.Say(session.id, line.operationId, line.text);
      session.addToLog([event]);
      session.dropLine(sending);
    } catch (problem) {
      session.putLine({ ...sending, problem: asProblem(problem) });
    }
  }

  /** Sends a text message; gives the problem when it was refused. `to` is for a session without a number. */
  async sendText(session: OpenSession, text: string, to: string | null): Promise<Problem | null> {
    try {
      session.addToLog([await this.#link.ask.SendText(session.id, { operationId: operationId(), text, to })]);
      this.#changed();
      return null;
    } catch (problem) {
      return asProblem(problem);
    }
  }

  attachTexts(session: OpenSession, waitingId: string) {
    return this.#command(session, async id => this.#show(session, await this.#link.ask.AttachTexts(session.id, id, waitingId)));
  }

  async dismissTexts(waitingId: string): Promise<void> {
    try {
      await this.#link.ask.DismissTexts(waitingId);
    } catch (problem) {
      this.problem = asProblem(problem);
      this.#changed();
    }
  }

  /** Takes a closed session off the desk. */
  dismiss(session: OpenSession): void {
    const at = this.sessions.indexOf(session);
    session.endPicture();
    this.sessions = this.sessions.filter(one => one !== session);
    if (this.front === session) this.front = this.sessions[Math.min(at, this.sessions.length - 1)] ?? null;
    this.seen();
    this.#changed();
  }

  dismissProblem(session?: OpenSession): void {
    (session ?? this).problem = null;
    this.#changed();
  }

  async #command(session: OpenSession, run: (id: string) => Promise<unknown>): Promise<void> {
    if (session.busy) return;
    session.busy = true;
    session.problem = null;
    this.#changed();
    try {
      await run(operationId());
    } catch (problem) {
      session.problem = asProblem(problem);
    }
    session.busy = false;
    this.#changed();
  }

  /** A (re)joined line brings every open session; one that is missing was closed while this desk was away, or did not answer. */
  #rejoined(welcome: Welcome): void {
    this.welcome = welcome;
    this.#clockOffset = Date.parse(welcome.now) - Date.now();
    const open = new Set(welcome.sessions.map(one => one.view.sessionId));
    for (const snapshot of welcome.sessions) this.#adopt(snapshot);
    const missing = this.sessions.filter(({ id, view }) => !open.has(id) && view.status !== "closed").map(({ id }) => id);
    for (const id of new Set([...welcome.unanswered, ...missing])) {
      this.#link.ask.Attach(id).then(snapshot => {
        const session = this.#adopt(snapshot);
        this.front ??= session;
      }, problem => {
        (this.#find(id) ?? this).problem = asProblem(problem);
      }).finally(() => this.#changed());
    }
    this.front ??= this.sessions.at(-1) ?? null;
    void this.uploads.resume([...open, ...welcome.unanswered]);
    // Later changes are pushed; should this be overtaken by one, the next is at hand.
    this.#link.ask.WaitingTexts().then(waiting => this.#waiting(waiting), () => {});
    this.#changed();
  }

  #waiting(waiting: WaitingText[]): void {
    this.waitingTexts = waiting;
    this.#changed();
  }

  #adopt(snapshot: AgentSnapshot): OpenSession {
    let session = this.#find(snapshot.view.sessionId);
    if (session) {
      this.#count(session, session.adopt(snapshot));
    } else {
      session = new OpenSession(snapshot, this.#link, () => this.#changed());
      this.sessions = [...this.sessions, session];
      // What was typed before a reload, and was not acknowledged, is sent once more.
      for (const line of session.outgoing) void this.sayAgain(session, line);
    }
    void this.#fillGaps(session);
    this.#changed();
    return session;
  }

  #updated(update: AgentUpdate): void {
    const session = this.#find(update.view.sessionId);
    // A session that somebody else began for this agent; or our own, whose answer the push has overtaken.
    if (!session) {
      if (update.view.status !== "closed") this.#link.ask.Attach(update.view.sessionId).then(snapshot => this.#adopt(snapshot), () => {});
      return;
    }
    this.#count(session, session.apply(update));
    void this.#fillGaps(session);
    this.#changed();
  }

  #show(session: OpenSession, view: AgentView): void {
    session.apply({ view, events: [] });
  }

  #count(session: OpenSession, events: SessionEvent[]): void {
    if (session === this.front && isLooking()) return;
    session.unread += events.filter(event => news.has(event.kind) && event.by === "consumer").length;
  }

  /** A snapshot holds the newest lines only, and a push can be lost with its connection. */
  async #fillGaps(session: OpenSession): Promise<void> {
    if (session.fillingGaps) return;
    session.fillingGaps = true;
    try {
      for (let after = missingAfter(session.events); after !== null; after = missingAfter(session.events)) {
        const events = await this.#link.ask.ReadLog(session.id, after);
        if (!events.some(event => event.sequence === after! + 1)) break;
        session.addToLog(events);
        this.#changed();
      }
    } catch {
      // The next update tries again.
    }
    session.fillingGaps = false;
  }

  #superseded(sessionId: string): void {
    const session = this.#find(sessionId);
    if (!session) return;
    session.superseded = true;
    session.endPicture();
    this.#changed();
  }

  #refused(problem: ProblemError): boolean {
    this.problem = asProblem(problem);
    this.#changed();
    return problem.code !== "sign-in-needed";
  }

  #find = (sessionId: string) => this.sessions.find(session => session.id === sessionId);

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What the consumer does that an agent who looks elsewhere wants to know of. */
const news = new Set<SessionEvent["kind"]>(["chat", "text-in", "picture"]);

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();

function asProblem(problem: unknown): Problem {
  if (problem instanceof ProblemError) return problem;
  console.error(problem);
  return { code: "page-trouble", sentence: texts.desk.trouble };
}
