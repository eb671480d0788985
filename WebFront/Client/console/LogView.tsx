import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SessionEvent } from "../hub/contract.ts";
import type { UnsentLine } from "../hub/unsent.ts";
import { Icon } from "../look/Icon.tsx";
import { Linked } from "../look/Linked.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { TextLine } from "./TextLine.tsx";
import { isTextReport, textProgress } from "./texts.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { clock } from "./time.ts";
import { sentenceOf } from "./words.ts";

/** A long log is shown from its end, and a part of this many lines before it at a time. */
const pageOfLines = 200;

/** Log and chat in one stream, newest below, and the field to write in. */
export function LogView({ desk, session }: { desk: Desk; session: OpenSession }) {
  const stream = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (stream.current && atEnd.current) stream.current.scrollTop = stream.current.scrollHeight;
  });
  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = stream.current!;
    atEnd.current = scrollTop + clientHeight > scrollHeight - 24;
    if (atEnd.current) setPages(1);
  };
  const [pages, setPages] = useState(1);
  const kept = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (kept.current !== null) stream.current!.scrollTop = stream.current!.scrollHeight - kept.current;
    kept.current = null;
  }, [pages]);
  const progress = textProgress(session.events);
  const earlier = Math.max(0, session.events.length - pages * pageOfLines);
  const showEarlier = () => {
    const { scrollHeight, scrollTop } = stream.current!;
    kept.current = scrollHeight - scrollTop;
    setPages(pages + 1);
  };
  return (
    <section class="log" aria-label={texts.log.label}>
      <div class="stream" role="log" aria-label={texts.log.stream} tabIndex={0} ref={stream} onScroll={onScroll}>
        {earlier > 0 && <button class="button quiet" type="button" onClick={showEarlier}>{texts.log.earlier}</button>}
        {session.events.slice(earlier).map(event => isTextReport(event) ? null : event.kind === "text-in" || event.kind === "text-out"
          ? <TextLine key={event.sequence} event={event} progress={progress.get(event.data.text!)} />
          : <Line key={event.sequence} event={event} />)}
        {session.outgoing.map(line => <Waiting key={line.operationId} line={line} desk={desk} session={session} />)}
      </div>
      {session.view.status !== "closed" && !session.superseded && <MessageField desk={desk} session={session} />}
    </section>
  );
}

function Line({ event }: { event: SessionEvent }) {
  const chat = event.kind === "chat";
  return (
    <div class={chat ? `line chat ${event.by}` : "line"}>
      <time class="digits" dateTime={event.at}>{clock(event.at)}</time>
      {chat
        ? <p><b>{event.by === "agent" ? texts.log.you : texts.log.consumer}</b><span class="said" dir="auto"><Linked text={event.text} /></span></p>
        : <p>{texts.log.event(event)}</p>}
    </div>
  );
}

function Waiting({ line, desk, session }: { line: UnsentLine; desk: Desk; session: OpenSession }) {
  return (
    <div class="line chat agent waiting">
      <span class="line-mark"><Icon name={line.problem ? "alert" : "clock"} /></span>
      <p>
        <b>{texts.log.you}</b><span class="said">{line.text}</span>
        {line.problem
          ? (
            <span class="problem">
              {sentenceOf(line.problem)} <small>{line.problem.code}</small>
              <button class="button quiet" type="button" onClick={() => desk.sayAgain(session, line)}>{texts.log.again}</button>
              <button class="button quiet" type="button" onClick={() => session.dropLine(line)}>{texts.log.remove}</button>
            </span>
          )
          : <span class="muted small">{texts.log.sending}</span>}
      </p>
    </div>
  );
}

function MessageField({ desk, session }: { desk: Desk; session: OpenSession }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const canBuzz = session.view.consumer !== "absent" && !["waiting", "arrived"].includes(session.view.status) && !session.busy;
  const buzz = () => void desk.buzz(session);
  useShortcuts([
    { id: "session.message", label: texts.shortcuts.labels.message, keys: ["m"], run: () => field.current?.focus() },
    { id: "session.buzz", label: texts.shortcuts.labels.buzz, keys: ["b"], disabled: !canBuzz, run: buzz },
  ], session === desk.front);
  const send = (event: Event) => {
    event.preventDefault();
    if (session.draft.trim() === "") return;
    desk.say(session, session.draft.trim());
    session.typeDraft("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  return (
    <form class="message" onSubmit={send}>
      <label class="visually-hidden" for={id}>{texts.log.field}</label>
      <textarea id={id} ref={field} rows={1} maxLength={2000} placeholder={texts.log.field} value={session.draft}
        onInput={event => session.typeDraft(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <button class="button" type="submit" aria-label={texts.log.send} title={texts.log.send}><Icon name="send" /><span class="send-word">{texts.log.send}</span></button>
      <button class="button icon" type="button" disabled={!canBuzz} aria-label={texts.log.buzz} {...keyed(texts.log.buzz, "b")} onClick={buzz}>
        <Icon name="bell" />
      </button>
    </form>
  );
}
