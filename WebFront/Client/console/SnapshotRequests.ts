import type { SnapshotMessage } from "../hub/contract.ts";
import { operationId } from "../hub/operationId.ts";
import type { Channels } from "../media/Channels.ts";

/** A phone that has not said anything of a snapshot by then is taken not to, in milliseconds. */
const answerLimit = 15_000;

export interface SnapshotRequest {
  id: string;
  /** `asked`: the phone has not answered yet; `silent`: and will not. */
  state: Extract<SnapshotMessage, { kind: "snapshot" }>["state"] | "asked" | "silent";
  sent: number;
  size: number;
}

/** Snapshots that this console has asked for and that are not in the session's pictures yet. */
export class SnapshotRequests {
  all: readonly SnapshotRequest[] = [];
  #channels: Channels;
  #changed: () => void;
  #stops: (() => void)[];
  #waits = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(channels: Channels, changed: () => void) {
    this.#channels = channels;
    this.#changed = changed;
    this.#stops = [
      channels.on("snapshot", progress => this.#told(progress)),
      channels.onWay(way => {
        if (way === "none") return;
        for (const { id, state } of this.all) {
          if (state === "asked" || state === "taking") this.#ask(id);
        }
      }),
    ];
  }

  take(): void {
    const id = operationId();
    this.all = [...this.all, { id, state: "asked", sent: 0, size: 0 }];
    this.#ask(id);
    this.#changed();
  }

  /** Asks once more for what came to nothing. */
  again({ id }: SnapshotRequest): void {
    this.dismiss({ id });
    this.take();
  }

  dismiss({ id }: { id: string }): void {
    clearTimeout(this.#waits.get(id));
    this.#waits.delete(id);
    this.all = this.all.filter(one => one.id !== id);
    this.#changed();
  }

  /** The session's pictures show these: they are no request any more. */
  shown(ids: ReadonlySet<string>): void {
    for (const request of this.all) {
      if (ids.has(request.id)) this.dismiss(request);
    }
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const wait of this.#waits.values()) clearTimeout(wait);
    this.all = [];
  }

  #ask(id: string): void {
    this.#channels.sendReliably({ kind: "snapshot-wanted", id });
    clearTimeout(this.#waits.get(id));
    this.#waits.set(id, setTimeout(() => this.#put(id, { state: "silent" }), answerLimit));
  }

  #told({ id, state, sent, size }: Extract<SnapshotMessage, { kind: "snapshot" }>): void {
    if (!["taking", "sending", "retrying", "arrived", "refused", "failed"].includes(state)) return;
    if (state !== "taking") clearTimeout(this.#waits.get(id));
    if (state === "arrived") this.dismiss({ id });
    else this.#put(id, { state, sent: Number(sent) || 0, size: Number(size) || 0 });
  }

  #put(id: string, change: Partial<SnapshotRequest>): void {
    this.all = this.all.map(one => one.id === id ? { ...one, ...change } : one);
    this.#changed();
  }
}
