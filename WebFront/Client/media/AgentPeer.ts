import type { CameraState, IceConfiguration, MediaState, Problem, Signal } from "../hub/contract.ts";
import { configuration, type PeerOptions } from "./PeerOptions.ts";
import type { Figures } from "./figures.ts";
import { mediaProblems } from "./problems.ts";
import { RemoteCandidates } from "./RemoteCandidates.ts";
import { bareReport, Route } from "./Route.ts";
import { watchPicture } from "./picture.ts";

/** How old ICE servers may be for a first connection, in milliseconds; each later round takes new ones. */
const freshFor = 60_000;

/** A page that has just come up waits this long for signals that the server has kept for it, in milliseconds. */
const bufferedLimit = 300;

/** How long a phone gets to offer by itself before it is asked to, in milliseconds. */
const offerLimit = 5_000;

/** How often a connection is asked for its first decoded frame, in milliseconds. */
const frameEvery = 200;

/** Connected for this long without a frame: something is wrong, in milliseconds. */
const frameLimit = 5_000;

export interface AgentPeerOptions extends PeerOptions {
  /** The picture to show; a new one takes the place of the one before. It stays when the connection is interrupted. */
  stream(stream: MediaStream): void;
  /** What the phone's camera is doing. */
  camera(state: CameraState): void;
  /** New figures, every 5 s. */
  figures?(figures: Figures): void;
}

interface Live {
  pc: RTCPeerConnection;
  name: string;
  round: number;
  route: Route;
  candidates: RemoteCandidates;
  /** A frame has been decoded. */
  decoded: boolean;
  /** Connected for a while, or some seconds in between, and no frame came. */
  stuck: boolean;
}

/**
 * The agent's end of the picture: it answers and never offers. Nothing the hub goes through touches a connection that stands. The page
 * hands it every signal, and says when it has rejoined.
 */
export class AgentPeer {
  #options: AgentPeerOptions;
  #live: Live | undefined;
  #voice: MediaStreamTrack | null = null;
  /** Candidates that have overtaken the offer they belong to. */
  #early: { name: string; candidates: RemoteCandidates } | undefined;
  #inOrder: Promise<void> = Promise.resolve();
  #ice: { at: number; servers: Promise<IceConfiguration> } | undefined;
  /** A connection for the first offer, with the servers it was made with. */
  #spare: { ice: IceConfiguration; pc: RTCPeerConnection } | undefined;
  #camera: CameraState = "on";
  #expected = true;
  #black = false;
  #asked: ReturnType<typeof setTimeout> | undefined;
  #frames: ReturnType<typeof setInterval> | undefined;
  #said: MediaState | undefined;
  #saidProblem: string | undefined;
  #closed = false;

  constructor(options: AgentPeerOptions) {
    this.#options = options;
    globalThis.addEventListener?.("online", this.#networkChanged);
  }

  /** Somebody has joined: the connection is made while the phone asks for its camera. Nothing is gathered before there is an offer. */
  prepare(): void {
    void this.#servers(false).then(ice => {
      if (!this.#closed && !this.#live && !this.#spare) this.#spare = { ice, pc: this.#make(ice) };
    }, () => {});
  }

  /**
   * The page has (re)joined and a consumer is in the session. A connection that stands is kept; where there is none, as after the page was
   * loaded anew, the phone is asked to begin anew unless its offer is on its way already.
   */
  rejoined(): void {
    clearTimeout(this.#asked);
    if (this.#live?.route.connected) return;
    if (this.#live) {
      this.#options.send({ kind: "restart", peer: this.#live.name });
    } else {
      this.#asked = setTimeout(() => {
        if (!this.#live && !this.#closed) this.#options.send({ kind: "renew" });
      }, this.#said === undefined ? bufferedLimit : offerLimit);
    }
  }

  /** The microphone's track, or null for silence. */
  async talk(voice: MediaStreamTrack | null): Promise<void> {
    this.#voice = voice;
    if (this.#live) await speak(this.#live.pc, voice);
  }

  /** Whether a picture is meant to be there: on hold, black is what was asked for. */
  expectPicture(expected: boolean): void {
    if (this.#expected === expected) return;
    this.#expected = expected;
    if (!expected) this.#black = false;
    if (this.#live) this.#tell();
  }

  receive(signal: Signal): void {
    this.#inOrder = this.#inOrder.then(() => this.#take(signal)).catch(() => {});
  }

  /** Follows what the video element shows: its first frame, and whether it is black. Gives the way to stop. */
  watch(video: HTMLVideoElement): () => void {
    return watchPicture(video, {
      first: () => this.#decoded(),
      black: black => {
        this.#black = black;
        this.#tell();
      },
      // A paused camera sends black, and its last black frames are still on the screen when it is back.
      idle: () => this.#idle,
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#asked);
    globalThis.removeEventListener?.("online", this.#networkChanged);
    this.#spare?.pc.close();
    this.#spare = undefined;
    this.#drop();
  }

  #networkChanged = () => {
    if (this.#live) this.#options.send({ kind: "restart", peer: this.#live.name });
  };

  async #take(signal: Signal): Promise<void> {
    if (this.#closed) return;
    if (signal.kind === "offer") await this.#answer(signal);
    else if (signal.kind === "candidate") await this.#candidate(signal);
    else if (signal.kind === "camera") {
      this.#camera = signal.state;
      this.#options.camera(signal.state);
      this.#tell();
    }
  }

  async #answer(offer: Extract<Signal, { kind: "offer" }>): Promise<void> {
    clearTimeout(this.#asked);
    if (this.#live?.name !== offer.peer && offer.round > 0) {
      this.#options.send({ kind: "renew" });
      return;
    }
    if (this.#live?.name === offer.peer && offer.round < this.#live.round) return;
    const ice = await this.#servers(offer.round > 0);
    if (this.#closed) return;
    const known = this.#live?.name === offer.peer ? this.#live : undefined;
    known?.pc.setConfiguration?.(configuration(ice));
    const live = known ?? this.#begin(offer.peer, ice);
    live.round = offer.round;
    const { pc } = live;
    await pc.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    await live.candidates.described(pc);
    await speak(pc, this.#voice);
    await pc.setLocalDescription();
    this.#options.send({ kind: "answer", peer: offer.peer, round: offer.round, sdp: pc.localDescription!.sdp });
    live.route.answered();
  }

  #make(ice: IceConfiguration): RTCPeerConnection {
    const settings = configuration(ice);
    return this.#options.create?.(settings) ?? new RTCPeerConnection(settings);
  }

  #begin(name: string, ice: IceConfiguration): Live {
    const before = this.#live?.route;
    const spare = this.#spare;
    this.#spare = undefined;
    this.#drop();
    if (spare && spare.ice !== ice) spare.pc.close();
    const pc = spare?.ice === ice ? spare.pc : this.#make(ice);
    this.#options.channels?.attach(pc);
    pc.addEventListener("icecandidate", ({ candidate }) => {
      if (this.#live?.pc === pc) this.#options.send({ kind: "candidate", peer: name, candidate: candidate?.toJSON() ?? null });
    });
    pc.addEventListener("track", ({ track, streams }) => {
      if (this.#live?.pc !== pc) return;
      if (track.kind === "audio") this.#options.heard?.(new MediaStream([track]));
      else this.#options.stream(streams[0] ?? new MediaStream([track]));
    });
    const route = new Route(pc, ice.relayOnly, before, {
      changed: state => {
        if (state === "connected") this.#awaitFrame();
        this.#tell();
      },
      lost: () => this.#options.send({ kind: "restart", peer: name }),
      read: ({ figures }, frames) => {
        if (this.#live?.decoded && frames !== null) this.#live.stuck = frames === 0;
        this.#tell();
        this.#options.figures?.(figures);
        this.#options.report({ ...figures, state: this.#state, problem: this.#problem });
      },
    });
    const candidates = this.#early?.name === name ? this.#early.candidates : new RemoteCandidates();
    this.#early = undefined;
    this.#live = { pc, name, round: 0, route, candidates, decoded: false, stuck: false };
    this.#tell();
    return this.#live;
  }

  async #candidate(signal: Extract<Signal, { kind: "candidate" }>): Promise<void> {
    if (this.#live?.name === signal.peer) return this.#live.candidates.add(signal.candidate, this.#live.pc);
    if (this.#early?.name !== signal.peer) this.#early = { name: signal.peer, candidates: new RemoteCandidates() };
    await this.#early.candidates.add(signal.candidate);
  }

  /** Frames are decoded in a hidden tab too, where nothing is drawn: so the statistics are asked, not the video element alone. */
  #awaitFrame(): void {
    const live = this.#live;
    if (!live || live.decoded) return;
    clearInterval(this.#frames);
    const since = Date.now();
    this.#frames = setInterval(async () => {
      const frames = await live.route.frames();
      if (this.#live !== live || live.decoded) return;
      live.stuck = Date.now() - since > frameLimit;
      if (frames > 0) this.#decoded();
      else this.#tell();
    }, frameEvery);
  }

  #decoded(): void {
    clearInterval(this.#frames);
    if (!this.#live) return;
    this.#live.decoded = true;
    this.#live.stuck = false;
    this.#tell();
  }

  #servers(fresh: boolean): Promise<IceConfiguration> {
    if (fresh || !this.#ice || Date.now() - this.#ice.at > freshFor) {
      const servers = this.#options.iceServers();
      this.#ice = { at: Date.now(), servers };
      servers.catch(() => this.#ice = undefined);
    }
    return this.#ice.servers;
  }

  #drop(): void {
    clearInterval(this.#frames);
    this.#live?.route.close();
    this.#live = undefined;
    this.#black = false;
  }

  get #idle(): boolean {
    return !this.#expected || this.#camera === "paused" || this.#camera === "stopped-by-phone";
  }

  get #state(): MediaState {
    const live = this.#live;
    if (!live) return "connecting";
    if (live.route.state !== "connected") return live.route.state;
    if (this.#idle) return "connected";
    if (live.stuck || this.#black || this.#camera === "black") return "black";
    return live.decoded ? "connected" : "connecting";
  }

  get #problem(): Problem | null {
    if (this.#state === "black") return this.#live?.stuck ? mediaProblems.nothingSent : mediaProblems.black;
    return this.#live?.route.problem ?? null;
  }

  #tell(): void {
    const state = this.#state;
    const problem = this.#problem;
    if (this.#closed || (this.#said === state && this.#saidProblem === problem?.code)) return;
    this.#said = state;
    this.#saidProblem = problem?.code;
    this.#options.changed(state, problem);
    this.#options.report(bareReport(state, problem));
  }
}

/** The phone offers a place for sound in both directions; a bare answer would only take. */
async function speak(pc: RTCPeerConnection, voice: MediaStreamTrack | null): Promise<void> {
  const place = pc.getTransceivers().find(({ receiver }) => receiver.track.kind === "audio");
  if (!place) return;
  place.direction = "sendrecv";
  await place.sender.replaceTrack(voice);
}
