import type { Problem } from "../hub/contract.ts";

/** A problem's sentence in the page's language, by its stable code; a function where the server's English sentence holds what has to be kept. */
export type ProblemWords = Readonly<Record<string, string | ((english: string) => string) | undefined>>;

/** What a person reads of a problem: the page's own words, or the server's where it has none. */
export function sentenceIn(words: ProblemWords, { code, sentence }: Problem): string {
  const own = words[code];
  return typeof own === "function" ? own(sentence) : own ?? sentence;
}

/** The number at the end of a sentence, by which we find what went wrong. */
export const numberAtEnd = (english: string) => /\S+$/.exec(english)?.[0] ?? "";
