import { passing } from "../hub/HubLink.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import { retryDelay } from "../hub/retryDelay.ts";
import type { Parcel } from "./Parcel.ts";

/** `retrying`: the server cannot be reached at the moment; it goes on by itself. The last three are for good: a picture that was refused is
 * sent again as another one. */
export type UploadState = "waiting" | "sending" | "retrying" | "arrived" | "refused" | "cancelled";

export interface UploadOptions {
  /** What says who sends: the consumer's ticket. Agents have their cookie. Asked anew for each request. */
  headers?(parcel: Parcel): Record<string, string>;
  /** Told whenever the state or the bytes that have arrived change. */
  changed?(): void;
  /** Where uploads are made, an address or a path of this page's host. */
  address?: string;
  random?(): number;
}

/** A refusal that is over when another picture has arrived. */
const untilAnotherArrived = "picture-limit-at-once";

const version = { "tus-resumable": "1.0.0" };

/** Bytes in one request. What is on its way when the network goes is sent again, so pieces grow only while they go quickly. */
const firstPiece = 128 * 1024;
const smallestPiece = 32 * 1024;
const largestPiece = 4 * 1024 * 1024;

/** A piece that took less than this may be twice as large next time, one that took longer than the other half as large, in milliseconds. */
const quick = 1_000;
const slow = 5_000;

/** A request without an answer by then will not get one, in milliseconds. */
const requestLimit = 15_000;
const pieceLimit = 45_000;

/** A request that began this long before the page was seen again was likely lost while the phone slept, in milliseconds. */
const staleAfter = 10_000;

/** Another try may succeed where this one did not. */
class Passing extends Error {
  constructor(readonly waitMs?: number) {
    super("passing");
  }
}

/**
 * One picture on its way to the server by tus 1.0 (https://tus.io/protocols/resumable-upload, core and creation): what has arrived stays
 * there, whatever happens to the network, the server or this page, and the rest is sent when there is a way again. It tries without end;
 * only an answer of the server that means no ends it before the last byte.
 */
export class Upload {
  readonly parcel: Parcel;
  state: UploadState = "waiting";
  /** Bytes that the server has. */
  sent = 0;
  /** The server knows of it, and so where it stands in the order of the pictures. */
  hasBegun = false;
  /** Why it was refused. */
  problem: ProblemError | null = null;
  /** What the server made of it: `private` can be seen by nobody until a browser has converted it. */
  picture: "ready" | "private" = "ready";
  /** Kept when it has arrived, was refused, or was cancelled; never rejected. */
  readonly settled: Promise<this>;

  #options: UploadOptions;
  #settle!: (upload: this) => void;
  /** Path of the upload on the server; undefined before it is made there. */
  #place: string | undefined;
  /** Where the next piece begins; undefined when only the server knows. */
  #offset: number | undefined;
  #piece = firstPiece;
  #request: { abort: AbortController; began: number } | undefined;
  #wake: (() => void) | undefined;

  constructor(parcel: Parcel, options: UploadOptions = {}) {
    this.parcel = parcel;
    this.#options = options;
    this.settled = new Promise(resolve => this.#settle = resolve);
  }

  get size(): number {
    return this.parcel.bytes.size;
  }

  get isSettled(): boolean {
    return this.state === "arrived" || this.state === "refused" || this.state === "cancelled";
  }

  start(): void {
    if (this.state !== "waiting") return;
    globalThis.addEventListener?.("online", this.#online);
    globalThis.document?.addEventListener("visibilitychange", this.#visible);
    this.#set("sending");
    void this.#deliver();
  }

  cancel(): void {
    const place = this.#place;
    if (this.isSettled) return;
    this.#end("cancelled");
    // Where this does not come through, the server gives it up later by itself.
    if (place) void this.#fetch(place, { method: "DELETE" }).catch(() => {});
  }

  async #deliver(): Promise<void> {
    for (let failures = 0; !this.isSettled;) {
      try {
        if (!this.#place) {
          this.#place = await this.#create();
          this.hasBegun = true;
          this.#options.changed?.();
        }
        this.#offset ??= await this.#ask(this.#place);
        this.#arrived(this.#offset);
        if (this.#offset === this.size) {
          await this.#sendThumbnail();
          return this.#end("arrived");
        }
        this.#offset = await this.#append(this.#place, this.#offset);
        this.#arrived(this.#offset);
        failures = 0;
      } catch (failure) {
        if (this.isSettled) return;
        if (failure instanceof ProblemError) return this.#end("refused", failure);
        this.#offset = undefined;
        this.#piece = Math.max(smallestPiece, this.#piece / 2);
        const wait = failure instanceof Passing ? failure.waitMs : undefined;
        if (failures > 0) this.#set("retrying");
        await this.#pause(wait ?? retryDelay(failures, (this.#options.random ?? Math.random)()));
        failures++;
      }
    }
  }

  /** Creation extension; the id makes a repeat give the upload that is there already. */
  async #create(): Promise<string> {
    const { id, source, type, session, converts } = this.parcel;
    const metadata = Object.entries({ id, source, type, session, ...(converts && { converts }) })
      .map(([key, value]) => `${key} ${btoa(value)}`).join(",");
    const answer = await this.#send(this.#address, requestLimit, {
      method: "POST", headers: { "upload-length": String(this.size), "upload-metadata": metadata },
    });
    if (!answer.ok) throw await refusalOf(answer);
    const place = answer.headers.get("location");
    if (!place) throw new Passing();
    this.#offset = offsetOf(answer);
    // Behind a proxy the server may take itself for another host.
    return new URL(place, this.#base).pathname;
  }

  /** Where to go on. HEAD has no body that could say why not: then making it again does. */
  async #ask(place: string): Promise<number> {
    const answer = await this.#send(place, requestLimit, { method: "HEAD" });
    const offset = answer.ok ? offsetOf(answer) : undefined;
    if (offset !== undefined && offset <= this.size) return offset;
    if (answer.status >= 400 && answer.status < 500) this.#place = undefined;
    throw new Passing();
  }

  async #append(place: string, from: number): Promise<number> {
    const body = await this.#read(from, from + this.#piece);
    const began = Date.now();
    const answer = await this.#send(place, pieceLimit, {
      method: "PATCH", headers: { "upload-offset": String(from), "content-type": "application/offset+octet-stream" }, body,
    });
    if (!answer.ok) {
      if (answer.status === 404) this.#place = undefined;
      throw answer.status === 404 || answer.status === 409 ? new Passing() : await refusalOf(answer);
    }
    if (answer.headers.get("picture-state") === "private") this.picture = "private";
    const offset = offsetOf(answer);
    if (offset === undefined || offset <= from || offset > this.size) throw new Passing();
    const took = Date.now() - began;
    if (took < quick) this.#piece = Math.min(largestPiece, this.#piece * 2);
    else if (took > slow) this.#piece = Math.max(smallestPiece, this.#piece / 2);
    return offset;
  }

  /** Without it the picture only takes longer to be shown in small. */
  async #sendThumbnail(): Promise<void> {
    const { thumbnail, session, id } = this.parcel;
    if (!thumbnail || this.picture === "private") return;
    const path = `/api/pictures/${encodeURIComponent(session)}/${encodeURIComponent(id)}/thumbnail`;
    await this.#send(path, requestLimit, { method: "PUT", headers: { "content-type": thumbnail.type }, body: thumbnail }).catch(() => {});
  }

  /** A phone may take a chosen file back, as when it lay in the cloud. */
  async #read(from: number, to: number): Promise<ArrayBuffer> {
    try {
      return await this.parcel.bytes.slice(from, Math.min(to, this.size)).arrayBuffer();
    } catch {
      throw new ProblemError("file-gone", "The phone does not give this picture any more. Choose it again.");
    }
  }

  async #send(place: string, limit: number, request: RequestInit): Promise<Response> {
    if (this.isSettled) throw new Passing();
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limit);
    this.#request = { abort, began: Date.now() };
    try {
      const answer = await this.#fetch(place, { ...request, signal: abort.signal });
      if (this.state === "retrying") this.#set("sending");
      return answer;
    } finally {
      clearTimeout(timer);
      this.#request = undefined;
    }
  }

  #fetch(place: string, { headers, ...request }: RequestInit): Promise<Response> {
    return fetch(new URL(place, this.#base), {
      ...request, headers: { ...version, ...this.#options.headers?.(this.parcel), ...headers } as Record<string, string>, redirect: "manual", cache: "no-store",
    });
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  /** What was under way on the old network does not come through any more. */
  #online = () => {
    this.#request?.abort.abort();
    this.#wake?.();
  };

  #visible = () => {
    if (document.visibilityState !== "visible") return;
    if (this.#request && Date.now() - this.#request.began > staleAfter) this.#request.abort.abort();
    this.#wake?.();
  };

  #arrived(offset: number): void {
    if (this.sent === offset) return;
    this.sent = offset;
    this.#options.changed?.();
  }

  #set(state: UploadState): void {
    if (this.state === state) return;
    this.state = state;
    this.#options.changed?.();
  }

  #end(state: UploadState, problem: ProblemError | null = null): void {
    if (this.isSettled) return;
    globalThis.removeEventListener?.("online", this.#online);
    globalThis.document?.removeEventListener("visibilitychange", this.#visible);
    this.problem = problem;
    this.#set(state);
    this.#request?.abort.abort();
    this.#wake?.();
    this.#settle(this);
  }

  get #address(): string {
    return this.#options.address ?? "/api/uploads";
  }

  get #base(): string {
    return new URL(this.#address, globalThis.location?.href).href;
  }
}

function offsetOf(answer: Response): number | undefined {
  const header = answer.headers.get("upload-offset");
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** What an answer other than 2xx means: a problem to be shown, or a reason to try again (no server of ours need have spoken). */
async function refusalOf(answer: Response): Promise<Error> {
  const { code, detail } = await answer.json().catch(() => ({})) as { code?: string; detail?: string };
  if (answer.status === 401 && !code) return new ProblemError("not-let-in", "You are not signed in here any more. Open this page again.");
  if (!code || !detail || passing.has(code) || code === untilAnotherArrived || answer.status >= 500 || answer.status === 429) return new Passing(retryAfter(answer));
  return new ProblemError(code, detail);
}

function retryAfter(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get("retry-after"));
  return seconds > 0 ? seconds * 1000 : undefined;
}
