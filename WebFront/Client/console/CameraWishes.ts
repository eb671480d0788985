import { otherCamera } from "../camera/lenses.ts";
import { readReport } from "../camera/wish.ts";
import type { CameraReport, CameraWish } from "../hub/contract.ts";
import type { Channels } from "../media/Channels.ts";

/** A slider's moves are sent at most this often, in milliseconds. */
const zoomEvery = 100;

/** What the agent wants of the phone's camera, and what the phone says of it. */
export class CameraWishes {
  /** What the phone last said; null while it has said nothing. */
  report: CameraReport | null = null;
  #wish: CameraWish | null = null;
  #channels: Channels;
  #changed: () => void;
  #stops: (() => void)[];
  #zooming: ReturnType<typeof setTimeout> | undefined;

  constructor(channels: Channels, changed: () => void) {
    this.#channels = channels;
    this.#changed = changed;
    this.#stops = [
      channels.on("camera-report", ({ report }) => this.#reported(readReport(report))),
      channels.onWay(way => {
        if (way !== "none") this.#sayAnew();
      }),
    ];
    this.#sayAnew();
  }

  /** What is wanted, or what the camera does where nothing is wanted. */
  get torch(): boolean {
    return this.#ahead ? this.#wish!.torch : this.report?.torch === true;
  }

  get zoom(): number | null {
    const range = this.report?.zoom;
    return range ? (this.#ahead ? this.#wish!.zoom : null) ?? range.value : null;
  }

  /** The lens in use; what is asked for by its side shows as what it has become. */
  get lens(): string | null {
    return this.report?.lens ?? null;
  }

  /** The camera is being changed. */
  get changing(): boolean {
    return this.#ahead && this.#wish!.camera !== this.report!.wish.camera;
  }

  flip(): void {
    const { report } = this;
    if (report) this.#want({ camera: otherCamera(report.lenses, report.lens, report.side), zoom: null });
  }

  choose(lens: string): void {
    this.#want({ camera: lens, zoom: null });
  }

  setTorch(torch: boolean): void {
    this.#want({ torch });
  }

  setZoom(zoom: number): void {
    if (!this.report?.zoom) return;
    const { min, max } = this.report.zoom;
    this.#want({ zoom: Math.min(max, Math.max(min, zoom)) }, zoomEvery);
  }

  /** By a factor, as a key or a button does. */
  zoomBy(factor: number): void {
    if (this.zoom !== null) this.setZoom(this.zoom * factor);
  }

  focus(): void {
    if (this.#wish) this.#want({ focus: this.#wish.focus + 1 });
  }

  close(): void {
    clearTimeout(this.#zooming);
    for (const stop of this.#stops) stop();
  }

  /** The phone does not know yet what is wanted. */
  get #ahead(): boolean {
    return this.#wish !== null && this.report !== null && this.#wish.version > this.report.wish.version;
  }

  /** A phone that was loaded anew, or missed it, is told again; a change that the consumer made counts. */
  #reported(report: CameraReport | null): void {
    if (!report) return;
    this.report = report;
    if (this.#wish && this.#wish.version > report.wish.version) {
      if (this.#zooming === undefined) this.#sayAnew();
    } else {
      this.#wish = report.wish;
    }
    this.#changed();
  }

  #want(change: Partial<CameraWish>, wait = 0): void {
    if (!this.#wish) return;
    const pending = this.#zooming !== undefined;
    this.#wish = { ...this.#wish, ...change, version: this.#wish.version + 1 };
    if (wait === 0) this.#send();
    else if (!pending) this.#zooming = setTimeout(() => this.#send(), wait);
    this.#changed();
  }

  #send(): void {
    clearTimeout(this.#zooming);
    this.#zooming = undefined;
    if (this.#wish) this.#channels.sendReliably({ kind: "camera-wish", wish: this.#wish });
  }

  #sayAnew(): void {
    if (this.#wish) this.#send();
    else this.#channels.sendReliably({ kind: "camera-report-wanted" });
  }
}
