import type { Problem } from "../../hub/contract.ts";
import { ProblemError } from "../../hub/ProblemError.ts";
import type { Prepared } from "../../pictures/prepare.ts";
import type { Upload } from "../../uploads/Upload.ts";
import type { Uploads } from "../../uploads/Uploads.ts";

/** Most photos that are sent at a time. */
export const mostPhotos = 10;

export type PhotoState = "preparing" | "chosen" | "waiting" | "sending" | "retrying" | "arrived" | "private" | "refused";

/** One photo as the consumer sees it. */
export interface Photo {
  /** Which one it is; its own for as long as it lies in the tray. */
  key: number;
  state: PhotoState;
  /** Address of the picture in small; null while there is none, and for what this browser cannot show. */
  preview: string | null;
  /** How much of it has arrived, 0..1. */
  progress: number;
  problem: Problem | null;
  /** It was refused, and sending it once more may help. */
  canRepeat: boolean;
}

/** What is wrong with the picture itself: it is as wrong the next time. */
const hopeless: ReadonlySet<string> = new Set([
  "picture-type-unknown", "picture-malformed", "picture-too-large", "picture-too-many-pixels", "picture-empty",
]);

/** Where the consumer is with the photos in the tray: nothing in it, some chosen, some on their way, all decided. */
export type TrayPhase = "empty" | "choosing" | "sending" | "done";

interface Entry {
  key: number;
  prepared: Prepared | null;
  problem: Problem | null;
  preview: string | null;
  upload: Upload | null;
  /** Send was tapped while it was still being prepared. */
  due: boolean;
}

export interface TrayOptions {
  uploads: Uploads;
  prepare(file: Blob): Promise<Prepared>;
  /** The session that photos are for; null when there is none. */
  session(): string | null;
  changed(): void;
}

/** The photos that the consumer has chosen, one batch at a time: prepared one after the other, sent on a tap, shown until all are decided. */
export class PhotoTray {
  #options: TrayOptions;
  #entries: Entry[] = [];
  #keys = 0;
  #preparing: Promise<void> = Promise.resolve();
  /** More were chosen than fit. */
  overfull = false;

  constructor(options: TrayOptions) {
    this.#options = options;
  }

  get photos(): Photo[] {
    return this.#entries.map(({ key, preview, ...entry }) => {
      const state = stateOf(entry);
      const { sent, size } = entry.upload ?? { sent: 0, size: 0 };
      const problem = problemOf(entry);
      return {
        key, preview, state, progress: state === "arrived" || state === "private" ? 1 : size > 0 ? sent / size : 0, problem,
        canRepeat: entry.upload?.state === "refused" && !hopeless.has(problem?.code ?? ""),
      };
    });
  }

  get phase(): TrayPhase {
    const states = this.#entries.map(stateOf);
    if (states.length === 0) return "empty";
    if (this.#entries.some(({ upload, due }) => upload || due)) {
      return states.every(state => state === "arrived" || state === "private" || state === "refused") ? "done" : "sending";
    }
    return "choosing";
  }

  /** Takes files in, as many as fit. Phones hold one large picture in memory with ease, but not ten. */
  add(files: readonly Blob[]): void {
    if (this.phase === "done") this.clear();
    const fit = files.slice(0, mostPhotos - this.#entries.length);
    this.overfull = fit.length < files.length;
    for (const file of fit) {
      const entry: Entry = { key: this.#keys++, prepared: null, problem: null, preview: null, upload: null, due: false };
      this.#entries.push(entry);
      this.#preparing = this.#preparing.then(() => this.#prepare(entry, file));
    }
    this.#options.changed();
  }

  /** Takes one out, whatever has become of it. */
  remove(key: number): void {
    const entry = this.#entries.find(one => one.key === key);
    if (!entry) return;
    if (entry.upload) this.#options.uploads.cancel(entry.upload);
    this.#drop(entry);
    this.overfull = false;
    this.#options.changed();
  }

  send(): void {
    this.overfull = false;
    for (const entry of this.#entries) {
      if (entry.upload || entry.problem) continue;
      entry.due = true;
      this.#sendIfReady(entry);
    }
    this.#options.changed();
  }

  again(key: number): void {
    const entry = this.#entries.find(one => one.key === key);
    if (entry?.upload?.state === "refused") entry.upload = this.#options.uploads.again(entry.upload);
    this.#options.changed();
  }

  /** Gives up what has not arrived. */
  cancel(): void {
    for (const { key, upload } of [...this.#entries]) if (!upload?.isSettled) this.remove(key);
  }

  /** What an earlier page has left behind goes on in the tray. */
  adopt(uploads: readonly Upload[]): void {
    for (const upload of uploads) {
      const preview = URL.createObjectURL(upload.parcel.bytes);
      this.#entries.push({ key: this.#keys++, prepared: null, problem: null, preview, upload, due: true });
    }
    if (uploads.length > 0) this.#options.changed();
  }

  /** Empties the tray of what is decided or was only chosen. */
  clear(): void {
    for (const entry of [...this.#entries]) {
      if (entry.upload && !entry.upload.isSettled) continue;
      if (entry.upload) this.#options.uploads.forget(entry.upload);
      this.#drop(entry);
    }
    this.overfull = false;
    this.#options.changed();
  }

  async #prepare(entry: Entry, file: Blob): Promise<void> {
    if (!this.#entries.includes(entry)) return;
    try {
      entry.prepared = await this.#options.prepare(file);
      const { thumbnail } = entry.prepared;
      if (this.#entries.includes(entry) && thumbnail) entry.preview = URL.createObjectURL(thumbnail);
    } catch (problem) {
      entry.problem = problem instanceof ProblemError ? problem : new ProblemError("picture-malformed", "This picture cannot be read. Choose another one.");
    }
    if (this.#entries.includes(entry)) this.#sendIfReady(entry);
    this.#options.changed();
  }

  #sendIfReady(entry: Entry): void {
    const session = this.#options.session();
    if (!entry.due || !entry.prepared || entry.upload || !session) return;
    const { bytes, type, thumbnail } = entry.prepared;
    entry.upload = this.#options.uploads.send({ source: "photo", type, bytes, session, ...(thumbnail && { thumbnail }) });
    entry.prepared = null;
  }

  #drop(entry: Entry): void {
    if (entry.preview) URL.revokeObjectURL(entry.preview);
    this.#entries = this.#entries.filter(one => one !== entry);
  }
}

function stateOf({ upload, problem, prepared }: Pick<Entry, "upload" | "problem" | "prepared">): PhotoState {
  if (problem) return "refused";
  if (!upload) return prepared ? "chosen" : "preparing";
  if (upload.state === "arrived" && upload.picture === "private") return "private";
  return upload.state === "cancelled" ? "refused" : upload.state;
}

function problemOf({ upload, problem }: Pick<Entry, "upload" | "problem">): Problem | null {
  return problem ?? upload?.problem ?? null;
}
