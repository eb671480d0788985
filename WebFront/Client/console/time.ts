import { language } from "../words/languages.ts";

const twoDigits = (n: number) => String(n).padStart(2, "0");

/** A span in ms as `HH:MM:SS`; hours go on past 24. A span below zero (clocks differ) reads 00:00:00. */
export function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(":");
}

/** What is left of a span in ms as `M:SS`, or null when nothing is. */
export function countdown(ms: number): string | null {
  if (ms <= 0) return null;
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

const wallClock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** A moment as the wall clock shows it, `14:03:09`. */
export function clock(iso: string): string {
  return wallClock.format(new Date(iso));
}

/** Nine digits as they are read out: `472 910 358`. */
export function readable(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, "$1 ");
}
