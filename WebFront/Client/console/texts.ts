import type { InviteState, SessionEvent } from "../hub/contract.ts";

/** Where an outgoing text is, by its newest line. */
export interface TextProgress { state: InviteState; sentence: string; code: string | null }

/** The newest line of each outgoing text, by the text's id. */
export function textProgress(events: readonly SessionEvent[]): Map<string, TextProgress> {
  const progress = new Map<string, TextProgress>();
  for (const { kind, data, text } of events) {
    if (kind === "text-out") progress.set(data.text!, { state: data.state as InviteState, sentence: text, code: data.code ?? null });
  }
  return progress;
}

/** A line that only says what became of a text: it is shown with the text's first line. */
export const isTextReport = (event: SessionEvent) => event.kind === "text-out" && event.data.state !== "queued";
