import { useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import { AgentMenu } from "./AgentMenu.tsx";
import type { Desk } from "./Desk.ts";
import { begin } from "./SessionPanel.tsx";
import { SessionTabs } from "./SessionTabs.tsx";
import { keepTheme, themeNow, type Theme } from "./theme.ts";

/** Product, one tab per session, a new session, and what belongs to the agent. */
export function TopBar({ desk }: { desk: Desk }) {
  return (
    <header class="top">
      <h1 class="brand"><Icon name="view" />SeeSupport</h1>
      <SessionTabs desk={desk} />
      {desk.sessions.length > 0 && (
        <button class="button quiet start" type="button" aria-label="Start" title="Start a new session"
          disabled={!desk.canStart} onClick={() => begin(desk)}>
          <Icon name="plus" />Start
        </button>
      )}
      <span class="top-end">
        <ThemeSwitch />
        {desk.welcome && <AgentMenu welcome={desk.welcome} />}
      </span>
    </header>
  );
}

const themes: Record<Theme, { words: string; icon: IconName; next: Theme }> = {
  system: { words: "as the system", icon: "contrast", next: "light" },
  light: { words: "light", icon: "sun", next: "dark" },
  dark: { words: "dark", icon: "moon", next: "system" },
};

function ThemeSwitch() {
  const [theme, setTheme] = useState(themeNow);
  const { words, icon, next } = themes[theme];
  const change = () => {
    keepTheme(next);
    setTheme(next);
  };
  return (
    <button class="button quiet icon" type="button" aria-label={`Theme: ${words}`} title={`Theme: ${words}`} onClick={change}>
      <Icon name={icon} />
    </button>
  );
}
