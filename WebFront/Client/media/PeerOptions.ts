import type { IceConfiguration, MediaReport, MediaState, Problem, Signal } from "../hub/contract.ts";
import type { Channels } from "./Channels.ts";

/** What either end of the picture needs from its page. */
export interface PeerOptions {
  /** Hands a signal to the other side: in order, over reconnects, never lost. */
  send(signal: Signal): void;
  /** Fresh ICE servers; waits until signaling is back. */
  iceServers(): Promise<IceConfiguration>;
  /** Tells the server what media is doing; dropped while there is no connection. */
  report(report: MediaReport): void;
  /** The word to show has changed. */
  changed(state: MediaState, problem: Problem | null): void;
  /** What the other side says, once there is something to hear; a new one takes the place of the one before. */
  heard?(sound: MediaStream): void;
  /** What is said beside the picture gets its way on each connection. */
  channels?: Channels;
  /** For tests; the browser's own otherwise. */
  create?(configuration: RTCConfiguration): RTCPeerConnection;
}

export function configuration(ice: IceConfiguration): RTCConfiguration {
  return {
    iceServers: ice.iceServers.map(({ urls, username, credential }) => ({
      urls, ...(username && { username }), ...(credential && { credential }),
    })),
    iceTransportPolicy: ice.relayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
  };
}
