import type { ConnectWords } from "./en/connect.ts";

declare const words: { default: ConnectWords };

/** What the consumer reads, in the page's language; the page brings the file of that one language along. */
export const texts = words.default;
