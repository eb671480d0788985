import type { Mark, MarkColour, MarkTool } from "../hub/contract.ts";
import type { Place } from "./frame.ts";
import { cleared, drawn, empty, isFull, redone, undone, type Change, type History } from "./history.ts";
import { longestText, mostRawPoints, pointsOf, simplified } from "./mark.ts";

/** What the pointer does on the picture: move it, show a place, or leave a mark. */
export type Tool = "hand" | "laser" | MarkTool;

/** Closer than this to the point before, a pen's point shows nothing new; a share of the frame. */
const leastStep = 0.0005;

/** What a board tells, for those who pass it on. */
export interface BoardEvents {
  /** Anything that is to be seen has changed. */
  changed(): void;
  /** Marks were put and taken away for good, as far as anything is that can be undone. */
  edited?(change: Change): void;
  /** A mark is being drawn; the pen's points from number `from` on are new. */
  drawing?(mark: Mark, from: number): void;
  /** A mark that was begun is not to be. */
  dropped?(mark: Mark): void;
}

/**
 * Marks over one picture, drawn by one person: what is there, what is being drawn, and the way back and forth. It knows nothing of where
 * the picture is shown or who else sees it.
 */
export class Board {
  tool: Tool = "hand";
  colour: MarkColour = "yellow";
  /** The mark under the pointer. */
  current: Mark | null = null;
  /** Nothing was added just now, as the board is full. */
  full = false;

  #history: History = empty;
  #last = 0;
  #events: BoardEvents;

  constructor(events: BoardEvents) {
    this.#events = events;
  }

  get marks(): readonly Mark[] {
    return this.#history.marks;
  }

  /** The highest id given so far. */
  get last(): number {
    return this.#last;
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  choose(tool: Tool): void {
    if (this.tool === tool) return;
    this.cancel();
    this.tool = tool;
    this.full = false;
    this.#events.changed();
  }

  paint(colour: MarkColour): void {
    this.colour = colour;
    this.#events.changed();
  }

  /** The pointer goes down with a tool that draws along its way. */
  begin(tool: Exclude<MarkTool, "text" | "number">, at: Place): void {
    this.cancel();
    if (this.#refuse()) return;
    const points = pointsOf([at]);
    this.current = { id: ++this.#last, tool, colour: this.colour, points: tool === "pen" ? points : [...points, ...points] };
    this.#events.drawing?.(this.current, 0);
    this.#events.changed();
  }

  /** The pointer has gone along these places. */
  draw(places: readonly Place[]): void {
    const mark = this.current;
    if (!mark || places.length === 0) return;
    const from = mark.points.length / 2;
    const points = mark.tool === "pen" ? [...mark.points] : mark.points.slice(0, 2);
    for (const place of mark.tool === "pen" ? places : places.slice(-1)) {
      const [x, y] = pointsOf([place]) as [number, number];
      const still = mark.tool === "pen" && Math.hypot(x - points.at(-2)!, y - points.at(-1)!) < leastStep;
      if (!still && points.length < mostRawPoints * 2) points.push(x, y);
    }
    if (points.length === mark.points.length && mark.tool === "pen") return;
    this.current = { ...mark, points };
    this.#events.drawing?.(this.current, mark.tool === "pen" ? from : 0);
    this.#events.changed();
  }

  /** The pointer goes up: the mark stays, unless it is too small to have been meant. */
  end(): void {
    const mark = this.current;
    if (!mark) return;
    if (mark.tool !== "pen" && Math.hypot(mark.points[2]! - mark.points[0]!, mark.points[3]! - mark.points[1]!) < 0.005) return this.cancel();
    this.current = null;
    this.#edit(drawn(this.#history, mark.tool === "pen" ? { ...mark, points: simplified(mark.points) } : mark));
  }

  /** The mark being drawn is not to be. */
  cancel(): void {
    const mark = this.current;
    if (!mark) return;
    this.current = null;
    this.#events.dropped?.(mark);
    this.#events.changed();
  }

  write(text: string, at: Place): void {
    const trimmed = text.trim().slice(0, longestText);
    if (trimmed && !this.#refuse()) this.#add("text", at, trimmed);
  }

  /** A marker with the next number: one more than the highest there is. */
  count(at: Place): void {
    if (this.#refuse()) return;
    const highest = Math.max(0, ...this.marks.filter(mark => mark.tool === "number").map(mark => Number(mark.text)));
    this.#add("number", at, String(highest + 1));
  }

  undo(): void {
    if (this.current) this.cancel();
    else this.#edit(undone(this.#history));
  }

  redo(): void {
    this.#edit(redone(this.#history));
  }

  clear(): void {
    this.cancel();
    this.#edit(cleared(this.#history));
  }

  /** An empty board, with nothing to go back to. */
  reset(): void {
    this.cancel();
    const had = this.marks.length > 0;
    this.#history = empty;
    if (had) this.#events.edited?.({ clear: true });
    this.#events.changed();
  }

  #add(tool: "text" | "number", at: Place, text: string): void {
    this.#edit(drawn(this.#history, { id: ++this.#last, tool, colour: this.colour, points: pointsOf([at]), text }));
  }

  #edit([history, change]: [History, Change]): void {
    this.#history = history;
    this.full = false;
    if (Object.keys(change).length > 0) this.#events.edited?.(change);
    this.#events.changed();
  }

  #refuse(): boolean {
    if (!isFull(this.#history)) return false;
    this.full = true;
    this.#events.changed();
    return true;
  }
}
