import { useRef } from "preact/hooks";
import type { Welcome } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { LanguageSwitch } from "../words/LanguageSwitch.tsx";

/** What belongs to the agent: password, outbox where nothing is sent, signing out. */
export function AgentMenu({ welcome }: { welcome: Welcome }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const leave = (event: FocusEvent) => {
    if (menu.current && !menu.current.contains(event.relatedTarget as Node | null)) menu.current.open = false;
  };
  const outbox = welcome.channels.email === "outbox" || welcome.channels.phone === "outbox";
  return (
    <details class="menu" ref={menu} onKeyDown={event => event.key === "Escape" && close()} onFocusOut={leave}>
      <summary class="button quiet"><Icon name="user" /><span class="agent-name">{welcome.agentName}</span><Icon name="chevron-down" /></summary>
      <div class="menu-items">
        <p class="muted small">{welcome.agentName} · {welcome.role}</p>
        <LanguageSwitch label={texts.language} />
        <a class="button quiet" href="/password"><Icon name="key" />{texts.menu.password}</a>
        {outbox && <a class="button quiet" href="/outbox" target="_blank" rel="noopener"><Icon name="outbox" />{texts.menu.outbox}</a>}
        {(welcome.role === "supervisor" || welcome.role === "administrator") &&
          <a class="button quiet" href="/operations" target="_blank" rel="noopener"><Icon name="gauge" />{texts.menu.operations}</a>}
        <button class="button quiet" type="submit" form="sign-out"><Icon name="sign-out" />{texts.menu.signOut}</button>
      </div>
    </details>
  );
}
