import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { shown, type Action } from "../marks/MarkBar.tsx";
import { texts } from "../words/console.ts";
import { available, shortcutsOn, turnShortcuts, useShortcuts } from "./shortcuts.ts";

const words = texts.shortcuts;

/** Every key that does something right now, shown by `?`. */
export function ShortcutHelp() {
  const [listed, setListed] = useState<Action[] | null>(null);
  const show = () => setListed(available());
  useShortcuts([{ id: "help", label: words.labels.help, keys: ["?"], run: show }]);
  return <>
    <button class="button quiet icon" type="button" aria-label={words.title} title={`${words.title} (?)`} aria-haspopup="dialog" onClick={show}>
      <Icon name="keyboard" />
    </button>
    {listed && <HelpDialog listed={listed} onClose={() => setListed(null)} />}
  </>;
}

function HelpDialog({ listed, onClose }: { listed: Action[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(shortcutsOn);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const turn = (next: boolean) => {
    turnShortcuts(next);
    setOn(next);
  };
  return (
    <dialog ref={dialog} class="shortcut-help" aria-label={words.title} onClose={onClose}>
      <div class="dialog-head">
        <h2>{words.title}</h2>
        <button class="button quiet icon" type="button" aria-label={texts.guides.close} onClick={() => dialog.current!.close()}><Icon name="close" /></button>
      </div>
      <dl class="shortcuts">
        {listed.map(({ id, label, keys }) => (
          <div key={id}>
            <dt><kbd>{shown(keys[0]!)}</kbd></dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label class="check"><input type="checkbox" checked={on} onChange={event => turn(event.currentTarget.checked)} /> {words.on}</label>
    </dialog>
  );
}
