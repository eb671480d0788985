import type { MediaReport } from "../hub/contract.ts";
import { texts } from "../words/console.ts";

/** How good a connection is: 0 (no picture) to 4 bars, and the same in a word. */
export interface Quality { bars: 0 | 1 | 2 | 3 | 4; word: string }

const words = texts.quality;

/** The least each number of bars takes: round trip in ms and loss as a share at most, frames per second at least. */
const scale = [
  { bars: 4, roundTripMs: 150, loss: 0.01, frameRate: 18 },
  { bars: 3, roundTripMs: 300, loss: 0.03, frameRate: 12 },
  { bars: 2, roundTripMs: 600, loss: 0.08, frameRate: 5 },
] as const;

/** The quality of a report; what a browser does not tell is not held against it. */
export function quality(media: MediaReport | null): Quality {
  if (media?.state !== "connected" && media?.state !== "black") return { bars: 0, word: words.words[0]! };
  const { roundTripMs, loss, frameRate } = media;
  const bars = scale.find(least =>
    (roundTripMs ?? 0) <= least.roundTripMs && (loss ?? 0) <= least.loss && (frameRate ?? Infinity) >= least.frameRate)?.bars ?? 1;
  return { bars, word: words.words[bars]! };
}

/** The figures behind the bars, as name and value; only those that are known. */
export function figures(media: MediaReport): [string, string][] {
  const all: [string, string | null][] = [
    [words.route, routeOf(media)],
    [words.roundTrip, media.roundTripMs == null ? null : `${Math.round(media.roundTripMs)} ms`],
    [words.loss, media.loss == null ? null : `${(media.loss * 100).toFixed(1)} %`],
    [words.frameRate, media.frameRate == null ? null : words.perSecond(Math.round(media.frameRate))],
    [words.resolution, media.width && media.height ? `${media.width} × ${media.height}` : null],
    [words.codec, media.codec ?? null],
  ];
  return all.filter((entry): entry is [string, string] => entry[1] !== null);
}

function routeOf({ route, transport }: MediaReport): string | null {
  if (route === "unknown") return null;
  return transport ? words.over(words.routes[route], transport.toUpperCase()) : words.routes[route];
}
