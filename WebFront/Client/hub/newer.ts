import type { SessionEvent } from "./contract.ts";

/** Of two views of one session the one to show: pushes can overtake each other, and a snapshot can overtake a push. */
export function newer<View extends { version: number }>(known: View | undefined, came: View): View {
  return known && known.version > came.version ? known : came;
}

/** Both logs as one, by sequence number, each line once. */
export function mergedLog(known: readonly SessionEvent[], came: readonly SessionEvent[]): SessionEvent[] {
  const bySequence = new Map(known.map(event => [event.sequence, event]));
  for (const event of came) bySequence.set(event.sequence, event);
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
