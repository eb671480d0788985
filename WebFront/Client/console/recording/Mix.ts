/** A browser that lets it run does so within this time, in milliseconds. */
const startLimit = 1_000;

/** Several voices as one track, which stays the same whoever speaks. */
export class Mix {
  #context = new AudioContext();
  #out = this.#context.createMediaStreamDestination();
  #heard = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  constructor() {
    // A mix that nobody speaks into makes no sound at all, and a muxer that waits for one keeps the picture, too.
    const silence = this.#context.createConstantSource();
    silence.offset.value = 0;
    silence.connect(this.#out);
    silence.start();
  }

  /** Waits until it runs, or for as long as that takes where it may. */
  async ready(): Promise<void> {
    await Promise.race([this.#context.resume(), new Promise(resolve => setTimeout(resolve, startLimit))]).catch(() => {});
  }

  /** None where the browser plays nothing before the page was touched. */
  get tracks(): MediaStreamTrack[] {
    return this.#context.state === "running" ? this.#out.stream.getAudioTracks() : [];
  }

  /** These and no others are heard from now on. */
  hear(tracks: readonly (MediaStreamTrack | null | undefined)[]): void {
    for (const [track, source] of this.#heard) {
      if (tracks.includes(track)) continue;
      source.disconnect();
      this.#heard.delete(track);
    }
    for (const track of tracks) {
      if (!track || this.#heard.has(track)) continue;
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#out);
      this.#heard.set(track, source);
    }
  }

  close(): void {
    void this.#context.close().catch(() => {});
  }
}
