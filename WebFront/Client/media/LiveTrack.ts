/** A track that falls silent for shorter than this is only changing its mind, in milliseconds. */
const muteGrace = 5_000;

export interface LiveTrackOptions {
  /** Asks the browser for a track; throws why there is none. */
  ask(): Promise<MediaStreamTrack>;
  /** A new track takes the place of the one before. What is done here is part of the turn: nothing else is asked for meanwhile. */
  taken(track: MediaStreamTrack): void | Promise<void>;
  /** The device has taken the track away by itself (locked, a call, in the background), or it is back. */
  stopped(stopped: boolean): void;
  /** It could not be had again. */
  trouble(trouble: unknown): void;
  /** No phone gives its camera or microphone to a page in the background: there it is asked for when the page is seen. Computers do. */
  background?: boolean;
}

/** A camera's or microphone's track, kept alive: what the device takes away is asked for anew as soon as it can be had. */
export class LiveTrack {
  track: MediaStreamTrack | undefined;
  #options: LiveTrackOptions;
  #stopped = false;
  #mute: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: LiveTrackOptions) {
    this.#options = options;
    globalThis.document?.addEventListener("visibilitychange", this.#visible);
    globalThis.addEventListener?.("pageshow", this.#visible);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** One request at a time: phones give a camera to the last one who asks. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => {});
    return result;
  }

  /** Takes a new track, to be called in turn. The one before is let go first: phones have one camera at a time. */
  async take(): Promise<void> {
    this.#release();
    const track = await this.#options.ask();
    if (this.#closed) return track.stop();
    this.track = track;
    track.addEventListener("ended", () => this.#lost(track));
    track.addEventListener("mute", () => this.#muted(track));
    track.addEventListener("unmute", () => this.#unmuted(track));
    this.#say(false);
    if (track.muted) this.#muted(track);
    await this.#options.taken(track);
  }

  /** Asks for it again although nobody has taken it away, as after a refusal that may be over. */
  retake(): void {
    if (!this.#inReach) return;
    void this.inTurn(async () => {
      if (this.#closed || (this.track && this.track.readyState === "live" && !this.track.muted)) return;
      await this.take();
    }).catch(trouble => {
      if (!this.#closed && this.#inReach) this.#options.trouble(trouble);
    });
  }

  close(): void {
    this.#closed = true;
    globalThis.document?.removeEventListener("visibilitychange", this.#visible);
    globalThis.removeEventListener?.("pageshow", this.#visible);
    this.#release();
  }

  #release(): void {
    clearTimeout(this.#mute);
    const track = this.track;
    this.track = undefined;
    track?.stop();
  }

  #lost(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    this.#say(true);
    this.retake();
  }

  #muted(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    clearTimeout(this.#mute);
    const stop = () => {
      this.#say(true);
      this.retake();
    };
    if (this.#inReach) this.#mute = setTimeout(stop, muteGrace);
    else this.#say(true);
  }

  #unmuted(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    clearTimeout(this.#mute);
    this.#say(false);
  }

  #visible = () => {
    if (!this.#inReach || this.#closed) return;
    if (this.track ? this.track.readyState === "ended" || this.track.muted : this.#stopped) this.retake();
  };

  get #inReach(): boolean {
    return this.#options.background === true || document.visibilityState === "visible";
  }

  #say(stopped: boolean): void {
    if (this.#stopped === stopped) return;
    this.#stopped = stopped;
    this.#options.stopped(stopped);
  }
}
