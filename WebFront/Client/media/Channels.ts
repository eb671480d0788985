import type { PeerMessage } from "../hub/contract.ts";

/** The way messages take: the data channels, signals over the hub, or none as the other side is not there. */
export type Way = "channels" | "hub" | "none";

/** Between two signals, in milliseconds: well below what the hub allows a connection, as candidates have to get through as well. */
const hubEvery = 50;

/** One signal carries messages of at most so many characters, unless a single one is longer: the hub takes 64 KiB. */
const hubCharacters = 32 * 1024;

/** Messages that may wait for the hub. Beyond that all are dropped, and everything is said anew as after a change of way. */
const mostWaiting = 500;

/** With more than this still unsent, in bytes, momentary messages are dropped rather than delayed. */
const mostUnsent = 64 * 1024;

/** A message may not be longer than this, in characters: the hub would not take it either. */
const longest = 60 * 1024;

/** Messages of one kind, as their listener gets them. */
export type MessageOf<Kind extends PeerMessage["kind"]> = Extract<PeerMessage, { kind: Kind }>;

export interface ChannelsOptions {
  /** Hands messages to the other side as a signal; ends when the hub has taken it, or does not. */
  hub(messages: PeerMessage[]): Promise<unknown>;
}

/**
 * What the two pages say to each other beside the picture. Both make the same two data channels on every connection, so that nothing is
 * negotiated (RFC 8832 is not needed): 1 "moments", unordered and never sent again (RFC 3758), and 2 "state", ordered and reliable.
 * While they are not open messages go over the hub, slower and together. Channels outlive connections: listeners stay.
 */
export class Channels {
  #options: ChannelsOptions;
  #live: { pc: RTCPeerConnection; moments: RTCDataChannel; state: RTCDataChannel } | undefined;
  #here = false;
  #way: Way = "none";
  #listeners = new Map<string, Set<(message: never) => void>>();
  #ways = new Set<(way: Way) => void>();
  #waiting: { message: PeerMessage; key: string | null }[] = [];
  #flushing = false;
  #closed = false;

  constructor(options: ChannelsOptions) {
    this.#options = options;
  }

  get way(): Way {
    return this.#way;
  }

  /** Makes the two channels on a new connection, before anything is offered or answered on it. */
  attach(pc: RTCPeerConnection): void {
    const moments = pc.createDataChannel("moments", { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 });
    const state = pc.createDataChannel("state", { negotiated: true, id: 2 });
    const live = this.#live = { pc, moments, state };
    const look = () => {
      if (this.#live === live) this.#look();
    };
    for (const channel of [moments, state]) {
      channel.addEventListener("open", look);
      channel.addEventListener("close", look);
      channel.addEventListener("message", ({ data }) => {
        if (this.#live === live && typeof data === "string") this.#hear(data);
      });
    }
    pc.addEventListener("connectionstatechange", look);
    this.#look();
  }

  /** Whether the other side is connected to the hub, which it is not until this is said; without it and without channels there is nobody to talk to. */
  peerHere(here: boolean): void {
    this.#here = here;
    this.#look();
  }

  /** For what is worth something only now: it may be lost, and over the hub the newest of its kind and `key` is all that is sent. */
  send(message: PeerMessage, key = ""): void {
    if (this.#way === "channels") {
      const { moments } = this.#live!;
      if (moments.bufferedAmount < mostUnsent) this.#transmit(moments, message);
    } else if (this.#way === "hub") {
      const named = `${message.kind} ${key}`;
      this.#waiting = this.#waiting.filter(one => one.key !== named);
      this.#wait(message, named);
    }
  }

  /** For what must arrive, in order. */
  sendReliably(message: PeerMessage): void {
    if (this.#way === "channels") this.#transmit(this.#live!.state, message);
    else if (this.#way === "hub") this.#wait(message, null);
  }

  /** Listens to one kind of message. What the other side sends has the right kind and nothing else is certain. Gives the way to stop. */
  on<Kind extends PeerMessage["kind"]>(kind: Kind, listener: (message: MessageOf<Kind>) => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Told when what was under way may be lost, above all when the way has changed: the time to say everything anew. Gives the way to stop. */
  onWay(listener: (way: Way) => void): () => void {
    this.#ways.add(listener);
    return () => this.#ways.delete(listener);
  }

  /** Takes messages that came over the hub. */
  receive(messages: unknown): void {
    for (const message of Array.isArray(messages) ? messages : []) this.#deliver(message);
  }

  close(): void {
    this.#closed = true;
    this.#live = undefined;
    this.#waiting = [];
    this.#ways.clear();
    this.#listeners.clear();
  }

  /** Open channels of a connection that is lost keep what they are given until it is back: too late for a pointer. */
  #look(): void {
    const { pc, moments, state } = this.#live ?? {};
    const open = moments?.readyState === "open" && state?.readyState === "open" && pc?.connectionState === "connected";
    const way: Way = this.#closed ? "none" : open ? "channels" : this.#here ? "hub" : "none";
    if (way === this.#way) return;
    this.#way = way;
    this.#waiting = [];
    this.#tellWay();
  }

  #tellWay(): void {
    for (const listener of [...this.#ways]) listener(this.#way);
  }

  #transmit(channel: RTCDataChannel, message: PeerMessage): void {
    try {
      channel.send(JSON.stringify(message));
    } catch {
      // Closed this very moment, or full: the change of way that follows, or the next message, makes up for it.
    }
  }

  #hear(data: string): void {
    if (data.length > longest) return;
    try {
      this.#deliver(JSON.parse(data));
    } catch {
      // What is not JSON comes from no page of ours.
    }
  }

  #deliver(message: unknown): void {
    const kind = (message as { kind?: unknown } | null)?.kind;
    if (this.#closed || typeof kind !== "string") return;
    for (const listener of [...this.#listeners.get(kind) ?? []]) listener(message as never);
  }

  #wait(message: PeerMessage, key: string | null): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#waiting = [];
      this.#tellWay();
    }
    this.#waiting.push({ message, key });
    if (!this.#flushing) void this.#flush();
  }

  /** One signal at a time: a slow hub makes fewer and fuller ones. */
  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      let characters = 0;
      let count = 0;
      while (count < this.#waiting.length) {
        characters += JSON.stringify(this.#waiting[count]!.message).length;
        if (count > 0 && characters > hubCharacters) break;
        count++;
      }
      const pause = new Promise(resolve => setTimeout(resolve, hubEvery));
      await this.#options.hub(this.#waiting.splice(0, count).map(({ message }) => message)).catch(() => {});
      await pause;
    }
    this.#flushing = false;
  }
}
