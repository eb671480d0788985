import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import { GuideLink } from "./GuideLink.tsx";
import { keyed, useShortcuts } from "./shortcuts.ts";

/** How the session ends, and the guides for consumers. */
export function BottomBar({ desk }: { desk: Desk }) {
  const session = desk.front;
  const open = session !== null && session.view.status !== "closed" && !session.superseded;
  const end = (outcome: "resolved" | "unresolved") => void desk.close(session!, outcome);
  useShortcuts([
    { id: "session.resolved", label: texts.shortcuts.labels.resolved, keys: ["shift+r"], run: () => end("resolved") },
    { id: "session.unresolved", label: texts.shortcuts.labels.unresolved, keys: ["shift+u"], run: () => end("unresolved") },
  ], open && !session.busy);
  return (
    <footer class="bottom">
      {open && (
        <div class="buttons" role="group" aria-label={texts.ending.label}>
          <button class="button" type="button" {...keyed(texts.shortcuts.labels.resolved, "shift+r")} disabled={session.busy} onClick={() => end("resolved")}>
            <Icon name="check" />{texts.ending.resolved}
          </button>
          <button class="button" type="button" {...keyed(texts.shortcuts.labels.unresolved, "shift+u")} disabled={session.busy} onClick={() => end("unresolved")}>
            <Icon name="close" />{texts.ending.unresolved}
          </button>
        </div>
      )}
      {desk.welcome && (
        <nav class="guides" aria-label={texts.guides.label}>
          <GuideLink desk={desk} guide={{ content: "android-guide", name: texts.guides.android, url: desk.welcome.guides.android, key: "shift+d" }} />
          <GuideLink desk={desk} guide={{ content: "ios-guide", name: texts.guides.ios, url: desk.welcome.guides.ios, key: "shift+j" }} />
        </nav>
      )}
    </footer>
  );
}
