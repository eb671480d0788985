import { LiveTrack } from "./LiveTrack.ts";

/** While the device keeps the microphone for itself, as during a call, it is asked for this often, in milliseconds. */
const againEvery = 5_000;

export type MicrophoneCode = "microphone-denied" | "microphone-missing" | "microphone-busy";

/** Why there is no microphone. */
export class MicrophoneTrouble extends Error {
  constructor(readonly code: MicrophoneCode) {
    super(code);
  }
}

/** What a failed getUserMedia means (W3C Media Capture and Streams, section 10.3.2). */
export function microphoneTroubleOf(failure: unknown): MicrophoneTrouble {
  switch ((failure as { name?: string } | null)?.name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
    case "SecurityError":
      return new MicrophoneTrouble("microphone-denied");
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
    case "TypeError":
      return new MicrophoneTrouble("microphone-missing");
    default:
      return new MicrophoneTrouble("microphone-busy");
  }
}

export interface MicrophoneEvents {
  /** A track to speak with; it takes the place of the one before. */
  track(track: MediaStreamTrack): void;
  /** The device has taken the microphone away by itself, or it is back. */
  stopped(stopped: boolean): void;
}

/** A microphone, kept alive: what a call or a lock screen takes away is asked for again until it is back. */
export class Microphone {
  #live: LiveTrack;
  #silent = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @param background whether it goes on while the page is not seen, as on computers */
  constructor(events: MicrophoneEvents, background: boolean) {
    this.#live = new LiveTrack({
      background,
      ask: ask,
      taken: track => {
        track.enabled = !this.#silent;
        events.track(track);
      },
      stopped: stopped => events.stopped(stopped),
      trouble: () => {
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.#live.retake(), againEvery);
      },
    });
  }

  /** Asks for the microphone. Throws MicrophoneTrouble. */
  open(): Promise<void> {
    return this.#live.inTurn(() => this.#live.take());
  }

  /** Whether silence is sent in its place. */
  silence(silent: boolean): void {
    this.#silent = silent;
    if (this.#live.track) this.#live.track.enabled = !silent;
  }

  close(): void {
    clearTimeout(this.#again);
    this.#live.close();
  }
}

async function ask(): Promise<MediaStreamTrack> {
  try {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    return (await navigator.mediaDevices.getUserMedia({ audio, video: false })).getAudioTracks()[0]!;
  } catch (failure) {
    throw microphoneTroubleOf(failure);
  }
}
