import { useMemo } from "preact/hooks";
import type { SessionLink } from "../hub/contract.ts";
import { texts } from "../words/console.ts";
import { CopyButton } from "./CopyButton.tsx";
import { outline } from "./qr.ts";

/** The link into the session: to copy, or to scan. Whoever opens it types no code. */
export function LinkCard({ link, number, front }: { link: SessionLink; number: number; front: boolean }) {
  const { size, path } = useMemo(() => outline(link.url), [link.url]);
  return (
    <div class="link-card">
      <div class="qr" role="img" aria-label={texts.copy.qr(number)}>
        <svg viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges"><path d={path} /></svg>
      </div>
      <CopyButton text={link.url} what={texts.copy.whatLink} shortcut={{ key: "shift+k", label: texts.copy.link, front }}>{texts.copy.link}</CopyButton>
    </div>
  );
}
