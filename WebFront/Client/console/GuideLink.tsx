import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { CopyButton } from "./CopyButton.tsx";
import type { Desk } from "./Desk.ts";
import { InviteForm } from "./InviteForm.tsx";
import { keyed, useShortcuts } from "./shortcuts.ts";

interface Guide { content: "android-guide" | "ios-guide"; name: string; url: string; key: string }

/** A guide in a new tab, and next to it the ways to hand it on. */
export function GuideLink({ desk, guide }: { desk: Desk; guide: Guide }) {
  const [sharing, setSharing] = useState(false);
  const share = texts.guides.share(guide.name);
  const open = () => setSharing(true);
  useShortcuts([{ id: `guides.${guide.content}`, label: share, keys: [guide.key], run: open }]);
  return (
    <span class="guide-link">
      <a href={guide.url} target="_blank" rel="noopener">{guide.name}</a>
      <button class="button quiet icon" type="button" aria-label={share} {...keyed(share, guide.key)} aria-haspopup="dialog" onClick={open}>
        <Icon name="share" />
      </button>
      {sharing && <ShareDialog desk={desk} guide={guide} onClose={() => setSharing(false)} />}
    </span>
  );
}

function ShareDialog({ desk, guide, onClose }: { desk: Desk; guide: Guide; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const session = desk.front;
  return (
    <dialog ref={dialog} aria-label={texts.guides.share(guide.name)} onClose={onClose}>
      <div class="dialog-head">
        <h2>{guide.name}</h2>
        <button class="button quiet icon" type="button" aria-label={texts.guides.close} onClick={() => dialog.current!.close()}><Icon name="close" /></button>
      </div>
      <p>{texts.guides.what}</p>
      <div class="share-ways">
        <CopyButton text={guide.url} what={texts.guides.address}>{texts.copy.link}</CopyButton>
        <a class="button" href={`${guide.url}?print`} target="_blank" rel="noopener"><Icon name="print" />{texts.guides.print}</a>
      </div>
      {session && session.view.status !== "closed"
        ? <InviteForm key={session.id} desk={desk} session={session} content={guide.content} button={texts.guides.send} onSent={setSentTo} />
        : <p class="hint">{texts.guides.needsSession}</p>}
      <p class="hint" role="status">{sentTo && texts.guides.sent(sentTo)}</p>
    </dialog>
  );
}
