import type { Mark } from "../hub/contract.ts";
import type { Size } from "./frame.ts";

/** What a mark looks like on a frame shown at some size: lines, surfaces and words, in pixels of that size. */
export interface Shape {
  /** Path data of what is drawn as a line of `width`. */
  line: string;
  width: number;
  /** Path data of what is filled. */
  surface: string;
  words: { text: string; x: number; y: number; size: number; anchor: "start" | "middle" | "end"; onSurface: boolean } | null;
}

/** How a mark is to be drawn. On a mirrored picture places change sides and words stay readable. */
export function shapeOf(mark: Mark, size: Size, mirrored: boolean): Shape {
  const at = mark.points.map((value, index) => index % 2 ? value * size.height : (mirrored ? 1 - value : value) * size.width);
  const unit = Math.min(size.width, size.height);
  const width = Math.min(Math.max(unit * 0.009, 2.5), 12);
  const [x, y, toX = 0, toY = 0] = at as [number, number, number?, number?];
  const shape = { line: "", width, surface: "", words: null };
  switch (mark.tool) {
    case "arrow": return { ...shape, ...arrow(x, y, toX, toY, Math.max(unit * 0.045, width * 4)) };
    case "line": return { ...shape, line: `M${p(x, y)}L${p(toX, toY)}` };
    case "box": return { ...shape, line: `M${p(x, y)}L${p(toX, y)}L${p(toX, toY)}L${p(x, toY)}Z` };
    case "ellipse": return { ...shape, line: ellipse((x + toX) / 2, (y + toY) / 2, Math.abs(toX - x) / 2, Math.abs(toY - y) / 2) };
    case "pen": return { ...shape, line: curve(at) };
    case "number": {
      const radius = Math.min(Math.max(unit * 0.04, 11), 30);
      return {
        ...shape, surface: ellipse(x, y, radius, radius),
        words: { text: mark.text ?? "", x, y: y + radius * 0.37, size: radius * 1.1, anchor: "middle", onSurface: true },
      };
    }
    case "text": {
      const text = mark.text ?? "";
      const toTheRight = x < size.width * 0.6;
      const room = (toTheRight ? size.width - x : x) - 4;
      const largest = Math.min(Math.max(unit * 0.055, 14), 40);
      const letters = Math.max(Math.min(largest, room / (text.length * 0.58)), 8);
      return { ...shape, words: { text, x, y: y + letters * 0.35, size: letters, anchor: toTheRight ? "start" : "end", onSurface: false } };
    }
  }
}

function arrow(x: number, y: number, toX: number, toY: number, head: number): Pick<Shape, "line" | "surface"> {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const [alongX, alongY] = [(toX - x) / length, (toY - y) / length];
  const reach = Math.min(head, length);
  const [neckX, neckY] = [toX - alongX * reach, toY - alongY * reach];
  const half = reach * 0.45;
  return {
    line: `M${p(x, y)}L${p(neckX, neckY)}`,
    surface: `M${p(toX, toY)}L${p(neckX - alongY * half, neckY + alongX * half)}L${p(neckX + alongY * half, neckY - alongX * half)}Z`,
  };
}

function ellipse(x: number, y: number, across: number, down: number): string {
  const arc = `A${n(across)} ${n(down)} 0 1 0 `;
  return `M${p(x - across, y)}${arc}${p(x + across, y)}${arc}${p(x - across, y)}Z`;
}

/** Through the middles between the pen's points, so that few points make a round line. */
function curve(at: readonly number[]): string {
  let path = `M${p(at[0]!, at[1]!)}`;
  for (let point = 2; point < at.length - 2; point += 2) {
    path += `Q${p(at[point]!, at[point + 1]!)} ${p((at[point]! + at[point + 2]!) / 2, (at[point + 1]! + at[point + 3]!) / 2)}`;
  }
  return path + `L${p(at[at.length - 2]!, at[at.length - 1]!)}`;
}

const p = (x: number, y: number) => `${n(x)} ${n(y)}`;

const n = (value: number) => String(Math.round(value * 10) / 10);
