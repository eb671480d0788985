/** Sizes to send, as divisors of the camera's own: 720, 480, 360 and 240 lines of 720. */
const divisors = [1, 1.5, 2, 3] as const;

/** Fewer frames a second than this do not show a hand that moves. */
const tooFew = 6;

/** As many frames a second as this leave room for more lines. */
const plenty = 18;

/** Readings in a row, one every 5 s, until the size is made smaller, and at least until it is made larger again. */
const smallerAfter = 2;
const largerAfter = 4;

/**
 * Text has to stay readable, so frames are dropped before pixels; where the network is too weak for any movement, pixels have to go
 * after all. Each time a larger size turns out to be too much, the next attempt waits twice as long.
 */
export class Sharpness {
  #step = 0;
  #few = 0;
  #many = 0;
  #patience = largerAfter;

  /** The camera's size is divided by this. */
  get divisor(): number {
    return divisors[this.#step]!;
  }

  /**
   * Takes one reading; true when the divisor has changed.
   * @param limited whether the network or the processor keeps the encoder from sending more (qualityLimitationReason)
   */
  read(frameRate: number, limited: boolean): boolean {
    this.#few = limited && frameRate < tooFew ? this.#few + 1 : 0;
    this.#many = frameRate >= plenty ? this.#many + 1 : 0;
    if (this.#few >= smallerAfter && this.#step < divisors.length - 1) {
      this.#step++;
      this.#patience = Math.min(this.#patience * 2, 64);
    } else if (this.#many >= this.#patience && this.#step > 0) {
      this.#step--;
    } else {
      return false;
    }
    this.#few = this.#many = 0;
    return true;
  }
}
