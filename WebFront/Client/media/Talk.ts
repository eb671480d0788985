import type { ConsentState, TalkMessage } from "../hub/contract.ts";
import type { Channels } from "./Channels.ts";
import { Microphone, MicrophoneTrouble, type MicrophoneCode } from "./Microphone.ts";

export interface TalkState {
  /** The microphone is there. */
  speaking: boolean;
  muted: boolean;
  /** The device has taken the microphone away by itself. */
  stopped: boolean;
  /** Why there is no microphone although the sound is on. */
  trouble: MicrophoneCode | null;
  /** What the other side says of its microphone; null while it has said nothing. */
  other: Omit<TalkMessage, "kind"> | null;
}

const quiet: TalkState = { speaking: false, muted: false, stopped: false, trouble: null, other: null };

export interface TalkOptions {
  channels: Channels;
  /** Gives the track, or silence, to the connection. */
  speak(track: MediaStreamTrack | null): void;
  changed(state: TalkState): void;
  /** Whether the microphone goes on while the page is not seen. */
  background: boolean;
}

/**
 * One side of talking. Nothing is sent before both want it: the microphone may be asked for earlier, in the tap that says yes, but its
 * track is given to the connection only while the sound is on.
 */
export class Talk {
  state: TalkState = quiet;
  #options: TalkOptions;
  #microphone: Microphone | undefined;
  #track: MediaStreamTrack | null = null;
  #consent: ConsentState = "off";
  #on = false;
  #held = false;
  #stops: (() => void)[];

  constructor(options: TalkOptions) {
    this.#options = options;
    const { channels } = options;
    this.#stops = [
      channels.on("talk", ({ speaking, muted, stopped }) => {
        this.#set({ other: { speaking: speaking === true, muted: muted === true, stopped: stopped === true } });
      }),
      channels.onWay(way => {
        if (way !== "none" && this.#on) this.#tell();
      }),
    ];
  }

  /** Asks for the microphone, best in the tap that wants to talk. Throws MicrophoneTrouble. */
  async open(): Promise<void> {
    if (this.#microphone) return;
    const microphone = this.#microphone = new Microphone({
      track: track => {
        if (this.#microphone !== microphone) return;
        this.#track = track;
        this.#set({ speaking: true, trouble: null });
        this.connect();
      },
      stopped: stopped => {
        if (this.#microphone === microphone) this.#set({ stopped });
      },
    }, this.#options.background);
    this.#silence();
    try {
      await microphone.open();
    } catch (trouble) {
      microphone.close();
      if (this.#microphone === microphone) this.#microphone = undefined;
      throw trouble;
    }
  }

  /** Follows what was agreed to. After a reload the sound is on and the microphone is not there: it is asked for, and its lack is told. */
  follow(consent: ConsentState, held: boolean): void {
    if (this.#held !== held) {
      this.#held = held;
      this.#silence();
    }
    // The microphone may be there before the answer is.
    if (consent === this.#consent) return;
    this.#consent = consent;
    if (consent === "off") return this.#off();
    const on = this.#on = consent === "on";
    this.connect();
    if (!on) return;
    this.#tell();
    if (!this.#microphone) void this.retry();
  }

  /** Asks for the microphone once more, while the sound is on. */
  async retry(): Promise<void> {
    try {
      await this.open();
    } catch (trouble) {
      this.#set({ trouble: trouble instanceof MicrophoneTrouble ? trouble.code : "microphone-busy" });
    }
  }

  /** What was opened to ask with is let go when nothing could be asked. */
  abandon(): void {
    if (this.#consent === "off") this.#off();
  }

  /** What is said on this side, while the sound is on. */
  get voice(): MediaStreamTrack | null {
    return this.#on ? this.#track : null;
  }

  setMuted(muted: boolean): void {
    this.#set({ muted });
    this.#silence();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#off();
  }

  #off(): void {
    this.#on = false;
    this.#microphone?.close();
    this.#microphone = undefined;
    this.#track = null;
    this.#options.speak(null);
    this.state = quiet;
    this.#options.changed(this.state);
  }

  /** Gives a connection that has just been made what it is to send. */
  connect(): void {
    this.#options.speak(this.#on ? this.#track : null);
  }

  #silence(): void {
    this.#microphone?.silence(this.state.muted || this.#held);
  }

  #set(change: Partial<TalkState>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    this.#options.changed(this.state);
    const { speaking, muted, stopped } = this.state;
    if (this.#on && (speaking !== before.speaking || muted !== before.muted || stopped !== before.stopped)) this.#tell();
  }

  #tell(): void {
    const { speaking, muted, stopped } = this.state;
    this.#options.channels.sendReliably({ kind: "talk", speaking, muted, stopped });
  }
}
