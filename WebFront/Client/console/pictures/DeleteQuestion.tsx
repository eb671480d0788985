import { useLayoutEffect, useRef } from "preact/hooks";
import { texts } from "../../words/console.ts";

const words = texts.pictures;

/** A picture that is deleted does not come back: asked once, the careful answer first. */
export function DeleteQuestion({ yes, close }: { yes: () => void; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="delete-title" onClose={close} onKeyDown={event => event.stopPropagation()}>
      <h2 id="delete-title">{words.deleteTitle}</h2>
      <p>{words.deleteText}</p>
      <form method="dialog" class="buttons">
        <button class="button">{words.keepIt}</button>
        <button class="button danger" onClick={yes}>{words.delete}</button>
      </form>
    </dialog>
  );
}
