import { useRef } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { clock } from "./time.ts";

const words = texts.texting;

/** Texts that belong to no session: read, taken into the session in front, or put away. Nothing is shown while there are none. */
export function WaitingTexts({ desk }: { desk: Desk }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const show = () => {
    menu.current!.open = true;
    menu.current!.querySelector<HTMLElement>("button")?.focus();
  };
  useShortcuts([{ id: "desk.texts", label: words.waitingTitle, keys: ["shift+e"], run: show }], desk.waitingTexts.length > 0);
  if (desk.waitingTexts.length === 0) return null;
  const close = () => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const session = desk.front && desk.front.view.status !== "closed" && !desk.front.superseded ? desk.front : null;
  return (
    <details class="menu waiting-texts" ref={menu} onKeyDown={event => event.key === "Escape" && close()}>
      <summary class="button quiet" {...keyed(words.waitingTitle, "shift+e")}>
        <Icon name="inbox" />{words.waiting}<span class="unread">{desk.waitingTexts.length}</span>
      </summary>
      <div class="menu-items">
        <p class="muted small">{session ? words.waitingHint : words.waitingHintWithoutSession}</p>
        <ul>
          {desk.waitingTexts.map(one => (
            <li key={one.waitingId}>
              <p>
                <b class="digits">{one.from}</b> <time class="muted small digits" dateTime={one.at}>{clock(one.at)}</time>
                {one.text && <span class="said">{one.text}</span>}
                <span class="muted small">{words.texts(one.texts)}{one.files > 0 && `, ${words.files(one.files)}`}</span>
              </p>
              <span class="row">
                {session && (
                  <button class="button" type="button" onClick={() => desk.attachTexts(session, one.waitingId)}>
                    <Icon name="link" />{words.attach(session.view.number)}
                  </button>
                )}
                <button class="button quiet" type="button" onClick={() => desk.dismissTexts(one.waitingId)}>{words.putAway}</button>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
