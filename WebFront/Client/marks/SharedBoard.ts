import type { FrozenFrame, Mark, PeerMessage } from "../hub/contract.ts";
import type { Channels } from "../media/Channels.ts";
import { Board } from "./Board.ts";
import type { Place, Size } from "./frame.ts";
import type { Change } from "./history.ts";
import { inPieces } from "./frozen.ts";
import { isCount, pointsOf } from "./mark.ts";

/** A pointer that rests and a stroke that is held still are said again this often, in milliseconds: the phone lets go of what is silent. */
const beatEvery = 500;

/** Each message about the pen repeats this many points of the ones before, so that a lost one leaves no gap. */
const repeated = 12;

/** A change or a part of the board is at most about this long, in characters. */
const partCharacters = 16_000;

/** At most so many pieces of the frozen frame are sent at one request. */
const mostAtOnce = 8;

/** A phone asks again after a while; one that asks more often than this, in milliseconds, is not answered each time. */
const answerEvery = 700;

/** Each piece may have to be sent again, but not without end: so many times what the frame has are sent in all. */
const mostRounds = 8;

/** The frozen frame as the agent sees it. */
export interface Frozen extends FrozenFrame {
  picture: Blob;
  /** For an `<img>`; given back when the frame is let go. */
  url: string;
  /** Pieces the phone has asked for so far, and whether the consumer sees the picture. */
  sent: number;
  shown: boolean;
}

/** The agent's board over the live or the frozen picture: whatever is done on it, the phone is told. */
export class SharedBoard {
  readonly board: Board;
  /** Told whenever there is something else to be seen: dozens of times a second, so only what shows the picture should listen. */
  changed: () => void = () => {};
  frozen: Frozen | null = null;
  /** Where the laser points. */
  laser: Place | null = null;

  #channels: Channels;
  #name = name();
  #version = 0;
  #sequence = 0;
  #pieces: string[] = [];
  #piecesLeft = 0;
  #answered = -Infinity;
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(channels: Channels) {
    this.#channels = channels;
    this.board = new Board({
      changed: () => {
        this.#keepBeating();
        this.changed();
      },
      edited: change => this.#tell(change),
      drawing: (mark, from) => this.#drawing(mark, from),
      dropped: mark => this.#tell({ remove: [mark.id] }),
    });
    channels.onWay(way => {
      // A phone that was away may show what has changed meanwhile, or nothing at all.
      if (way !== "none") this.#tellAll();
    });
    channels.on("board-wanted", () => {
      if (Date.now() - this.#answered < answerEvery) return;
      this.#answered = Date.now();
      this.#tellAll();
    });
    channels.on("frame-wanted", message => this.#sendPieces(message.frame, message.from, message.to));
    channels.on("frame-shown", message => {
      if (message.frame !== this.frozen?.frame || this.frozen.shown) return;
      this.frozen = { ...this.frozen, shown: true };
      this.changed();
    });
  }

  /** The pointer is here, or nowhere any more. */
  point(at: Place | null): void {
    if (!at && !this.laser) return;
    this.laser = at;
    this.#tellLaser();
    this.#keepBeating();
    this.changed();
  }

  /** Holds a frame for both: what is drawn from now on lies on it. Marks that are there stay, as they were drawn on what it shows. */
  async freeze(picture: Blob, { width, height }: Size): Promise<void> {
    this.#letGo();
    const frame = name();
    const pieces = inPieces(new Uint8Array(await picture.arrayBuffer()));
    this.#pieces = pieces;
    this.#piecesLeft = pieces.length * mostRounds;
    this.frozen = { frame, width, height, pieces: pieces.length, picture, url: URL.createObjectURL(picture), sent: 0, shown: false };
    this.#tell({}, true);
    this.changed();
  }

  /** Back to the live picture; the marks lie on what is gone, and go with it. */
  unfreeze(): void {
    if (!this.frozen) return;
    this.#letGo();
    this.#tell({}, true);
    this.board.reset();
  }

  /** An empty board over the live picture, as at the beginning. */
  reset(): void {
    this.point(null);
    this.unfreeze();
    this.board.reset();
  }

  #drawing(mark: Mark, from: number): void {
    const first = mark.tool === "pen" ? Math.max(0, from - repeated) : 0;
    this.#send({
      kind: "stroke", board: this.#name, sequence: ++this.#sequence, from: first, mark: { ...mark, points: mark.points.slice(first * 2) },
    }, String(mark.id));
  }

  #tellLaser(): void {
    const laser: PeerMessage = {
      kind: "laser", board: this.#name, sequence: ++this.#sequence, at: this.laser ? pointsOf([this.laser]) as [number, number] : null,
    };
    if (this.laser) this.#send(laser);
    else this.#channels.sendReliably(laser);
  }

  #send(message: PeerMessage, key?: string): void {
    this.#channels.send(message, key);
  }

  #tell(change: Change, frozen = false): void {
    this.#version++;
    const message: PeerMessage = {
      kind: "board-change", board: this.#name, version: this.#version, ...change, ...(frozen && { frozen: this.#frame }),
    };
    if (JSON.stringify(message).length > partCharacters) this.#tellAll();
    else this.#channels.sendReliably(message);
  }

  #tellAll(): void {
    const parts: Mark[][] = [[]];
    let characters = 0;
    for (const mark of this.board.marks) {
      characters += JSON.stringify(mark).length;
      if (characters > partCharacters && parts.at(-1)!.length > 0) {
        parts.push([]);
        characters = 0;
      }
      parts.at(-1)!.push(mark);
    }
    const last = this.board.last - (this.board.current ? 1 : 0);
    parts.forEach((marks, part) => this.#channels.sendReliably({
      kind: "board", board: this.#name, version: this.#version, part, parts: parts.length, last, frozen: this.#frame, marks,
    }));
  }

  #sendPieces(frame: string, from: number, to: number): void {
    if (!this.frozen || frame !== this.frozen.frame || !(from === 0 || isCount(from)) || !isCount(to)) return;
    const end = Math.min(to, from + mostAtOnce, this.#pieces.length, from + this.#piecesLeft);
    this.#piecesLeft -= Math.max(0, end - from);
    for (let piece = from; piece < end; piece++) {
      this.#channels.sendReliably({ kind: "frame-piece", frame, piece, data: this.#pieces[piece]! });
    }
    if (from > this.frozen.sent) {
      this.frozen = { ...this.frozen, sent: from };
      this.changed();
    }
  }

  get #frame(): FrozenFrame | null {
    if (!this.frozen) return null;
    const { frame, width, height, pieces } = this.frozen;
    return { frame, width, height, pieces };
  }

  #letGo(): void {
    if (this.frozen) URL.revokeObjectURL(this.frozen.url);
    this.frozen = null;
    this.#pieces = [];
  }

  #keepBeating(): void {
    const active = this.laser !== null || this.board.current !== null;
    if (!active) {
      clearInterval(this.#beat);
      this.#beat = undefined;
    } else {
      this.#beat ??= setInterval(() => {
        if (this.laser) this.#tellLaser();
        if (this.board.current) this.#drawing(this.board.current, this.board.current.points.length / 2);
      }, beatEvery);
    }
  }
}

/** Tells boards and frames of this page from those of others. */
function name(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, "0")).join("");
}
