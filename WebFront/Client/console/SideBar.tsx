import { useRef } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { AnotherPhone } from "./AnotherPhone.tsx";
import type { Desk } from "./Desk.ts";
import { LogView } from "./LogView.tsx";
import type { OpenSession } from "./OpenSession.ts";
import { PhotoAsk } from "./pictures/PhotoAsk.tsx";
import { QualityBars } from "./QualityBars.tsx";
import { RecordingList } from "./recording/RecordingList.tsx";
import { RecordingMark } from "./recording/RecordTools.tsx";
import { TextField } from "./TextField.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { timer } from "./time.ts";
import { useNow } from "./useNow.ts";
import { statusWords } from "./words.ts";

/** The session in figures and words, its note, its log and chat. */
export function SideBar({ desk, session }: { desk: Desk; session: OpenSession }) {
  const now = useNow(desk.serverNow);
  const { view } = session;
  const until = view.closedAt ? Date.parse(view.closedAt) : now;
  return (
    <aside class="side" aria-label={texts.side.label(view.number)}>
      <section class="session-facts">
        <h2>{texts.side.title(view.number)}</h2>
        <p class="status-line">
          <span class="digits" role="timer" aria-label={texts.side.timer}>{timer(until - Date.parse(view.startedAt))}</span>
          <span class={`status ${view.status}`}><span class="dot" />{statusWords(view.status)}</span>
          <RecordingMark session={session} small />
        </p>
        <Details key={`${view.externalId} ${view.consumerName}`} desk={desk} session={session} />
        <p class="small"><Icon name="device" />{view.device?.label ?? texts.side.noDevice}</p>
        <p class="small"><Icon name="user" />{view.agentName}</p>
        {session.hasPicture && !session.superseded && view.status !== "closed" && <QualityBars media={session.media} front={session === desk.front} />}
        {presenceWords(session) && <p class="small caution-text"><Icon name="unlink" />{presenceWords(session)}</p>}
        {session.hasPicture && !session.superseded && view.status !== "closed" && <AnotherPhone desk={desk} session={session} />}
        {view.status !== "closed" && !session.superseded && <PhotoAsk desk={desk} session={session} />}
        {desk.welcome?.notes && <Note desk={desk} session={session} />}
        <RecordingList session={session} />
      </section>
      <LogView desk={desk} session={session} />
      {view.status !== "closed" && !session.superseded && <TextField desk={desk} session={session} />}
    </aside>
  );
}

/** Whose case it is: the ticket and the consumer's name, as the agent writes them down. */
function Details({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { externalId, consumerName } = session.view;
  const details = useRef<HTMLDetailsElement>(null);
  const describe = () => {
    details.current!.open = true;
    details.current!.querySelector("input")!.focus();
  };
  useShortcuts([{ id: "session.describe", label: texts.shortcuts.labels.describe, keys: ["shift+i"], run: describe }], session === desk.front);
  const known = [externalId && `${texts.side.ticket} ${externalId}`, consumerName].filter(Boolean).join(" · ");
  const save = (event: Event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void desk.describe(session, String(fields.get("ticket")), String(fields.get("consumer")));
  };
  return (
    <details class="note" ref={details}>
      <summary>{known || texts.side.describe}</summary>
      <form class="details" onSubmit={save}>
        <label>{texts.side.ticket}<input name="ticket" maxLength={100} autoComplete="off" defaultValue={externalId ?? ""} /></label>
        <label>{texts.side.consumer}<input name="consumer" maxLength={100} autoComplete="off" defaultValue={consumerName ?? ""} /></label>
        <button class="button" type="submit" disabled={session.busy}>{texts.side.save}</button>
      </form>
    </details>
  );
}

/** The phone's hub, told only where it is news: the picture outlives it. */
function presenceWords({ view }: OpenSession): string | null {
  if (view.status === "closed") return null;
  switch (view.consumer) {
    case "reconnecting": return texts.side.reconnecting;
    case "lost": return texts.side.lost;
    case "left": return texts.side.left;
    default: return null;
  }
}

/** What the agent notes down for themselves; it is kept when the field is left, and with the end of the session. */
function Note({ desk, session }: { desk: Desk; session: OpenSession }) {
  const note = useRef<HTMLDetailsElement>(null);
  const write = () => {
    note.current!.open = true;
    note.current!.querySelector("textarea")!.focus();
  };
  useShortcuts([{ id: "session.note", label: texts.shortcuts.labels.note, keys: ["o"], run: write }], session === desk.front);
  return (
    <details class="note" ref={note}>
      <summary>{session.note.trim() ? `${texts.side.note} ●` : texts.side.note}</summary>
      <textarea aria-label={texts.side.noteLabel} maxLength={2000} rows={3} value={session.note}
        placeholder={texts.side.noteHint} onInput={event => session.typeNote(event.currentTarget.value)} onBlur={() => void desk.keepNote(session)} />
      <p class="small muted" role="status">{session.noteIsNew ? texts.side.noteIsNew : session.note ? texts.side.noteKept : ""}</p>
    </details>
  );
}
