import type { Problem } from "./contract.ts";

/** What could not be done: a stable code for programs and support, and a sentence that can be shown as it is. */
export class ProblemError extends Error implements Problem {
  override readonly name = "ProblemError";

  constructor(readonly code: string, readonly sentence: string) {
    super(`${code}: ${sentence}`);
  }
}
