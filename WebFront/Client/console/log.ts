import type { SessionEvent } from "../hub/contract.ts";

/** The sequence after which lines are missing, or null when the log is whole: sequences have no gaps. */
export function missingAfter(events: readonly SessionEvent[]): number | null {
  let expected = 1;
  for (const event of events) {
    if (event.sequence !== expected) return expected - 1;
    expected++;
  }
  return null;
}
