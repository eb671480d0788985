import type { SessionEvent } from "../hub/contract";

/** The log with new lines in it: by sequence, each once. */
export function withEvents(known: readonly SessionEvent[], incoming: readonly SessionEvent[]): readonly SessionEvent[] {
  const last = known.at(-1)?.sequence ?? 0;
  const fresh = incoming.filter(event => !known.some(one => one.sequence === event.sequence));
  if (fresh.length === 0) return known;
  const inOrder = fresh.every((event, index) => event.sequence > (fresh[index - 1]?.sequence ?? last));
  const all = [...known, ...fresh];
  return inOrder ? all : all.sort((a, b) => a.sequence - b.sequence);
}

/** The sequence after which lines are missing, or null when the log is whole: sequences have no gaps. */
export function missingAfter(events: readonly SessionEvent[]): number | null {
  let expected = 1;
  for (const event of events) {
    if (event.sequence !== expected) return expected - 1;
    expected++;
  }
  return null;
}
