import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { WaysIn } from "./WaysIn.tsx";

/**
 * The way in for another phone once one has joined: the link was opened on a computer, or the phone's battery ends. Where there is no
 * picture yet the new code takes its place in the page; over a picture it opens in a dialog, until somebody has come in with it.
 */
export function AnotherPhone({ desk, session }: { desk: Desk; session: OpenSession }) {
  const [asked, setAsked] = useState(false);
  const { code } = session.view;
  const ask = async () => {
    if (!code) await desk.renewCode(session);
    setAsked(true);
  };
  useEffect(() => {
    if (!code) setAsked(false);
  }, [code]);
  useShortcuts([
    { id: "session.another-phone", label: texts.another.button, keys: ["shift+w"], disabled: session.busy, run: () => void ask() },
  ], session === desk.front && !session.gallery.looking);
  return (
    <>
      <button class="button another-phone" type="button" {...keyed(texts.another.button, "shift+w")} aria-haspopup={session.hasPicture ? "dialog" : undefined}
        disabled={session.busy} onClick={() => void ask()}>
        <Icon name="device" />{texts.another.button}
      </button>
      {asked && code && session.hasPicture && <WaysInDialog desk={desk} session={session} code={code} onClose={() => setAsked(false)} />}
    </>
  );
}

function WaysInDialog({ desk, session, code, onClose }: { desk: Desk; session: OpenSession; code: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} class="another" aria-labelledby={`another-${session.id}`} onClose={onClose}>
      <div class="dialog-head">
        <h2 id={`another-${session.id}`}>{texts.another.title}</h2>
        <button class="button quiet icon" type="button" aria-label={texts.another.close} onClick={() => dialog.current!.close()}><Icon name="close" /></button>
      </div>
      <p>{texts.another.text}</p>
      <WaysIn desk={desk} session={session} code={code} />
    </dialog>
  );
}
