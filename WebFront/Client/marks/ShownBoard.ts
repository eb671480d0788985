import type { Mark, MarksMessage } from "../hub/contract.ts";
import type { Channels } from "../media/Channels.ts";
import type { Place } from "./frame.ts";
import { fromPieces, pieceCharacters } from "./frozen.ts";
import { aged, nothingShown, taken, visible } from "./shown.ts";

/** How often silence is looked for, in milliseconds. */
const lookEvery = 400;

/** What was asked for and has not come by then is asked for again, in milliseconds. */
const askAgain = 1_500;

/** Pieces of a frozen frame that are on their way at once: enough for a long way, little enough for a narrow one. */
const atOnce = 4;

/** What the phone shows over or instead of its own picture. */
export interface Guidance {
  marks: readonly Mark[];
  laser: Place | null;
  /** The agent has frozen the picture; without `url` it is still on its way. */
  frozen: { width: number; height: number; url: string | null } | null;
}

export const noGuidance: Guidance = { marks: [], laser: null, frozen: null };

/** The phone's end of the agent's board: takes what is said of it, in whatever order it comes, and asks for what it lacks. */
export class ShownBoard {
  #channels: Channels;
  #changed: (guidance: Guidance) => void;
  #shown = nothingShown;
  #frame: { name: string; pieces: (string | undefined)[]; url: string | null; asked: number } | null = null;
  /** Something is missing that only the whole board brings. */
  #lacks = true;
  #asked = -Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(channels: Channels, changed: (guidance: Guidance) => void) {
    this.#channels = channels;
    this.#changed = changed;
    for (const kind of ["board", "board-change", "stroke", "laser"] as const) channels.on(kind, message => this.#take(message));
    channels.on("frame-piece", ({ frame, piece, data }) => this.#takePiece(frame, piece, data));
    channels.onWay(way => {
      if (way === "none") return;
      this.#asked = -Infinity;
      this.#lacks = true;
      this.#ask();
      this.#follow();
    });
  }

  /** Nothing is shown any more, as the session is over. */
  clear(): void {
    this.#shown = nothingShown;
    this.#lacks = false;
    this.#follow();
  }

  #take(message: MarksMessage): void {
    const before = this.#shown;
    const { shown, lacks } = taken(before, message, Date.now());
    this.#shown = shown;
    if (message.kind === "board" && shown !== before && !shown.parts) this.#lacks = false;
    if (lacks) {
      this.#lacks = true;
      this.#ask();
      this.#keepLooking();
    }
    // The whole board is what the agent says after a break: then it may not know what the consumer sees.
    if (message.kind === "board" && this.#frame?.url) this.#sayShown();
    if (shown !== before) this.#follow();
  }

  #ask(): void {
    if (!this.#lacks || Date.now() - this.#asked < askAgain) return;
    this.#asked = Date.now();
    this.#channels.sendReliably({ kind: "board-wanted" });
  }

  #follow(): void {
    const { frozen } = this.#shown;
    if (frozen?.frame !== this.#frame?.name) {
      if (this.#frame?.url) URL.revokeObjectURL(this.#frame.url);
      this.#frame = frozen && { name: frozen.frame, pieces: Array.from({ length: frozen.pieces }, () => undefined), url: null, asked: -Infinity };
      this.#askPieces();
    }
    this.#keepLooking();
    // What is drawn on a frame that has not come yet lies nowhere.
    const arrived = !this.#frame || this.#frame.url !== null;
    this.#changed({
      marks: arrived ? visible(this.#shown) : [],
      laser: arrived ? this.#shown.laser?.at ?? null : null,
      frozen: frozen && { width: frozen.width, height: frozen.height, url: this.#frame?.url ?? null },
    });
  }

  #keepLooking(): void {
    const waits = this.#lacks || (this.#frame !== null && this.#frame.url === null);
    if (waits || this.#shown.laser !== null || this.#shown.strokes.length > 0) {
      this.#timer ??= setInterval(() => this.#look(), lookEvery);
    } else if (this.#timer !== undefined) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #look(): void {
    const before = this.#shown;
    this.#shown = aged(before, Date.now());
    if (this.#frame && !this.#frame.url && Date.now() - this.#frame.asked > askAgain) this.#askPieces();
    this.#ask();
    if (this.#shown !== before) this.#follow();
    else this.#keepLooking();
  }

  #askPieces(): void {
    const frame = this.#frame;
    if (!frame) return;
    const from = frame.pieces.indexOf(undefined);
    if (from < 0) return;
    frame.asked = Date.now();
    this.#channels.sendReliably({ kind: "frame-wanted", frame: frame.name, from, to: Math.min(from + atOnce, frame.pieces.length) });
  }

  #takePiece(name: unknown, piece: unknown, data: unknown): void {
    const frame = this.#frame;
    if (!frame || name !== frame.name || typeof piece !== "number" || !(piece in frame.pieces) || frame.pieces[piece] !== undefined) return;
    if (typeof data !== "string" || data.length > pieceCharacters) return;
    frame.pieces[piece] = data;
    const missing = frame.pieces.indexOf(undefined);
    if (missing >= 0) {
      if (missing % atOnce === 0) this.#askPieces();
      return;
    }
    const bytes = fromPieces(frame.pieces as string[]);
    if (!bytes) {
      frame.pieces.fill(undefined);
      return;
    }
    frame.url = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    this.#sayShown();
    this.#follow();
  }

  #sayShown(): void {
    this.#channels.sendReliably({ kind: "frame-shown", frame: this.#frame!.name });
  }
}
