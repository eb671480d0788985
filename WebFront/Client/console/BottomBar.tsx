import { Icon } from "../look/Icon.tsx";
import type { Desk } from "./Desk.ts";
import { GuideLink } from "./GuideLink.tsx";

/** How the session ends, and the guides for consumers. */
export function BottomBar({ desk }: { desk: Desk }) {
  const session = desk.front;
  const open = session !== null && session.view.status !== "closed" && !session.superseded;
  return (
    <footer class="bottom">
      {open && (
        <div class="buttons" role="group" aria-label="End the session">
          <button class="button" type="button" disabled={session.busy} onClick={() => desk.close(session, "resolved")}><Icon name="check" />Resolved</button>
          <button class="button" type="button" disabled={session.busy} onClick={() => desk.close(session, "unresolved")}><Icon name="close" />Unresolved</button>
        </div>
      )}
      {desk.welcome && (
        <nav class="guides" aria-label="Guides for consumers">
          <GuideLink desk={desk} guide={{ content: "android-guide", name: "Android Connection Guide", url: desk.welcome.guides.android }} />
          <GuideLink desk={desk} guide={{ content: "ios-guide", name: "iOS Connection Guide", url: desk.welcome.guides.ios }} />
        </nav>
      )}
    </footer>
  );
}
