import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";

interface Props {
  text: string;
  what: string;
  /** The key that copies it as well, while it is in front. */
  shortcut?: { key: string; label: string; front: boolean };
  children: ComponentChildren;
}

/** Copies a text. Where the browser keeps the clipboard to itself, it shows the text to be copied by hand. */
export function CopyButton({ text, what, shortcut, children }: Props) {
  const [copied, setCopied] = useState(false);
  const byHand = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 3000);
    } catch {
      setShown(true);
      requestAnimationFrame(() => byHand.current?.select());
    }
  };
  const keys = shortcut ? [{ id: "copy", label: shortcut.label, keys: [shortcut.key], run: () => void copy() }] : [];
  useShortcuts(keys, shortcut?.front === true);
  return (
    <div class="copy">
      <button class="button" type="button" {...shortcut && keyed(shortcut.label, shortcut.key)} onClick={copy}><Icon name={copied ? "check" : "copy"} />{children}</button>
      <span class="hint" role="status">{copied && texts.copy.done(what)}</span>
      {shown && <input ref={byHand} readOnly value={text} aria-label={texts.copy.byHand(what)} />}
    </div>
  );
}
