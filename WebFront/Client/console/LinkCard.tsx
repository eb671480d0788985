import type { SessionLink } from "../hub/contract.ts";
import { CopyButton } from "./CopyButton.tsx";

/** The link into the session: to copy, or to scan. Whoever opens it types no code. */
export function LinkCard({ link, number }: { link: SessionLink; number: number }) {
  return (
    <div class="link-card">
      <div class="qr" role="img" aria-label={`QR code of the link into session ${number}`} dangerouslySetInnerHTML={{ __html: link.qrSvg }} />
      <CopyButton text={link.url} what="link">Copy link</CopyButton>
    </div>
  );
}
