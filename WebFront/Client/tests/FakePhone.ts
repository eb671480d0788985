/** A camera of the phone: what it can do is what the browser would say of it. */
export interface FakeCamera {
  deviceId: string;
  label: string;
  facingMode?: string;
  capabilities?: Record<string, unknown>;
  /** Settings it agrees to and does not make. */
  deaf?: string[];
  /** Settings it refuses. */
  refuses?: string[];
}

export class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  muted = false;
  enabled = true;
  contentHint = "";
  kind = "video";
  applied: MediaTrackConstraints[] = [];
  settings: Record<string, unknown>;

  constructor(private camera: FakeCamera) {
    super();
    this.settings = { deviceId: camera.deviceId, ...(camera.facingMode && { facingMode: camera.facingMode }) };
    if (camera.capabilities?.torch) this.settings.torch = false;
  }

  stop = () => void (this.readyState = "ended");
  getSettings = () => this.settings;
  getCapabilities = () => this.camera.capabilities ?? {};

  applyConstraints = async (constraints: MediaTrackConstraints) => {
    this.applied.push(constraints);
    for (const [name, value] of Object.entries(constraints.advanced?.[0] ?? {})) {
      if (this.camera.refuses?.includes(name)) throw Object.assign(new Error(), { name: "OverconstrainedError" });
      if (!this.camera.deaf?.includes(name)) this.settings[name] = value;
    }
  };

  becomes(event: "mute" | "unmute" | "ended"): void {
    if (event === "ended") this.readyState = "ended";
    else this.muted = event === "mute";
    this.dispatchEvent(new Event(event));
  }
}

/** A phone: what it was asked for, what it gave, whether its page is seen. */
export class FakePhone {
  asked: MediaStreamConstraints[] = [];
  tracks: FakeTrack[] = [];
  refusal: Error | undefined;
  document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  cameras: FakeCamera[];

  constructor(cameras: FakeCamera[] = [{ deviceId: "rear", label: "camera2 0, facing back", facingMode: "environment" }, { deviceId: "front", label: "camera2 1, facing front", facingMode: "user" }]) {
    this.cameras = cameras;
    const put = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    put("document", this.document);
    put("addEventListener", () => {});
    put("removeEventListener", () => {});
    put("isSecureContext", true);
    put("ImageCapture", class {});
    put("RTCPeerConnection", class {});
    put("navigator", {
      mediaDevices: {
        getUserMedia: async (constraints: MediaStreamConstraints) => {
          this.asked.push(constraints);
          if (this.refusal) throw this.refusal;
          const track = new FakeTrack(this.#choose(constraints.video));
          this.tracks.push(track);
          return { getVideoTracks: () => [track] };
        },
        enumerateDevices: async () => [
          ...this.cameras.map(({ deviceId, label, facingMode }) =>
            ({ kind: "videoinput", deviceId, label, getCapabilities: () => ({ facingMode: facingMode ? [facingMode] : [] }) })),
          { kind: "audioinput", deviceId: "mic", label: "Microphone" },
        ],
      },
      permissions: { query: async () => ({ state: "denied" }) },
    });
  }

  get track(): FakeTrack {
    return this.tracks.at(-1)!;
  }

  turns(visibility: "visible" | "hidden"): void {
    this.document.visibilityState = visibility;
    this.document.dispatchEvent(new Event("visibilitychange"));
  }

  #choose(video: boolean | MediaTrackConstraints | undefined): FakeCamera {
    const wanted = (video ?? {}) as { deviceId?: { ideal: string }; facingMode?: { ideal: string } };
    return this.cameras.find(({ deviceId }) => deviceId === wanted.deviceId?.ideal)
      ?? this.cameras.find(({ facingMode }) => facingMode && facingMode === wanted.facingMode?.ideal)
      ?? this.cameras[0]!;
  }
}

/** Lets every promise that can go on do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}
