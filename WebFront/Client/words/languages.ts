/** The languages the pages are written in, each by its own name. The server knows the same ones. */
export const languages = { en: "English", es: "Español" } as const;

export type Language = keyof typeof languages;

/** What this page is written in: the server wrote it there, by what was chosen before or by what the browser prefers. */
export const language: Language = globalThis.document?.documentElement.lang === "es" ? "es" : "en";

/** Shows this page in another language, now and from now on: the server remembers it in a cookie. */
export function changeLanguage(to: Language): void {
  location.search = `?lang=${to}`;
}
