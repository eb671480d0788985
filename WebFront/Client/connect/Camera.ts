import { CameraTrouble, missingFrom, troubleOf } from "./cameraTrouble.ts";

/** A camera that falls silent for shorter than this is only changing its mind, in milliseconds. */
const muteGrace = 5_000;

export interface CameraEvents {
  /** A track to send and to show; it takes the place of the one before. */
  track(track: MediaStreamTrack): void;
  /** Whether there is another camera to change to. */
  choice(canFlip: boolean): void;
  /** The phone has stopped the camera by itself (locked, a call, in the background), or it is back. */
  stopped(stopped: boolean): void;
  /** The camera could not be had again. */
  trouble(trouble: CameraTrouble): void;
}

export type Facing = "environment" | "user";

/**
 * The phone's camera, kept alive: what the phone takes away is asked for anew as soon as the page is seen again. A pause only blacks the
 * picture out, so that going on needs no new permission.
 */
export class Camera {
  #events: CameraEvents;
  #track: MediaStreamTrack | undefined;
  #facing: Facing = "environment";
  #cameras: MediaDeviceInfo[] = [];
  #enabled = true;
  #stopped = false;
  #mute: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(events: CameraEvents) {
    this.#events = events;
    document.addEventListener("visibilitychange", this.#visible);
    addEventListener("pageshow", this.#visible);
  }

  get facing(): Facing {
    return this.#facing;
  }

  /** Asks for the camera. Throws CameraTrouble. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#acquire());
  }

  /** The other side of the phone; back to the one before when the other cannot be had. */
  flip(): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#facing;
      this.#facing = before === "environment" ? "user" : "environment";
      try {
        await this.#acquire(this.#nextCamera());
      } catch {
        this.#facing = before;
        await this.#acquire();
      }
    });
  }

  /** Whether the picture is sent, or black in its place. */
  enable(enabled: boolean): void {
    this.#enabled = enabled;
    if (this.#track) this.#track.enabled = enabled;
  }

  close(): void {
    this.#closed = true;
    document.removeEventListener("visibilitychange", this.#visible);
    removeEventListener("pageshow", this.#visible);
    this.#release();
  }

  /** One request for the camera at a time: phones give it to the last one who asks. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => {});
    return result;
  }

  async #acquire(deviceId?: string): Promise<void> {
    const missing = missingFrom({
      isSecureContext, mediaDevices: navigator.mediaDevices?.getUserMedia, RTCPeerConnection: globalThis.RTCPeerConnection,
    });
    if (missing) throw missing;
    this.#release();
    const stream = await this.#ask(deviceId);
    const track = stream.getVideoTracks()[0]!;
    if (this.#closed) return track.stop();
    this.#track = track;
    track.enabled = this.#enabled;
    track.contentHint = "detail";
    track.addEventListener("ended", () => this.#lost(track));
    track.addEventListener("mute", () => this.#muted(track));
    track.addEventListener("unmute", () => this.#unmuted(track));
    this.#events.track(track);
    this.#say(false);
    if (track.muted) this.#muted(track);
    // Only now, as some phones refuse the camera altogether when they are asked for a size with it.
    await track.applyConstraints({ width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }).catch(() => {});
    this.#cameras = (await navigator.mediaDevices.enumerateDevices().catch(() => [])).filter(device => device.kind === "videoinput");
    this.#events.choice(this.#cameras.length > 1);
  }

  async #ask(deviceId?: string): Promise<MediaStream> {
    const video = deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: { ideal: this.#facing } };
    try {
      return await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (failure) {
      const trouble = troubleOf(failure, await permission());
      if (trouble.code !== "camera-unsuitable") throw trouble;
      return await navigator.mediaDevices.getUserMedia({ video: true, audio: false }).catch(() => Promise.reject(trouble));
    }
  }

  /** Computers' cameras have no side: there the next in the list is the other one. */
  #nextCamera(): string | undefined {
    const settings = this.#track?.getSettings();
    if (!settings || settings.facingMode) return undefined;
    const at = this.#cameras.findIndex(camera => camera.deviceId === settings.deviceId);
    return this.#cameras[(at + 1) % this.#cameras.length]?.deviceId;
  }

  #release(): void {
    clearTimeout(this.#mute);
    const track = this.#track;
    this.#track = undefined;
    track?.stop();
  }

  #lost(track: MediaStreamTrack): void {
    if (this.#track !== track) return;
    this.#say(true);
    this.#reacquire();
  }

  #muted(track: MediaStreamTrack): void {
    if (this.#track !== track) return;
    clearTimeout(this.#mute);
    const stop = () => {
      this.#say(true);
      this.#reacquire();
    };
    if (document.visibilityState === "hidden") this.#say(true);
    else this.#mute = setTimeout(stop, muteGrace);
  }

  #unmuted(track: MediaStreamTrack): void {
    if (this.#track !== track) return;
    clearTimeout(this.#mute);
    this.#say(false);
  }

  #visible = () => {
    const track = this.#track;
    if (document.visibilityState !== "visible" || this.#closed) return;
    if (track ? track.readyState === "ended" || track.muted : this.#stopped) this.#reacquire();
  };

  /** In the background no phone gives its camera to a page: then it is asked for when the page is seen again. */
  #reacquire(): void {
    if (document.visibilityState !== "visible") return;
    void this.#inTurn(async () => {
      if (this.#closed || (this.#track && this.#track.readyState === "live" && !this.#track.muted)) return;
      await this.#acquire();
    }).catch(trouble => {
      if (!this.#closed && document.visibilityState === "visible") this.#events.trouble(trouble as CameraTrouble);
    });
  }

  #say(stopped: boolean): void {
    if (this.#stopped === stopped) return;
    this.#stopped = stopped;
    this.#events.stopped(stopped);
  }
}

/** What the browser says of the camera's permission; undefined where it does not tell. */
export async function permission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: "camera" as PermissionName })).state;
  } catch {
    return undefined;
  }
}
