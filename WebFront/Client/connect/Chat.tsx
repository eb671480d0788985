import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { agentOf } from "./status.ts";
import { sentenceOf, texts } from "./texts.ts";

const words = texts.chat;

/** Most characters the server takes in one message. */
const longest = 2_000;

/** What both have written, over the lower part of the picture. */
export function Chat({ app, state, close }: { app: ConnectApp; state: ConnectState; close: () => void }) {
  const [text, setText] = useState("");
  const lines = useRef<HTMLDivElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const agent = agentOf(state);

  useEffect(() => closer.current?.focus(), []);
  useEffect(() => app.read(), [state.chat]);
  useLayoutEffect(() => lines.current?.scrollTo(0, lines.current.scrollHeight), [state.chat, state.unsent]);

  const send = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    void app.say(text);
    setText("");
  };
  return (
    <section class="chat" aria-labelledby="chat-title" onKeyDown={event => event.key === "Escape" && close()}>
      <header>
        <h2 id="chat-title">{words.title(agent)}</h2>
        <button ref={closer} class="button quiet icon" type="button" aria-label={words.close} onClick={close}><Icon name="close" /></button>
      </header>
      <div ref={lines} class="lines" role="log" aria-label={words.lines} tabIndex={0}>
        {state.chat.length + state.unsent.length === 0 && <p class="muted">{words.empty}</p>}
        {state.chat.map(line => <p key={line.sequence} class={line.by === "consumer" ? "mine" : "theirs"}>
          <span class="visually-hidden">{line.by === "consumer" ? words.you : agent}: </span>{line.text}
        </p>)}
        {state.unsent.map(line => <p key={line.id} class="mine unsent">{line.text}<small>{words.sending}</small></p>)}
      </div>
      {state.problem && <p class="problem" role="alert">{sentenceOf(state.problem)}<small class="digits">{state.problem.code}</small></p>}
      <form onSubmit={send}>
        <input aria-label={words.field} maxLength={longest} enterkeyhint="send" autocomplete="off" value={text}
          onInput={event => setText(event.currentTarget.value)} />
        <button class="button primary icon" type="submit" aria-label={words.send}><Icon name="send" /></button>
      </form>
    </section>
  );
}
