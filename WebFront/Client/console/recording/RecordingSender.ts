import { ProblemError } from "../../hub/ProblemError.ts";
import { retryDelay } from "../../hub/retryDelay.ts";

/** Bytes in one request: what gathers while the server is away goes in several. */
const largestPiece = 4 * 1024 * 1024;

/** A request without an answer by then will not get one, in milliseconds. */
const requestLimit = 20_000;

export interface SenderOptions {
  sessionId: string;
  recordingId: string;
  changed?(): void;
  fetch?: typeof fetch;
  random?(): number;
}

/**
 * A recording on its way to the server while it is made: every piece is sent as it comes, from where the server says that it is. Neither a
 * lost network nor a killed server loses any of it; they only make the next request larger.
 */
export class RecordingSender {
  /** Bytes that the server does not have yet. */
  waiting = 0;
  /** Why the server takes no more of it. */
  problem: ProblemError | null = null;
  /** Kept when it is whole on the server, or was refused; never rejected. */
  readonly done: Promise<void>;

  #options: SenderOptions;
  #pieces: Blob[] = [];
  /** Where the first of the pieces begins. */
  #from = 0;
  #begun = false;
  /** Where the server is; undefined when only it knows. */
  #offset: number | undefined = 0;
  #finishing = false;
  #wake: (() => void) | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.done = this.#run();
  }

  add(piece: Blob): void {
    if (piece.size === 0 || this.problem) return;
    this.#pieces.push(piece);
    this.waiting += piece.size;
    this.#wake?.();
  }

  /** Nothing comes any more: when all has arrived, the server makes it whole. */
  finish(): void {
    this.#finishing = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    for (let failures = 0; ;) {
      try {
        if (await this.#step()) return;
        failures = 0;
      } catch (failure) {
        if (failure instanceof ProblemError) {
          this.problem = failure;
          this.#pieces = [];
          this.waiting = 0;
          this.#options.changed?.();
          return;
        }
        this.#offset = undefined;
        await new Promise(resolve => setTimeout(resolve, Math.max(250, retryDelay(failures++, (this.#options.random ?? Math.random)()))));
      }
    }
  }

  /** One thing at a time; true when all is done. */
  async #step(): Promise<boolean> {
    if (!this.#begun) {
      await this.#ask("POST", "");
      this.#begun = true;
    } else if (this.#offset === undefined) {
      this.#align(offsetOf(await this.#ask("HEAD", "")));
    } else if (this.#pieces.length > 0) {
      const piece = new Blob(this.#pieces).slice(0, largestPiece);
      const answer = await this.#ask("PATCH", "", piece, { "upload-offset": `${this.#offset}`, "content-type": "application/offset+octet-stream" });
      this.#align(offsetOf(answer));
    } else if (this.#finishing) {
      await this.#ask("POST", "/finish");
      return true;
    } else {
      await new Promise<void>(resolve => this.#wake = resolve);
    }
    return false;
  }

  /** Forgets what the server has. */
  #align(offset: number | null): void {
    if (offset === null) throw new Error("no offset");
    if (offset < this.#from || offset > this.#from + this.waiting) {
      throw new ProblemError("recording-offset", "The recording goes on at another place. The page looks where.");
    }
    const rest = new Blob(this.#pieces).slice(offset - this.#from);
    this.#pieces = rest.size > 0 ? [rest] : [];
    this.waiting = rest.size;
    this.#from = this.#offset = offset;
    this.#options.changed?.();
  }

  /** Throws a ProblemError when the server says no for good, anything else when another try may do. */
  async #ask(method: string, what: string, body?: Blob, headers: Record<string, string> = {}): Promise<Response> {
    const { sessionId, recordingId } = this.#options;
    const abort = new AbortController();
    const limit = setTimeout(() => abort.abort(), requestLimit);
    try {
      const answer = await (this.#options.fetch ?? fetch)(`/api/recordings/${sessionId}/${recordingId}${what}`, {
        method, headers, redirect: "manual", signal: abort.signal, ...(body && { body }),
      });
      if (answer.ok) return answer;
      // It is somewhere else than thought: that is an answer, too.
      if (answer.status === 409 && method === "PATCH" && offsetOf(answer) !== null) return answer;
      if (answer.status >= 500 && answer.status !== 507 || answer.status === 408 || answer.status === 429 || answer.status === 0) throw new Error(`${answer.status}`);
      const problem = await answer.json().catch(() => null) as { code?: string; detail?: string } | null;
      throw new ProblemError(problem?.code ?? "recording-over", problem?.detail ?? "The recording is over. Begin another one.");
    } finally {
      clearTimeout(limit);
    }
  }
}

function offsetOf(answer: Response): number | null {
  const offset = Number(answer.headers.get("upload-offset") ?? NaN);
  return Number.isSafeInteger(offset) && offset >= 0 ? offset : null;
}
