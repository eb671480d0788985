/** Keeps the screen on while it is held. A phone that refuses, as one with a low battery does, is right to. */
export class WakeLock {
  #sentinel: WakeLockSentinel | undefined;
  #wanted = false;

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (this.#wanted && document.visibilityState === "visible") void this.#request();
    });
  }

  /** To be called inside a tap. */
  hold(): void {
    this.#wanted = true;
    void this.#request();
  }

  release(): void {
    this.#wanted = false;
    void this.#sentinel?.release().catch(() => {});
    this.#sentinel = undefined;
  }

  async #request(): Promise<void> {
    if (this.#sentinel && !this.#sentinel.released) return;
    this.#sentinel = await navigator.wakeLock?.request("screen").catch(() => undefined);
    if (!this.#wanted) this.release();
  }
}
