import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";

/** Copies a text. Where the browser keeps the clipboard to itself, it shows the text to be copied by hand. */
export function CopyButton({ text, what, children }: { text: string; what: string; children: ComponentChildren }) {
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
  return (
    <div class="copy">
      <button class="button" type="button" onClick={copy}><Icon name={copied ? "check" : "copy"} />{children}</button>
      <span class="hint" role="status">{copied && texts.copy.done(what)}</span>
      {shown && <input ref={byHand} readOnly value={text} aria-label={texts.copy.byHand(what)} />}
    </div>
  );
}
