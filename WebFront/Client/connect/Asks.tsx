import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { agentOf } from "./status.ts";
import { texts } from "./texts.ts";

/** What the agent asks the consumer to agree to, one thing at a time. */
export function Asks({ app, state }: { app: ConnectApp; state: ConnectState }) {
  const agent = agentOf(state);
  const { talk, recording } = texts;
  if (state.talkTrouble) {
    return (
      <Sheet icon="alert" title={talk.noMicrophone} text={talk.troubles[state.talkTrouble]} code={state.talkTrouble}>
        <button class="button primary large wide" type="button" onClick={() => app.forgetTalkTrouble()}>{talk.understood}</button>
      </Sheet>
    );
  }
  if (state.view?.audio === "asked") {
    return (
      <Sheet icon="microphone" title={talk.title(agent)} text={talk.text} more={talk.already}>
        <button class="button large wide" type="button" onClick={() => void app.answer("audio", false)}>{talk.no}</button>
        <button class="button primary large wide" type="button" onClick={() => void app.answer("audio", true)}>{talk.yes}</button>
      </Sheet>
    );
  }
  if (state.view?.recording === "asked") {
    return (
      <Sheet icon="record" title={recording.title(agent)} text={recording.text} more={recording.more}>
        <button class="button large wide" type="button" onClick={() => void app.answer("recording", false)}>{recording.no}</button>
        <button class="button primary large wide" type="button" onClick={() => void app.answer("recording", true)}>{recording.yes}</button>
      </Sheet>
    );
  }
  return null;
}

interface SheetProps { icon: IconName; title: string; text: string; more?: string; code?: string; children: ComponentChildren }

/** Over everything else until it is answered; an answer is never given by closing it. */
function Sheet({ icon, title, text, more, code, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    if (element.showModal && !element.open) element.showModal();
    else element.setAttribute("open", "");
  }, []);
  return (
    <dialog ref={dialog} class="ending" aria-labelledby="ask-title" onCancel={event => event.preventDefault()}>
      <h2 id="ask-title"><Icon name={icon} />{title}</h2>
      <p>{text}</p>
      {more && <p class="muted">{more}</p>}
      {code && <small class="digits">{code}</small>}
      <div class="choices">{children}</div>
    </dialog>
  );
}
