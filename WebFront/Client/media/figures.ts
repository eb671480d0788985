import type { MediaReport, MediaRoute } from "../hub/contract.ts";

/** The figures of a report that come from a connection's statistics (W3C Identifiers for WebRTC's Statistics API). */
export type Figures = Pick<MediaReport, "transport" | "roundTripMs" | "loss" | "frameRate" | "width" | "height" | "codec">
  & { route: MediaRoute };

/** What has to be remembered from one reading to the next: counters only grow. */
export interface Counters { lost: number; received: number; frames: number }

export const noCounters: Counters = { lost: 0, received: 0, frames: 0 };

export interface Reading {
  figures: Figures;
  counters: Counters;
  /** Network or processor keep the encoder from sending more. */
  limited: boolean;
}

/** One entry of an RTCStatsReport. */
export type StatisticsEntry = Record<string, unknown> & { id: string; type: string };

/** Reads one side's statistics: frames sent on the phone, frames decoded at the agent. */
export function readFigures(report: Iterable<StatisticsEntry>, before: Counters): Reading {
  const byId = new Map<string, StatisticsEntry>();
  for (const entry of report) byId.set(entry.id, entry);
  const all = [...byId.values()];
  const pair = chosenPair(all, byId);
  const local = byId.get(text(pair?.localCandidateId) ?? "");
  const remote = byId.get(text(pair?.remoteCandidateId) ?? "");
  const inbound = all.find(entry => entry.type === "inbound-rtp" && entry.kind === "video");
  const outbound = all.find(entry => entry.type === "outbound-rtp" && entry.kind === "video");
  const stream = inbound ?? outbound;
  const heard = all.find(entry => entry.type === "remote-inbound-rtp" && entry.kind === "video");
  const lost = number(inbound?.packetsLost) ?? before.lost;
  const received = number(inbound?.packetsReceived) ?? before.received;
  const roundTrip = number(pair?.currentRoundTripTime);
  const codec = text(byId.get(text(stream?.codecId) ?? "")?.mimeType);
  return {
    figures: {
      route: !pair || !local ? "unknown" : local.candidateType === "relay" || remote?.candidateType === "relay" ? "relayed" : "direct",
      transport: text(local?.relayProtocol) ?? text(local?.protocol) ?? null,
      roundTripMs: roundTrip === undefined ? null : Math.round(roundTrip * 10_000) / 10,
      loss: inbound ? share(lost - before.lost, received - before.received) : number(heard?.fractionLost) ?? null,
      frameRate: number(stream?.framesPerSecond) ?? null,
      width: number(stream?.frameWidth) ?? null,
      height: number(stream?.frameHeight) ?? null,
      codec: codec?.replace(/^video\//i, "") ?? null,
    },
    counters: { lost, received, frames: number(inbound?.framesDecoded) ?? number(outbound?.framesSent) ?? before.frames },
    limited: outbound?.qualityLimitationReason === "bandwidth" || outbound?.qualityLimitationReason === "cpu",
  };
}

/** The transport names the pair in use; Firefox marks the pair itself. */
function chosenPair(all: StatisticsEntry[], byId: Map<string, StatisticsEntry>): StatisticsEntry | undefined {
  const transport = all.find(entry => entry.type === "transport" && entry.selectedCandidatePairId);
  if (transport) return byId.get(text(transport.selectedCandidatePairId) ?? "");
  const pairs = all.filter(entry => entry.type === "candidate-pair" && entry.state === "succeeded");
  return pairs.find(entry => entry.selected) ?? pairs.find(entry => entry.nominated);
}

/** Late packets can make the growth of the lost ones negative. */
function share(lost: number, received: number): number | null {
  return lost + received <= 0 ? null : Math.max(0, lost) / Math.max(1, Math.max(0, lost) + received);
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
