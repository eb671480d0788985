import type { FrozenFrame, Mark, MarkColour, MarkTool } from "../hub/contract.ts";
import type { Place } from "./frame.ts";

/** Marks one board holds; what is beyond would help nobody and cost both sides. */
export const mostMarks = 500;

/** Points of a finished pen stroke. */
export const mostPoints = 200;

/** Points of a stroke while it is being drawn. */
export const mostRawPoints = 4_000;

export const longestText = 80;

export const markTools: readonly MarkTool[] = ["arrow", "line", "box", "ellipse", "pen", "text", "number"];

/** How the colours look: bright enough for any picture; a dark edge sets them off. */
export const markColours: Record<MarkColour, string> = {
  yellow: "#ffd60a", red: "#ff4d3d", blue: "#5aa9ff", white: "#ffffff",
};

/** Numbers in `points` of a finished mark; a pen's are as many as it takes. */
const numbers: Record<MarkTool, number | null> = { arrow: 4, line: 4, box: 4, ellipse: 4, pen: null, text: 2, number: 2 };

/**
 * A mark as the other side sent it, or null when it is none: an unknown tool or colour, places that are no numbers, too many of them.
 * Places outside of the frame are brought to its edge. Unknown members are left out.
 * @param most points a pen may have
 */
export function readMark(value: unknown, most = mostPoints): Mark | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, tool, colour, points, text } = value as Record<string, unknown>;
  if (!isCount(id) || !markTools.includes(tool as MarkTool) || !Object.keys(markColours).includes(String(colour))) return null;
  const expected = numbers[tool as MarkTool];
  if (!Array.isArray(points) || points.length < 2 || points.length % 2 !== 0 || points.length > (expected ?? most * 2)) return null;
  if ((expected !== null && points.length !== expected) || !points.every(Number.isFinite)) return null;
  const named = tool === "text" || tool === "number";
  if (named ? typeof text !== "string" || text.trim() === "" : text !== undefined) return null;
  return {
    id, tool: tool as MarkTool, colour: colour as MarkColour, points: points.map(share), ...(named && { text: (text as string).slice(0, longestText) }),
  };
}

/** A frozen frame as the other side sent it, or null when it is none. */
export function readFrozen(value: unknown): FrozenFrame | null {
  if (typeof value !== "object" || value === null) return null;
  const { frame, width, height, pieces } = value as Record<string, unknown>;
  const fits = typeof frame === "string" && frame.length <= 40 && isCount(width) && isCount(height) && width <= 4096 && height <= 4096
    && isCount(pieces) && pieces <= mostPieces;
  return fits ? { frame, width, height, pieces } : null;
}

/** Pieces of one frozen frame. */
export const mostPieces = 40;

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Brings a number into 0..1 with four decimals: a tenth of a pixel of a frame of 1280. */
export function share(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000;
}

export function pointsOf(places: readonly Place[]): number[] {
  return places.flatMap(([x, y]) => [share(x), share(y)]);
}

/** A pen's way with as few points as show it (Ramer, 1972; Douglas and Peucker, 1973), and never more than a mark may have. */
export function simplified(points: readonly number[]): number[] {
  let kept = [...points];
  for (let tolerance = 0.0008; kept.length > 4 && (tolerance === 0.0008 || kept.length > mostPoints * 2); tolerance *= 1.5) {
    kept = within(kept, tolerance);
  }
  return kept;
}

function within(points: readonly number[], tolerance: number): number[] {
  const last = points.length / 2 - 1;
  const keep = new Uint8Array(last + 1);
  keep[0] = keep[last] = 1;
  const ranges: [number, number][] = [[0, last]];
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const [from, to] = range;
    let furthest = tolerance;
    let at = -1;
    for (let point = from + 1; point < to; point++) {
      const distance = distanceTo(points, point, from, to);
      if (distance > furthest) [furthest, at] = [distance, point];
    }
    if (at < 0) continue;
    keep[at] = 1;
    ranges.push([from, at], [at, to]);
  }
  return points.filter((_, index) => keep[index >> 1]);
}

/** How far a point is from the line between two others, or from their one place. */
function distanceTo(points: readonly number[], point: number, from: number, to: number): number {
  const [x, y] = [points[point * 2]!, points[point * 2 + 1]!];
  const [ax, ay, bx, by] = [points[from * 2]!, points[from * 2 + 1]!, points[to * 2]!, points[to * 2 + 1]!];
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  const along = Math.min(Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2, 0), 1);
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
