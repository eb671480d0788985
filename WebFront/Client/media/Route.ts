import type { MediaReport, MediaState, Problem } from "../hub/contract.ts";
import { noCounters, readFigures, type Counters, type Reading, type StatisticsEntry } from "./figures.ts";
import { mediaProblems } from "./problems.ts";

/** How long a first connection may take once both sides know of each other, in milliseconds. */
const connectLimit = 15_000;

/** How long a connection may be lost before the word changes from "interrupted" to "no route", in milliseconds. */
const interruptionLimit = 30_000;

/**
 * How long `disconnected` gets to heal by itself, in milliseconds. Browsers say it after some seconds of silence only, and a new round
 * costs a way that heals nothing: it stays in use until there is a better one (RFC 8445, section 9).
 */
const disconnectGrace = 500;

/** Seconds from one reading to the next. */
export const readingSeconds = 5;

export type RouteState = Exclude<MediaState, "black">;

export interface RouteEvents {
  /** The word for what the connection is doing has changed. */
  changed(state: RouteState): void;
  /** The connection is gone and has not come back within the grace. */
  lost(): void;
  /** On connecting and every 5 s from then on. `frames` is how many were sent or decoded in these 5 s; null at first. */
  read(reading: Reading, frames: number | null): void;
}

/**
 * Follows how one RTCPeerConnection finds its route: in words, with figures, and never without an end: no route in time, or a relay
 * that refuses, is said. It keeps following then, as the connection may still come.
 */
export class Route {
  state: RouteState = "connecting";
  /** Why there is no route; null while one may still be found in time. */
  problem: Problem | null = null;

  #pc: RTCPeerConnection;
  #relayOnly: boolean;
  #events: RouteEvents;
  #refused = false;
  #relayFound = false;
  #limit: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #reader: ReturnType<typeof setInterval> | undefined;
  #counters: Counters = noCounters;

  /** @param before the route this one takes over from: what was said of it holds until there is a connection */
  constructor(pc: RTCPeerConnection, relayOnly: boolean, before: Route | undefined, events: RouteEvents) {
    this.#pc = pc;
    this.#relayOnly = relayOnly;
    this.#events = events;
    if (before && before.state !== "connected") {
      this.state = before.state;
      this.problem = before.problem;
    }
    pc.addEventListener("connectionstatechange", () => this.#follow());
    pc.addEventListener("icecandidate", event => {
      if (/ typ relay( |$)/.test(event.candidate?.candidate ?? "")) {
        this.#relayFound = true;
        this.#refused = false;
      }
      // With relays as the only way and none found there is nothing to wait for.
      if (!event.candidate && this.#noRelay && !this.connected) this.#sayNoRoute();
    });
    pc.addEventListener("icecandidateerror", event => {
      // 300 to 699 come from the server (RFC 8656, section 19); 701 is the browser's own word for a server it did not reach.
      if (event.errorCode >= 300 && event.errorCode < 700 && event.url?.startsWith("turn")) this.#refused = true;
    });
  }

  get connected(): boolean {
    return this.#pc.connectionState === "connected";
  }

  /** Both sides know of each other: from here on the clock runs. A later round does not set it back. */
  answered(): void {
    if (this.connected || this.state === "no-route" || this.#limit !== undefined) return;
    this.#limitTo(this.state === "connecting" ? connectLimit : interruptionLimit);
  }

  /** Frames sent or decoded on this connection. */
  async frames(): Promise<number> {
    return (await this.#measure())?.counters.frames ?? 0;
  }

  close(): void {
    clearTimeout(this.#limit);
    clearTimeout(this.#grace);
    clearInterval(this.#reader);
    this.#pc.close();
  }

  #follow(): void {
    const state = this.#pc.connectionState;
    clearTimeout(this.#grace);
    if (state === "connected") {
      clearTimeout(this.#limit);
      this.#limit = undefined;
      this.#say("connected", null);
      void this.#read(true);
      this.#reader ??= setInterval(() => void this.#read(false), readingSeconds * 1_000);
    } else if (state === "disconnected" || state === "failed") {
      if (this.state === "connected") {
        this.#say("interrupted", null);
        this.#limitTo(interruptionLimit);
      }
      this.#grace = setTimeout(() => this.#events.lost(), state === "failed" ? 0 : disconnectGrace);
    }
  }

  get #noRelay(): boolean {
    return this.#relayOnly && !this.#relayFound;
  }

  #limitTo(milliseconds: number): void {
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#sayNoRoute(), milliseconds);
  }

  #sayNoRoute(): void {
    const { relayRefused, relayUnreachable, noRoute } = mediaProblems;
    this.#say("no-route", this.#refused ? relayRefused : this.#noRelay ? relayUnreachable : noRoute);
  }

  async #read(first: boolean): Promise<void> {
    const reading = this.connected ? await this.#measure() : null;
    if (!reading) return;
    const frames = reading.counters.frames - this.#counters.frames;
    this.#counters = reading.counters;
    this.#events.read(reading, first ? null : frames);
  }

  async #measure(): Promise<Reading | null> {
    const report = await this.#pc.getStats().catch(() => null) as unknown as ReadonlyMap<string, StatisticsEntry> | null;
    return report && readFigures(report.values(), this.#counters);
  }

  #say(state: RouteState, problem: Problem | null): void {
    if (this.state === state && this.problem?.code === problem?.code) return;
    this.state = state;
    this.problem = problem;
    this.#events.changed(state);
  }
}

/** A report without figures. */
export function bareReport(state: MediaState, problem: Problem | null): MediaReport {
  return { state, route: "unknown", problem };
}
