import type { FrozenFrame, Mark, MarksMessage } from "../hub/contract.ts";
import { merged } from "./history.ts";
import { isCount, mostMarks, mostRawPoints, readFrozen, readMark } from "./mark.ts";
import type { Place } from "./frame.ts";

/** A pointer that has said nothing for this long is gone, in milliseconds. */
const laserLimit = 1_600;

/** A stroke that has said nothing for this long is not going on, in milliseconds. */
const strokeLimit = 4_000;

/** Strokes that can be under way at once; one person draws one. */
const mostStrokes = 4;

/** A mark being drawn. Points that have not come yet are missing from the pen's way. */
interface Stroke { mark: Mark; sequence: number; heard: number; points: readonly (readonly [at: number, x: number, y: number])[] }

/** What the agent has said of the board so far. */
export interface Shown {
  readonly board: string | null;
  readonly version: number;
  /** Marks up to this id are finished. */
  readonly last: number;
  readonly marks: readonly Mark[];
  readonly frozen: FrozenFrame | null;
  readonly strokes: readonly Stroke[];
  readonly laser: { at: Place; heard: number } | null;
  readonly laserSequence: number;
  /** The parts of a whole board that have come so far. */
  readonly parts: { version: number; parts: number; marks: readonly (readonly Mark[] | undefined)[] } | null;
}

export const nothingShown: Shown = {
  board: null, version: 0, last: 0, marks: [], frozen: null, strokes: [], laser: null, laserSequence: 0, parts: null,
};

/** What the phone knows after a message, and whether it lacks something that it has to ask for. What makes no sense changes nothing. */
export function taken(shown: Shown, message: MarksMessage, now: number): { shown: Shown; lacks: boolean } {
  const known = "board" in message && message.board === shown.board;
  switch (message.kind) {
    case "board": return { shown: whole(shown, message), lacks: false };
    case "board-change":
      if (!known || !isCount(message.version)) return { shown, lacks: true };
      if (message.version <= shown.version) return { shown, lacks: false };
      return message.version === shown.version + 1 ? { shown: changed(shown, message), lacks: false } : { shown, lacks: true };
    case "stroke": return known ? { shown: stroked(shown, message, now), lacks: false } : { shown, lacks: true };
    case "laser": return known ? { shown: pointed(shown, message, now), lacks: false } : { shown, lacks: true };
    default: return { shown, lacks: false };
  }
}

/** Lets go of a pointer and of strokes that have fallen silent; the same object when there are none. */
export function aged(shown: Shown, now: number): Shown {
  const laser = shown.laser && now - shown.laser.heard < laserLimit ? shown.laser : null;
  const strokes = shown.strokes.filter(stroke => now - stroke.heard < strokeLimit);
  return laser === shown.laser && strokes.length === shown.strokes.length ? shown : { ...shown, laser, strokes };
}

/** All that is to be drawn, the marks under way last. */
export function visible(shown: Shown): readonly Mark[] {
  return shown.strokes.length === 0 ? shown.marks : [...shown.marks, ...shown.strokes.map(drawnSoFar)];
}

function whole(shown: Shown, message: Extract<MarksMessage, { kind: "board" }>): Shown {
  const { board, version, part, parts, last, marks } = message;
  const sound = typeof board === "string" && board.length <= 40 && isIndex(version) && isIndex(part) && isCount(parts) && parts <= mostMarks
    && part < parts && isIndex(last) && Array.isArray(marks);
  if (!sound) return shown;
  const base = board === shown.board ? shown : { ...nothingShown, board, version: -1 };
  if (version < base.version) return shown;
  const before = base.parts?.version === version && base.parts.parts === parts ? base.parts.marks : Array.from({ length: parts }, () => undefined);
  const collected = before.map((known, at) => at === part ? readMarks(marks) : known);
  if (collected.includes(undefined)) return { ...base, parts: { version, parts, marks: collected } };
  const strokes = base.strokes.filter(stroke => stroke.mark.id > last);
  return {
    ...base, version, last, strokes, parts: null, frozen: readFrozen(message.frozen), marks: bounded(merged([], collected.flatMap(one => one ?? []))),
  };
}

function changed(shown: Shown, { version, put, remove, clear, frozen }: Extract<MarksMessage, { kind: "board-change" }>): Shown {
  const gone = new Set(Array.isArray(remove) ? remove.filter(isCount) : []);
  const added = readMarks(put ?? []);
  const kept = clear === true ? [] : shown.marks.filter(mark => !gone.has(mark.id));
  const last = [...added.map(mark => mark.id), ...gone].reduce((most, id) => Math.max(most, id), shown.last);
  return {
    ...shown, version, last, parts: null, marks: bounded(merged(kept, added)),
    strokes: shown.strokes.filter(stroke => stroke.mark.id > last),
    frozen: frozen === undefined ? shown.frozen : readFrozen(frozen),
  };
}

function stroked(shown: Shown, { sequence, from, mark: said }: Extract<MarksMessage, { kind: "stroke" }>, now: number): Shown {
  const mark = readMark(said, mostRawPoints);
  if (!mark || !isCount(sequence) || !isIndex(from) || from + mark.points.length / 2 > mostRawPoints || mark.id <= shown.last) return shown;
  const before = shown.strokes.find(stroke => stroke.mark.id === mark.id);
  if (!before && shown.strokes.length >= mostStrokes) return shown;
  const newer = !before || sequence > before.sequence;
  // The pen's points never change, so even a late message fills a gap; of the other tools only the newest counts.
  if (!newer && mark.tool !== "pen") return shown;
  const stroke: Stroke = {
    mark: newer ? mark : before.mark, sequence: newer ? sequence : before.sequence, heard: Math.max(now, before?.heard ?? 0),
    points: mark.tool === "pen" ? withPoints(before?.points ?? [], from, mark.points) : [],
  };
  return { ...shown, strokes: [...shown.strokes.filter(one => one !== before), stroke] };
}

function pointed(shown: Shown, { sequence, at }: Extract<MarksMessage, { kind: "laser" }>, now: number): Shown {
  if (!isCount(sequence) || sequence <= shown.laserSequence) return shown;
  if (at !== null && !(Array.isArray(at) && at.length === 2 && at.every(value => Number.isFinite(value) && value >= 0 && value <= 1))) return shown;
  return { ...shown, laserSequence: sequence, laser: at && { at, heard: now } };
}

function withPoints(known: Stroke["points"], from: number, points: readonly number[]): Stroke["points"] {
  const end = known[known.length - 1]?.[0] ?? -1;
  const fresh: [number, number, number][] = [];
  for (let at = 0; at < points.length / 2; at++) fresh.push([from + at, points[at * 2]!, points[at * 2 + 1]!]);
  const ahead = fresh.filter(([at]) => at > end);
  if (ahead.length > 0 && fresh[0]![0] > (known[0]?.[0] ?? 0) && known.length === end + 1) return [...known, ...ahead];
  const all = new Map([...fresh, ...known].map(point => [point[0], point]));
  return [...all.values()].sort(([one], [other]) => one - other);
}

function drawnSoFar({ mark, points }: Stroke): Mark {
  return mark.tool === "pen" ? { ...mark, points: points.flatMap(([, x, y]) => [x, y]) } : mark;
}

function readMarks(marks: readonly unknown[]): Mark[] {
  return (Array.isArray(marks) ? marks.slice(0, mostMarks) : []).map(mark => readMark(mark)).filter(mark => mark !== null);
}

function bounded(marks: Mark[]): Mark[] {
  return marks.length > mostMarks ? marks.slice(0, mostMarks) : marks;
}

function isIndex(value: unknown): value is number {
  return value === 0 || isCount(value);
}
