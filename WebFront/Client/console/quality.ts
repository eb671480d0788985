import type { MediaReport } from "../hub/contract.ts";

/** How good a connection is: 0 (no picture) to 4 bars, and the same in a word. */
export interface Quality { bars: 0 | 1 | 2 | 3 | 4; word: string }

const words = ["no picture", "poor", "fair", "good", "very good"] as const;

/** The least each number of bars takes: round trip in ms and loss as a share at most, frames per second at least. */
const scale = [
  { bars: 4, roundTripMs: 150, loss: 0.01, frameRate: 18 },
  { bars: 3, roundTripMs: 300, loss: 0.03, frameRate: 12 },
  { bars: 2, roundTripMs: 600, loss: 0.08, frameRate: 5 },
] as const;

/** The quality of a report; what a browser does not tell is not held against it. */
export function quality(media: MediaReport | null): Quality {
  if (media?.state !== "connected" && media?.state !== "black") return { bars: 0, word: words[0] };
  const { roundTripMs, loss, frameRate } = media;
  const bars = scale.find(least =>
    (roundTripMs ?? 0) <= least.roundTripMs && (loss ?? 0) <= least.loss && (frameRate ?? Infinity) >= least.frameRate)?.bars ?? 1;
  return { bars, word: words[bars] };
}

/** The figures behind the bars, as name and value; only those that are known. */
export function figures(media: MediaReport): [string, string][] {
  const all: [string, string | null][] = [
    ["Route", media.route === "unknown" ? null : media.route + (media.transport ? ` over ${media.transport.toUpperCase()}` : "")],
    ["Round trip", media.roundTripMs == null ? null : `${Math.round(media.roundTripMs)} ms`],
    ["Loss", media.loss == null ? null : `${(media.loss * 100).toFixed(1)} %`],
    ["Frame rate", media.frameRate == null ? null : `${Math.round(media.frameRate)} per second`],
    ["Resolution", media.width && media.height ? `${media.width} × ${media.height}` : null],
    ["Codec", media.codec ?? null],
  ];
  return all.filter((entry): entry is [string, string] => entry[1] !== null);
}
