import { useId, useRef, useState } from "preact/hooks";
import type { Problem } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import { addressProblem } from "./invites.ts";
import type { OpenSession } from "./OpenSession.ts";
import { textSize } from "./segments.ts";
import { useShortcuts } from "./shortcuts.ts";
import { sentenceOf } from "./words.ts";

const words = texts.texting;

/** The field that writes to the consumer's phone by text message, with what it costs. */
export function TextField({ desk, session }: { desk: Desk; session: OpenSession }) {
  const id = useId();
  const [to, setTo] = useState("");
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const line = session.view.texts;
  const size = textSize(text.trim());
  const place = useRef<HTMLDetailsElement>(null);
  const write = () => {
    place.current!.open = true;
    place.current!.querySelector<HTMLElement>("input, textarea")?.focus();
  };
  useShortcuts([{ id: "session.text", label: texts.shortcuts.labels.text, keys: ["shift+m"], run: write }], session === desk.front);

  const send = async (event: Event) => {
    event.preventDefault();
    if (sending || text.trim() === "") return;
    const plain = line ? null : addressProblem("phone", to);
    if (plain) {
      setProblem({ code: "invite-number-malformed", sentence: plain });
      return;
    }
    setSending(true);
    const refused = await desk.sendText(session, text.trim(), line ? null : to.trim());
    setProblem(refused);
    setSending(false);
    if (!refused) setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };

  return (
    <details class="note texting" ref={place}>
      <summary>{line ? words.title(line.number) : words.titleWithoutNumber}</summary>
      {line?.stopped
        ? <p class="notice caution"><Icon name="alert" /><span>{words.stopped}</span></p>
        : (
          <form onSubmit={send}>
            {!line && (
              <div class="field">
                <label for={`${id}-to`}>{words.number}</label>
                <input id={`${id}-to`} value={to} inputMode="tel" autoComplete="off" maxLength={64} placeholder="+1 202 555 0123"
                  onInput={event => setTo(event.currentTarget.value)} />
              </div>
            )}
            <label class="visually-hidden" for={id}>{words.field}</label>
            <textarea id={id} rows={2} maxLength={1600} placeholder={words.field} value={text} aria-describedby={`${id}-size`}
              onInput={event => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
            {problem && <p class="problem" role="alert">{sentenceOf(problem)} <small>{problem.code}</small></p>}
            <div class="row">
              <span class="muted small" id={`${id}-size`}>{words.size(size.segments, size.left)}{size.wide !== null && ` · ${words.wide(size.wide)}`}</span>
              <button class="button" type="submit" aria-disabled={sending}><Icon name="text" />{words.send}</button>
            </div>
          </form>
        )}
      {desk.welcome?.channels.phone === "outbox" && <p class="hint">{words.outbox} <a href="/outbox" target="_blank" rel="noopener">{texts.invite.openOutbox}</a></p>}
    </details>
  );
}
