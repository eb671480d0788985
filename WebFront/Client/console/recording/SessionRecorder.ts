import type { ConsentState, RecordingView } from "../../hub/contract.ts";
import { operationId } from "../../hub/operationId.ts";
import { Mix } from "./Mix.ts";
import { RecordingSender } from "./RecordingSender.ts";

/** What is recorded leaves the page this often, in milliseconds: a crash loses no more. */
const pieceEvery = 1_000;

/** A frame that stands by itself this often makes a recording that can be sought in, in milliseconds. */
const keyFrameEvery = 2_000;

const videoBitsPerSecond = 2_500_000;

/** What Chromium and Firefox both record, best first. */
const types = ["video/webm;codecs=vp8,opus", "video/webm"];

/** What another page has left unfinished is finished after this long: that page may still be sending its last piece, in milliseconds. */
const sweepAfter = 10_000;

/** Whether this browser can record. */
export const canRecord = () => recordingType() !== undefined;

function recordingType(): string | undefined {
  return globalThis.MediaRecorder && types.find(type => MediaRecorder.isTypeSupported(type));
}

interface Part { recorder: MediaRecorder; sender: RecordingSender; mix: Mix }

export interface RecorderOptions {
  sessionId: string;
  changed(): void;
  /** For tests. */
  fetch?: typeof fetch;
}

/**
 * Records what the phone shows, and what both say while the sound is on, for as long as the consumer agrees. Each connection of the
 * picture makes a recording of its own, as a recorder does not outlive its track.
 */
export class SessionRecorder {
  #options: RecorderOptions;
  #wanted: MediaStream | null = null;
  #sounds: readonly (MediaStreamTrack | null | undefined)[] = [];
  #part: Part | undefined;
  #mine = new Set<string>();
  #senders = new Set<RecordingSender>();
  #sweep: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Frames are being kept right now. */
  get running(): boolean {
    return this.#part !== undefined && !this.#part.sender.problem;
  }

  /** Why it does not record although it may. */
  get problem() {
    return this.#part?.sender.problem ?? null;
  }

  /** Bytes that the server does not have yet. */
  get waiting(): number {
    return [...this.#senders].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Records while it is agreed to and there is a picture. */
  follow(consent: ConsentState, stream: MediaStream | null, sounds: readonly (MediaStreamTrack | null | undefined)[]): void {
    const wanted = consent === "on" && canRecord() ? stream : null;
    this.#sounds = sounds;
    if (this.#wanted === wanted) return this.#part?.mix.hear(sounds);
    this.#stop();
    this.#wanted = wanted;
    if (wanted) void this.#start(wanted);
  }

  /** Finishes what a page that is gone could not. */
  tidy(recordings: readonly RecordingView[]): void {
    const left = recordings.filter(({ state, recordingId }) => state === "recording" && !this.#mine.has(recordingId));
    if (left.length === 0) return;
    clearTimeout(this.#sweep);
    this.#sweep = setTimeout(() => {
      for (const { recordingId } of left) {
        void (this.#options.fetch ?? fetch)(`/api/recordings/${this.#options.sessionId}/${recordingId}/finish`, { method: "POST" }).catch(() => {});
      }
    }, sweepAfter);
  }

  close(): void {
    clearTimeout(this.#sweep);
    this.#stop();
  }

  async #start(stream: MediaStream): Promise<void> {
    const mix = new Mix();
    await mix.ready();
    if (this.#wanted !== stream) return mix.close();
    mix.hear(this.#sounds);
    const recordingId = operationId();
    const { sessionId, changed, fetch } = this.#options;
    this.#mine.add(recordingId);
    const sender = new RecordingSender({ sessionId, recordingId, changed, ...(fetch && { fetch }) });
    this.#senders.add(sender);
    void sender.done.then(() => {
      this.#senders.delete(sender);
      changed();
    });
    const settings = { mimeType: recordingType()!, videoBitsPerSecond, videoKeyFrameIntervalDuration: keyFrameEvery };
    const recorder = new MediaRecorder(new MediaStream([...stream.getVideoTracks(), ...mix.tracks]), settings);
    recorder.addEventListener("dataavailable", ({ data }) => sender.add(data));
    recorder.addEventListener("stop", () => {
      mix.close();
      sender.finish();
      changed();
    });
    this.#part = { recorder, sender, mix };
    recorder.start(pieceEvery);
    changed();
  }

  #stop(): void {
    const part = this.#part;
    this.#part = undefined;
    this.#wanted = null;
    if (part && part.recorder.state !== "inactive") part.recorder.stop();
  }
}
