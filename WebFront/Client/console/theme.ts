/** The console's colours: the system's choice, or the agent's. */
export type Theme = "system" | "light" | "dark";

/** What the page is shown in: the server wrote the cookie's choice into it, so that nothing flashes. */
export function themeNow(): Theme {
  const kept = document.documentElement.dataset.theme;
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Shows a theme now, and from now on. */
export function keepTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${theme === "system" ? 0 : 365 * 86_400}; samesite=lax`;
}
