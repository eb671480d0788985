import { nextLens, otherCamera } from "../camera/lenses.ts";
import { changesBetween, readWish, type Change } from "../camera/wish.ts";
import type { CameraWish } from "../hub/contract.ts";
import type { Channels } from "../media/Channels.ts";
import { Camera, unknownCamera, type CameraEvents, type CameraFacts } from "./Camera.ts";
import type { CameraTrouble } from "./cameraTrouble.ts";

export interface CameraControlOptions extends CameraEvents {
  channels: Channels;
  /** What this session's camera was last to do, and where to keep it: a page that was loaded anew goes on with it. */
  kept: CameraWish;
  keep(wish: CameraWish): void;
  /** The agent has changed these. */
  told(changes: Change[]): void;
  isPaused(): boolean;
}

/** The phone's camera under two hands: the agent's wishes and the consumer's taps become one state, which is reported back. */
export class CameraControl {
  #options: CameraControlOptions;
  #camera: Camera;
  #wish: CameraWish;
  #stops: (() => void)[];

  constructor(options: CameraControlOptions) {
    this.#options = options;
    this.#wish = options.kept;
    this.#camera = new Camera({
      ...options,
      facts: facts => {
        // What cannot be had is not tried again with the next wish.
        if (facts.problem === "lens-refused") this.#wish = { ...this.#wish, camera: this.#camera.opened, version: this.#wish.version + 1 };
        options.facts(facts);
        this.report();
      },
    }, this.#wish);
    const { channels } = options;
    this.#stops = [
      channels.on("camera-wish", ({ wish }) => this.#wished(readWish(wish))),
      channels.on("camera-report-wanted", () => this.report()),
      channels.onWay(way => {
        if (way !== "none") this.report();
      }),
    ];
  }

  get facts(): CameraFacts {
    return this.#camera.facts;
  }

  /** Asks for the camera, which is shown once `allowed` has come true. Throws CameraTrouble, or what `allowed` ends with. */
  open(allowed?: Promise<unknown>): Promise<void> {
    return this.#camera.open(allowed);
  }

  /** The other side of the phone. Throws CameraTrouble. */
  flip(): Promise<void> {
    const { lenses, lens, side } = this.facts;
    return this.#want({ camera: otherCamera(lenses, lens, side), zoom: null });
  }

  /** The next lens on the same side. Throws CameraTrouble. */
  async nextLens(): Promise<void> {
    const next = nextLens(this.facts.lenses, this.facts.lens);
    if (next) await this.#want({ camera: next.id, zoom: null });
  }

  setTorch(on: boolean): Promise<void> {
    return this.#want({ torch: on });
  }

  /** A still at the camera's full size. Throws when there is no picture to be taken. */
  still(): Promise<Blob> {
    return this.#camera.still();
  }

  enable(enabled: boolean): void {
    this.#camera.enable(enabled);
  }

  /** Says what the camera can do and does. */
  report(): void {
    if (this.facts === unknownCamera) return;
    this.#options.channels.sendReliably({
      kind: "camera-report", report: { ...this.facts, wish: this.#wish, paused: this.#options.isPaused() },
    });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#camera.close();
  }

  #want(change: Partial<CameraWish>): Promise<void> {
    return this.#take({ ...this.#wish, ...change, version: this.#wish.version + 1 });
  }

  /** An older wish than the one known crosses a change made here: the report says which counts. */
  #wished(wish: CameraWish | null): void {
    if (!wish) return;
    if (wish.version < this.#wish.version) return this.report();
    const changes = changesBetween(this.#wish, wish);
    if (changes.length > 0) this.#options.told(changes);
    void this.#take(wish).catch(trouble => this.#options.trouble(trouble as CameraTrouble));
  }

  #take(wish: CameraWish): Promise<void> {
    this.#wish = wish;
    this.#options.keep(wish);
    return this.#camera.want(wish);
  }
}
