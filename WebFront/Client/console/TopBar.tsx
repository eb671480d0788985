import { useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import { texts } from "../words/console.ts";
import { AgentMenu } from "./AgentMenu.tsx";
import type { Desk } from "./Desk.ts";
import { begin } from "./SessionPanel.tsx";
import { SessionTabs } from "./SessionTabs.tsx";
import { WaitingTexts } from "./WaitingTexts.tsx";
import { ShortcutHelp } from "./ShortcutHelp.tsx";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { keepTheme, themeNow, type Theme } from "./theme.ts";

/** Product, one tab per session, a new session, and what belongs to the agent. */
export function TopBar({ desk }: { desk: Desk }) {
  const { sessions, front } = desk;
  const turn = (by: number) => desk.bringToFront(sessions[(sessions.indexOf(front!) + by + sessions.length) % sessions.length]!);
  useShortcuts([
    { id: "desk.start", label: texts.shortcuts.labels.start, keys: ["n"], disabled: !desk.canStart, run: () => void begin(desk) },
    { id: "desk.next", label: texts.shortcuts.labels.nextSession, keys: ["]"], disabled: sessions.length < 2, run: () => turn(1) },
    { id: "desk.previous", label: texts.shortcuts.labels.previousSession, keys: ["["], disabled: sessions.length < 2, run: () => turn(-1) },
  ]);
  return (
    <header class="top">
      <h1 class="brand"><Icon name="view" />{texts.product}</h1>
      <SessionTabs desk={desk} />
      {desk.sessions.length > 0 && (
        <button class="button quiet start" type="button" aria-label={texts.desk.start} {...keyed(texts.desk.startTitle, "n")}
          disabled={!desk.canStart} onClick={() => begin(desk)}>
          <Icon name="plus" />{texts.desk.start}
        </button>
      )}
      <span class="top-end">
        <WaitingTexts desk={desk} />
        <ShortcutHelp />
        <ThemeSwitch />
        {desk.welcome && <AgentMenu welcome={desk.welcome} />}
      </span>
    </header>
  );
}

const themes: Record<Theme, { icon: IconName; next: Theme }> = {
  system: { icon: "contrast", next: "light" },
  light: { icon: "sun", next: "dark" },
  dark: { icon: "moon", next: "system" },
};

function ThemeSwitch() {
  const [theme, setTheme] = useState(themeNow);
  const { icon, next } = themes[theme];
  const label = texts.theme.label(texts.theme[theme]);
  const change = () => {
    keepTheme(next);
    setTheme(next);
  };
  useShortcuts([{ id: "desk.theme", label: texts.theme.change, keys: ["shift+b"], run: change }]);
  return (
    <button class="button quiet icon" type="button" aria-label={label} {...keyed(label, "shift+b")} onClick={change}>
      <Icon name={icon} />
    </button>
  );
}
