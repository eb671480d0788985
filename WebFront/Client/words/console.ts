import type { ConsoleWords } from "./en/console.ts";

declare const words: { default: ConsoleWords };

/** What the agent reads, in the page's language; the page brings the file of that one language along. */
export const texts = words.default;
