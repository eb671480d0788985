import { abilitiesOf, settingsFor, unable, type Abilities, type ImageCapabilities, type ImageSettings } from "../camera/abilities.ts";
import { lensesOf, sideOf } from "../camera/lenses.ts";
import { takeStill } from "../camera/still.ts";
import { firstWish } from "../camera/wish.ts";
import type { CameraReport, CameraWish } from "../hub/contract.ts";
import { LiveTrack } from "../media/LiveTrack.ts";
import { CameraTrouble, missingFrom, troubleOf } from "./cameraTrouble.ts";

/** The live picture's size and rate; a still is taken larger. */
const liveSize: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** How long a camera gets to focus before it goes back to its own ways, in milliseconds. */
const focusTime = 1_500;

/** What the camera can do and does, as a report has it. */
export type CameraFacts = Omit<CameraReport, "wish" | "paused">;

export const unknownCamera: CameraFacts = { lenses: [], lens: null, side: "unknown", torch: null, zoom: null, focus: false, problem: null };

export interface CameraEvents {
  /** A track to send and to show; it takes the place of the one before. */
  track(track: MediaStreamTrack): void;
  /** What it can do or does has changed. */
  facts(facts: CameraFacts): void;
  /** The phone has stopped the camera by itself (locked, a call, in the background), or it is back. */
  stopped(stopped: boolean): void;
  /** The camera could not be had again. */
  trouble(trouble: CameraTrouble): void;
}

/**
 * The phone's camera, kept alive, and doing what was wanted of it last: lens, light and zoom are put back on every new track, as a
 * phone that takes the camera away forgets them. A pause only blacks the picture out, so that going on needs no new permission.
 */
export class Camera {
  facts: CameraFacts = unknownCamera;
  #events: CameraEvents;
  #live: LiveTrack;
  #wish: CameraWish;
  #opened = "";
  #allowed: Promise<unknown> = Promise.resolve();
  #focused = 0;
  #able: Abilities = unable;
  #enabled = true;

  constructor(events: CameraEvents, wish: CameraWish = firstWish) {
    this.#events = events;
    this.#wish = wish;
    this.#live = new LiveTrack({
      ask: () => this.#ask(),
      taken: track => this.#taken(track),
      stopped: stopped => events.stopped(stopped),
      trouble: trouble => events.trouble(trouble as CameraTrouble),
    });
  }

  /** What the track at hand was asked for: `rear`, `front` or a lens. */
  get opened(): string {
    return this.#opened;
  }

  /**
   * Asks for the camera. Throws CameraTrouble, or what `allowed` ends with: a camera that is there before it is allowed to be shown waits,
   * and goes when it is not.
   */
  open(allowed: Promise<unknown> = Promise.resolve()): Promise<void> {
    return this.#live.inTurn(() => {
      this.#allowed = allowed;
      return this.#live.take();
    });
  }

  /** Does what is wanted now; wishes that come in quickly are one. Without a camera it is done when there is one. Throws CameraTrouble. */
  want(wish: CameraWish): Promise<void> {
    this.#wish = wish;
    return this.#live.inTurn(async () => {
      if (!this.#live.track || this.#wish !== wish) return;
      if (wish.camera === this.#opened) await this.#settle(null);
      else await this.#change();
    });
  }

  /** A still at the camera's full size. Throws when there is no picture to be taken. */
  still(): Promise<Blob> {
    return this.#live.inTurn(async () => {
      const track = this.#live.track;
      if (!track || track.muted || !this.#enabled) throw new Error("There is no picture to be taken.");
      try {
        return await takeStill(track, async ({ width, height }) => {
          await track.applyConstraints({ width: { ideal: width }, height: { ideal: height } }).catch(() => {});
        });
      } finally {
        // Some phones forget light and zoom while they take a photo.
        if (this.#live.track === track) {
          await track.applyConstraints(liveSize).catch(() => {});
          await this.#settle(null);
        }
      }
    });
  }

  /** Whether the picture is sent, or black in its place. */
  enable(enabled: boolean): void {
    this.#enabled = enabled;
    if (this.#live.track) this.#live.track.enabled = enabled;
  }

  close(): void {
    this.#live.close();
  }

  /** Back to the camera before when the wanted one cannot be had. */
  async #change(): Promise<void> {
    const before = this.#opened;
    try {
      await this.#live.take();
    } catch {
      this.#wish = { ...this.#wish, camera: before };
      await this.#live.take();
      this.#tell({ ...this.facts, problem: "lens-refused" });
    }
  }

  async #ask(): Promise<MediaStreamTrack> {
    const missing = missingFrom({
      isSecureContext, mediaDevices: navigator.mediaDevices?.getUserMedia, RTCPeerConnection: globalThis.RTCPeerConnection,
    });
    if (missing) throw missing;
    const { camera } = this.#wish;
    this.#opened = camera;
    // Never exact: an id changes when the consumer clears the browser's data, and a side may not be told.
    const video: MediaTrackConstraints = camera === "rear" ? { facingMode: { ideal: "environment" } }
      : camera === "front" ? { facingMode: { ideal: "user" } }
      : { deviceId: { ideal: camera } };
    const track = (await this.#request(video)).getVideoTracks()[0]!;
    try {
      await this.#allowed;
    } catch (refusal) {
      track.stop();
      throw refusal;
    }
    return track;
  }

  async #request(video: MediaTrackConstraints): Promise<MediaStream> {
    try {
      return await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (failure) {
      const trouble = troubleOf(failure, await permission());
      if (trouble.code !== "camera-unsuitable") throw trouble;
      return await navigator.mediaDevices.getUserMedia({ video: true, audio: false }).catch(() => Promise.reject(trouble));
    }
  }

  async #taken(track: MediaStreamTrack): Promise<void> {
    track.enabled = this.#enabled;
    track.contentHint = "detail";
    this.#focused = this.#wish.focus;
    this.#events.track(track);
    // Only now, as some phones refuse the camera altogether when they are asked for a size with it.
    await track.applyConstraints(liveSize).catch(() => {});
    const cameras = (await navigator.mediaDevices.enumerateDevices().catch(() => [])).filter(device => device.kind === "videoinput");
    if (this.#live.track !== track) return;
    const lenses = lensesOf(cameras.map(camera => ({ deviceId: camera.deviceId, label: camera.label, facingMode: facingOf(camera) })));
    await this.#settle(lenses);
  }

  /** Looks at what this track can do, as every lens is different, has it do what is wanted, and looks at what it does. */
  async #settle(lenses: CameraFacts["lenses"] | null): Promise<void> {
    const track = this.#live.track!;
    this.#able = abilitiesOf((track.getCapabilities?.() ?? {}) as ImageCapabilities);
    const wanted = settingsFor(this.#wish, this.#able, track.getSettings() as ImageSettings);
    let problem = wanted && !await this.#apply(track, wanted) ? wanted.torch ? "light-refused" : "zoom-refused" : null;
    if (this.#wish.focus > this.#focused && this.#able.focus) {
      this.#focused = this.#wish.focus;
      if (await this.#apply(track, { ...wanted, focusMode: this.#able.focus.once })) this.#unfocusLater(track, wanted);
      else problem ??= "focus-refused";
    }
    const settings = track.getSettings() as MediaTrackSettings & ImageSettings;
    // Some phones say yes to the light and leave it off; what the track says of itself counts.
    const torch = this.#able.torch ? settings.torch ?? wanted?.torch ?? false : null;
    if (torch === false && wanted?.torch) problem = "light-refused";
    const known = lenses ?? this.facts.lenses;
    const lens = settings.deviceId || null;
    this.#tell({
      lenses: known,
      lens,
      side: settings.facingMode ? sideOf(settings.facingMode) : known.find(({ id }) => id === lens)?.side ?? "unknown",
      torch,
      zoom: this.#able.zoom && { ...this.#able.zoom, value: settings.zoom ?? wanted?.zoom ?? this.#able.zoom.min },
      focus: this.#able.focus !== null,
      problem,
    });
  }

  #unfocusLater(track: MediaStreamTrack, settings: ImageSettings | null): void {
    const then = this.#able.focus?.then;
    if (!then) return;
    setTimeout(() => {
      if (this.#live.track === track) void this.#apply(track, { ...settings, focusMode: then });
    }, focusTime);
  }

  /**
   * Sets what belongs to the image. Chromium refuses these together with a size and keeps the size; elsewhere constraints that are not
   * repeated are gone (W3C Media Capture and Streams, section 11.1.2).
   */
  async #apply(track: MediaStreamTrack, settings: ImageSettings): Promise<boolean> {
    const advanced = [settings as MediaTrackConstraintSet];
    try {
      await track.applyConstraints("ImageCapture" in globalThis ? { advanced } : { ...liveSize, advanced });
      return true;
    } catch {
      return false;
    }
  }

  #tell(facts: CameraFacts): void {
    this.facts = facts;
    this.#events.facts(facts);
  }
}

function facingOf(camera: MediaDeviceInfo): readonly string[] | undefined {
  try {
    return (camera as InputDeviceInfo).getCapabilities?.().facingMode;
  } catch {
    return undefined;
  }
}

/** What the browser says of the permission for a camera or microphone; undefined where it does not tell. */
export async function permission(device: "camera" | "microphone" = "camera"): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: device as PermissionName })).state;
  } catch {
    return undefined;
  }
}
