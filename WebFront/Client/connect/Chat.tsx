import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { Linked } from "../look/Linked.tsx";
import { language } from "../words/languages.ts";
import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { agentOf } from "./status.ts";
import { sentenceOf, texts } from "./texts.ts";

const words = texts.chat;

/** Most characters the server takes in one message. */
const longest = 2_000;

/** A long talk is shown from its end, and a part of this many lines before it at a time. */
const pageOfLines = 100;

const wallClock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });

/** What both have written, over the lower part of the picture. */
export function Chat({ app, state, close }: { app: ConnectApp; state: ConnectState; close: () => void }) {
  const lines = useRef<HTMLDivElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const agent = agentOf(state);
  const [pages, setPages] = useState(1);
  const earlier = Math.max(0, state.chat.length - pages * pageOfLines);

  useEffect(() => closer.current?.focus(), []);
  useEffect(() => app.read(), [state.chat]);
  useLayoutEffect(() => lines.current?.scrollTo(0, lines.current.scrollHeight), [state.chat, state.unsent]);

  const send = (event: Event) => {
    event.preventDefault();
    if (!state.draft.trim()) return;
    app.say(state.draft);
    app.type("");
  };
  return (
    <section class="chat" aria-labelledby="chat-title" onKeyDown={event => event.key === "Escape" && close()}>
      <header>
        <h2 id="chat-title">{words.title(agent)}</h2>
        <button ref={closer} class="button quiet icon" type="button" aria-label={words.close} onClick={close}><Icon name="close" /></button>
      </header>
      <div ref={lines} class="lines" role="log" aria-label={words.lines} tabIndex={0}>
        {state.chat.length + state.unsent.length === 0 && <p class="muted">{words.empty}</p>}
        {earlier > 0 && <button class="button quiet" type="button" onClick={() => setPages(pages + 1)}>{words.earlier}</button>}
        {state.chat.slice(earlier).map(line => line.kind === "chat"
          ? (
            <p key={line.sequence} class={line.by === "consumer" ? "mine" : "theirs"}>
              <span class="visually-hidden">{line.by === "consumer" ? words.you : agent}: </span><Linked text={line.text} />
              <time dateTime={line.at}>{wallClock.format(new Date(line.at))}</time>
            </p>
          )
          : words.events[line.kind] && (
            <p key={line.sequence} class="happened muted">
              {words.events[line.kind]!(agent)} <time dateTime={line.at}>{wallClock.format(new Date(line.at))}</time>
            </p>
          ))}
        {state.unsent.map(line => (
          <p key={line.operationId} class="mine unsent">
            {line.text}
            {line.problem
              ? <small>
                {sentenceOf(line.problem)}
                <button class="button quiet" type="button" onClick={() => void app.sayAgain(line)}>{words.again}</button>
                <button class="button quiet" type="button" onClick={() => app.unsay(line)}>{words.remove}</button>
              </small>
              : <small>{words.sending}</small>}
          </p>
        ))}
      </div>
      <form onSubmit={send}>
        <input aria-label={words.field} maxLength={longest} enterkeyhint="send" autocomplete="off" value={state.draft}
          onInput={event => app.type(event.currentTarget.value)} />
        <button class="button primary icon" type="submit" aria-label={words.send}><Icon name="send" /></button>
      </form>
    </section>
  );
}
