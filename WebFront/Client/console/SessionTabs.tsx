import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { RecordingMark } from "./recording/RecordTools.tsx";
import { statusWords, tabWords } from "./words.ts";

export const tabId = (session: OpenSession) => `tab-${session.id}`;
export const panelId = (session: OpenSession) => `session-${session.id}`;

/** The open sessions as tabs (WAI-ARIA tabs pattern): arrows move, Home and End jump, Delete closes the tab of a closed session. */
export function SessionTabs({ desk }: { desk: Desk }) {
  const list = useRef<HTMLDivElement>(null);
  const { sessions, front } = desk;
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" }), [front]);
  if (sessions.length === 0) return <span class="tabs" />;

  const show = (session: OpenSession | undefined) => {
    if (!session) return;
    desk.bringToFront(session);
    list.current?.querySelector<HTMLElement>(`#${tabId(session)}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = sessions.findIndex(session => session === front);
    const session = sessions[at];
    switch (event.key) {
      case "ArrowRight": show(sessions[(at + 1) % sessions.length]); break;
      case "ArrowLeft": show(sessions[(at - 1 + sessions.length) % sessions.length]); break;
      case "Home": show(sessions[0]); break;
      case "End": show(sessions.at(-1)); break;
      case "Delete":
        if (session?.view.status !== "closed") return;
        desk.dismiss(session);
        show(desk.front ?? undefined);
        break;
      default: return;
    }
    event.preventDefault();
  };

  return (
    <div class="tabs" role="tablist" aria-label={texts.tabs.label} ref={list} onKeyDown={onKeyDown}>
      {sessions.map(session => (
        <button key={session.id} id={tabId(session)} class={`tab ${session.view.status}`} role="tab" type="button"
          aria-selected={session === front} aria-controls={panelId(session)} tabIndex={session === front ? 0 : -1}
          aria-label={tabName(session)} onClick={() => desk.bringToFront(session)}>
          <span>#{session.view.number} {tabWords(session.view)}</span>
          <span class="dot" />
          <RecordingMark session={session} small />
          {session.unread > 0 && <span class="unread">({session.unread})</span>}
          {session.view.status === "closed" && (
            <span class="tab-close" title={texts.tabs.close} onClick={event => { event.stopPropagation(); desk.dismiss(session); }}>
              <Icon name="close" />
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function tabName({ view, unread }: OpenSession): string {
  const words = [
    `#${view.number} ${tabWords(view)}`, statusWords(view.status).toLowerCase(), view.recording === "on" ? texts.recording.mark : "",
    unread > 0 ? texts.tabs.unread(unread) : "",
  ];
  return words.filter((word, index) => word && words.indexOf(word) === index).join(", ");
}
