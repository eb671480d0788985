import type { OperationsWords } from "./en/operations.ts";

declare const words: { default: OperationsWords };

/** What the operations page says, in its language; the page brings the file of that one language along. Names of what is counted are telemetry's own. */
export const texts = words.default;
