import type { Problem } from "./contract.ts";

/** A line that was sent off and is not acknowledged yet. Its operation id lets it be sent any number of times and be stored once. */
export interface UnsentLine {
  operationId: string;
  text: string;
  problem: Problem | null;
}

/** Lines on their way and the one that is being typed, kept over a reload. A browser that keeps nothing only loses that. */
export class Unsent {
  #storage: () => Storage;
  #name: string;

  constructor(storage: () => Storage, sessionId: string) {
    this.#storage = storage;
    this.#name = `unsent-${sessionId}`;
  }

  read(): { lines: UnsentLine[]; draft: string } {
    try {
      const { lines, draft } = JSON.parse(this.#storage().getItem(this.#name) ?? "{}") as { lines?: unknown; draft?: unknown };
      return { lines: Array.isArray(lines) ? lines.filter(isLine).map(line => ({ ...line, problem: null })) : [], draft: typeof draft === "string" ? draft : "" };
    } catch {
      return { lines: [], draft: "" };
    }
  }

  keep(lines: readonly UnsentLine[], draft: string): void {
    try {
      if (lines.length === 0 && draft === "") this.#storage().removeItem(this.#name);
      else this.#storage().setItem(this.#name, JSON.stringify({ lines: lines.map(({ operationId, text }) => ({ operationId, text })), draft }));
    } catch {
      // Full or forbidden: the page itself has it.
    }
  }
}

function isLine(line: unknown): line is { operationId: string; text: string } {
  const { operationId, text } = (line ?? {}) as { operationId?: unknown; text?: unknown };
  return typeof operationId === "string" && typeof text === "string";
}
