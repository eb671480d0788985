import type { MediaState, Problem, Signal } from "../hub/contract.ts";
import { codecOrder, preferred } from "./codecs.ts";
import { configuration, type PeerOptions } from "./PeerOptions.ts";
import { mediaProblems } from "./problems.ts";
import { RemoteCandidates } from "./RemoteCandidates.ts";
import { bareReport, readingSeconds, Route } from "./Route.ts";
import { Sharpness } from "./Sharpness.ts";

/** Enough for a sharp 1280x720 at 30 frames a second, in bits per second. */
const maxBitrate = 2_500_000;

/** How long each try gets before the next round, in milliseconds: quick at first, without end, never in a rush. */
const patience = [5_000, 5_000, 8_000, 12_000, 15_000];

/** The first try needs longer: phone and agent have to learn of each other. */
const firstPatience = 15_000;

/** Both sides notice a lost route at about the same time; one new round does for both, in milliseconds. */
const sameLoss = 3_000;

/** How old ICE servers may be for a first connection, in milliseconds; each later round takes new ones. */
const freshFor = 60_000;

/** Every so many rounds without success begins with a new RTCPeerConnection: what is broken may lie in the old one. */
const anewEvery = 4;

/** A connection that nothing was offered on yet, with what has its place on it. */
interface Made {
  pc: RTCPeerConnection;
  relayOnly: boolean;
  sender: RTCRtpSender;
  voice: RTCRtpSender;
  carries: readonly [MediaStreamTrack | null, MediaStreamTrack | null];
}

interface Live {
  pc: RTCPeerConnection;
  name: string;
  round: number;
  sender: RTCRtpSender;
  voice: RTCRtpSender;
  route: Route;
  candidates: RemoteCandidates;
  /** There was a way for pictures; from then on another one, or the same again, has to begin with a whole one. */
  wasConnected: boolean;
}

/**
 * The phone's end of the picture and the only one that offers. Once begun it keeps the picture alive by itself: a lost route is
 * looked for anew, round after round, in the order: signaling back, fresh ICE servers, ICE restart, wait. It lives on without the hub.
 */
export class PhonePeer {
  #options: PeerOptions & { apple: boolean };
  #track: MediaStreamTrack | null = null;
  #voice: MediaStreamTrack | null = null;
  #live: Live | undefined;
  #prepared: { at: number; made: Promise<Made> } | undefined;
  #inOrder: Promise<void> = Promise.resolve();
  #begun = 0;
  #failures = 0;
  #sharpness = new Sharpness();
  /** The encoder's settings are changed one at a time: they are read, changed and given back. */
  #encoder: Promise<void> = Promise.resolve();
  #restarting = false;
  #offeredAt = 0;
  #next: ReturnType<typeof setTimeout> | undefined;
  #sending = true;
  #black = false;
  #stuck = false;
  #said: MediaState | undefined;
  #saidProblem: string | undefined;
  #closed = false;

  constructor(options: PeerOptions & { apple: boolean }) {
    this.#options = options;
  }

  /** The camera is being asked for: meanwhile the connection is made. Nothing is gathered or offered before there is a track. */
  prepare(): void {
    if (this.#begun > 0 || this.#closed) return;
    this.#unprepare();
    const prepared = this.#prepared = { at: Date.now(), made: this.#make() };
    prepared.made.catch(() => {
      if (this.#prepared === prepared) this.#prepared = undefined;
    });
  }

  /** The camera's track: the first one begins the connection, a later one takes the place of the one before. */
  async show(track: MediaStreamTrack): Promise<void> {
    this.#track = track;
    if (this.#live) await this.#live.sender.replaceTrack(track);
    else if (this.#begun === 0) await this.#attempt(() => this.#begin());
  }

  /** The microphone's track, or null for silence. Its place is in every offer, so that talking needs no new one. */
  async talk(voice: MediaStreamTrack | null): Promise<void> {
    this.#voice = voice;
    await this.#live?.voice.replaceTrack(voice);
  }

  /** Whether pictures are meant to be sent now: a paused camera is neither black nor stuck. */
  expectPicture(expected: boolean): void {
    this.#sending = expected;
    if (!expected) this.#stuck = this.#black = false;
    this.#tell();
  }

  /** The phone's own preview is black, or is a picture again. */
  setBlack(black: boolean): void {
    this.#black = black && this.#sending;
    this.#tell();
  }

  /** Signaling or the agent is back, or the network has changed: not a moment is lost if there is no picture. */
  nudge(): void {
    if (this.#live && !this.#live.route.connected) this.#restart(false);
  }

  /** The phone's network has changed: the way that still seems open may be dead. */
  networkChanged(): void {
    if (this.#live) this.#restart(true);
  }

  /** How long it took from the tap on Connect to the first frame, in milliseconds. */
  firstFrame(milliseconds: number): void {
    this.#options.report({ ...bareReport(this.#state, this.#problem), firstFrameMs: milliseconds });
  }

  receive(signal: Signal): void {
    this.#inOrder = this.#inOrder.then(() => this.#take(signal)).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    this.#unprepare();
    this.#drop();
  }

  async #take(signal: Signal): Promise<void> {
    const live = this.#live;
    if (signal.kind === "renew") {
      if (this.#track) await this.#attempt(() => this.#begin());
      return;
    }
    if (!live || !("peer" in signal) || signal.peer !== live.name) return;
    if (signal.kind === "restart") {
      if (Date.now() - this.#offeredAt > sameLoss) this.#restart(true);
    } else if (signal.kind === "candidate") {
      await live.candidates.add(signal.candidate, live.pc);
    } else if (signal.kind === "answer" && signal.round === live.round && live.pc.signalingState === "have-local-offer") {
      await live.pc.setRemoteDescription({ type: "answer", sdp: signal.sdp });
      await live.candidates.described(live.pc);
      live.route.answered();
    }
  }

  /** A connection with a place for the picture and one for the voice. */
  async #make(): Promise<Made> {
    const ice = await this.#options.iceServers();
    if (this.#closed) throw new Error("The peer is closed.");
    const settings = configuration(ice);
    const pc = this.#options.create?.(settings) ?? new RTCPeerConnection(settings);
    const carries = [this.#track, this.#voice] as const;
    const transceiver = pc.addTransceiver(carries[0] ?? "video", { direction: "sendonly", sendEncodings: [{ maxBitrate }] });
    prefer(transceiver, codecOrder(this.#options.apple));
    const voice = pc.addTransceiver(carries[1] ?? "audio", { direction: "sendrecv" }).sender;
    await keepResolution(transceiver.sender);
    return { pc, relayOnly: ice.relayOnly, sender: transceiver.sender, voice, carries };
  }

  #unprepare(): void {
    this.#prepared?.made.then(({ pc }) => pc.close(), () => {});
    this.#prepared = undefined;
  }

  async #begin(): Promise<void> {
    const begun = ++this.#begun;
    if (this.#prepared && Date.now() - this.#prepared.at > freshFor) this.#unprepare();
    const making = this.#prepared?.made ?? this.#make();
    this.#prepared = undefined;
    const { pc, relayOnly, sender, voice, carries } = await making;
    if (this.#closed || begun !== this.#begun) return pc.close();
    // Nobody waits for it: what is asked of a connection is done in turn (W3C WebRTC, operations chain), so the offer comes after it.
    const placed = [
      carries[0] !== this.#track && sender.replaceTrack(this.#track),
      carries[1] !== this.#voice && voice.replaceTrack(this.#voice),
    ];
    const before = this.#live?.route;
    this.#drop();
    this.#options.channels?.attach(pc);
    const name = newName();
    pc.addEventListener("icecandidate", ({ candidate }) => {
      if (this.#live?.pc === pc) this.#options.send({ kind: "candidate", peer: name, candidate: candidate?.toJSON() ?? null });
    });
    pc.addEventListener("track", ({ track }) => {
      if (track.kind === "audio" && this.#live?.pc === pc) this.#options.heard?.(new MediaStream([track]));
    });
    const route = new Route(pc, relayOnly, before, {
      changed: state => {
        if (state === "connected") this.#arrived();
        this.#tell();
      },
      lost: () => this.#lost(),
      read: ({ figures, limited }, frames) => {
        if (frames !== null) {
          this.#stuck = this.#sending && frames === 0;
          if (this.#sending && !this.#stuck) this.#adapt(frames / readingSeconds, limited);
        }
        this.#tell();
        this.#options.report({ ...figures, state: this.#state, problem: this.#problem });
      },
    });
    this.#sharpness = new Sharpness();
    this.#live = { pc, name, round: 0, sender, voice, route, candidates: new RemoteCandidates(), wasConnected: false };
    this.#tell();
    await Promise.all([...placed, this.#offer()]);
  }

  async #offer(): Promise<void> {
    const live = this.#live;
    if (!live) return;
    await live.pc.setLocalDescription();
    if (this.#live !== live) return;
    this.#options.send({ kind: "offer", peer: live.name, round: live.round, sdp: live.pc.localDescription!.sdp });
    this.#offeredAt = Date.now();
    if (live.round === 0) live.sender.transport?.iceTransport?.addEventListener("selectedcandidatepairchange", () => this.#renewPicture(live));
    this.#tryLater(live.round === 0 && this.#failures === 0 ? firstPatience : undefined);
  }

  #tryLater(milliseconds = patience[Math.min(this.#failures, patience.length - 1)]!): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      if (this.#closed || this.#live?.route.connected) return;
      this.#failures++;
      if (!this.#live || this.#failures % anewEvery === 0) void this.#attempt(() => this.#begin());
      else this.#restart(false);
    }, milliseconds);
  }

  /** What could not even be tried, as the server had no ICE servers to give, is tried again later. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      if (!this.#closed) this.#tryLater();
    }
  }

  /** With a route and yet without a connection it is the encryption that has no way back (RFC 8842): only a new one helps. */
  #lost(): void {
    const ice = this.#live?.pc.iceConnectionState;
    if (ice === "connected" || ice === "completed") void this.#attempt(() => this.#begin());
    else this.#restart(false);
  }

  /** @param although even though there is a connection */
  #restart(although: boolean): void {
    if (this.#restarting) return;
    this.#restarting = true;
    void this.#attempt(() => this.#nextRound(although)).finally(() => this.#restarting = false);
  }

  async #nextRound(although: boolean): Promise<void> {
    const live = this.#live;
    const ice = await this.#options.iceServers();
    if (!live || this.#live !== live || (live.route.connected && !although)) return;
    live.pc.setConfiguration?.(configuration(ice));
    live.pc.restartIce();
    live.round++;
    await this.#offer();
  }

  #adapt(frameRate: number, limited: boolean): void {
    if (this.#sharpness.read(frameRate, limited)) this.#encode({ scaleResolutionDownBy: this.#sharpness.divisor });
  }

  #arrived(): void {
    this.#failures = 0;
    clearTimeout(this.#next);
    const live = this.#live!;
    this.#renewPicture(live);
    live.wasConnected = true;
  }

  /**
   * The agent's browser has asked for a whole picture while nothing came through, and asks again only seconds later. An encoder that
   * stops and starts begins with one.
   */
  #renewPicture(live: Live): void {
    if (this.#live !== live || !live.wasConnected) return;
    this.#encode({ active: false });
    this.#encode({ active: true });
  }

  #encode(change: RTCRtpEncodingParameters): void {
    this.#encoder = this.#encoder.then(async () => {
      const { sender } = this.#live!;
      const settings = sender.getParameters();
      for (const encoding of settings.encodings ?? []) Object.assign(encoding, change);
      await sender.setParameters(settings);
    }).catch(() => {});
  }

  #drop(): void {
    clearTimeout(this.#next);
    this.#live?.route.close();
    this.#live = undefined;
  }

  get #state(): MediaState {
    const state = this.#live?.route.state ?? "connecting";
    return state === "connected" && (this.#black || this.#stuck) ? "black" : state;
  }

  get #problem(): Problem | null {
    if (this.#state === "black") return this.#stuck ? mediaProblems.nothingSent : mediaProblems.black;
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

/** Names one RTCPeerConnection; it only has to differ from the phone's other ones. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, "0")).join("");
}

function prefer(transceiver: RTCRtpTransceiver, order: readonly string[]): void {
  const capable = globalThis.RTCRtpReceiver?.getCapabilities?.("video")?.codecs ?? [];
  const codecs = preferred(capable, order);
  try {
    if (codecs.length > 0) transceiver.setCodecPreferences?.(codecs);
  } catch {
    // A browser that refuses the list offers all it has, which includes these.
  }
}

/** Text on a label has to stay readable: frames are dropped before pixels. */
async function keepResolution(sender: RTCRtpSender): Promise<void> {
  try {
    await sender.setParameters({ ...sender.getParameters(), degradationPreference: "maintain-resolution" } as RTCRtpSendParameters);
  } catch {
    // Where the preference is not known, the track's content hint says the same.
  }
}
