import type { SnapshotMessage } from "../hub/contract.ts";
import type { Channels } from "../media/Channels.ts";
import type { Upload } from "../uploads/Upload.ts";

export interface SnapshotsOptions {
  channels: Channels;
  /** Takes a still; throws when there is no camera. */
  still(): Promise<Blob>;
  /** Sends it, under the id that the agent has given it. */
  send(id: string, still: Blob): void;
  /** It has arrived and been told: it need not be shown any more. */
  forget(upload: Upload): void;
  /** The snapshots on their way to the server, also those that an earlier page has left behind. */
  uploads(): readonly Upload[];
  /** The agent takes one now. */
  taking(): void;
}

type Progress = Extract<SnapshotMessage, { kind: "snapshot" }>;

/** Stills that the agent asks for: each id is taken once, however often it is asked for, and its way is told. */
export class Snapshots {
  #options: SnapshotsOptions;
  /** What has no upload: not yet, not at all, or not any more. */
  #own = new Map<string, "taking" | "failed" | "arrived">();
  #told = new Map<string, string>();
  #stops: (() => void)[];

  constructor(options: SnapshotsOptions) {
    this.#options = options;
    this.#stops = [
      options.channels.on("snapshot-wanted", ({ id }) => {
        if (typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) void this.#take(id);
      }),
      options.channels.onWay(() => {
        this.#told.clear();
        this.report();
      }),
    ];
  }

  /** Tells what has changed. */
  report(): void {
    for (const [id, state] of this.#own) this.#tell({ kind: "snapshot", id, state, sent: 0, size: 0 });
    for (const upload of this.#options.uploads()) {
      this.#tell(progressOf(upload));
      if (upload.state !== "arrived") continue;
      this.#own.set(upload.parcel.id, "arrived");
      this.#options.forget(upload);
    }
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #take(id: string): Promise<void> {
    if (this.#own.get(id) !== "taking" && this.#own.get(id) !== "arrived" && !this.#options.uploads().some(({ parcel }) => parcel.id === id)) {
      this.#own.set(id, "taking");
      this.#options.taking();
      this.report();
      try {
        const still = await this.#options.still();
        this.#own.delete(id);
        this.#options.send(id, still);
      } catch {
        this.#own.set(id, "failed");
      }
    }
    // Asked again means that the agent has not heard of it.
    this.#told.delete(id);
    this.report();
  }

  #tell(progress: Progress): void {
    const said = JSON.stringify(progress);
    if (this.#told.get(progress.id) === said) return;
    this.#told.set(progress.id, said);
    this.#options.channels.sendReliably(progress);
  }
}

function progressOf({ parcel, state, sent, size }: Upload): Progress {
  return {
    kind: "snapshot", id: parcel.id, sent, size,
    state: state === "arrived" ? "arrived" : state === "retrying" ? "retrying" : state === "refused" || state === "cancelled" ? "refused" : "sending",
  };
}
