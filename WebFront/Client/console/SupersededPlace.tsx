import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";

/** Another window of the same agent took this session over. */
export function SupersededPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { useHere } = texts.superseded;
  useShortcuts([{ id: "session.use-here", label: useHere, keys: ["shift+h"], run: () => void desk.useHere(session) }], session === desk.front);
  return (
    <div class="empty">
      <h2>{texts.superseded.title}</h2>
      <p>{texts.superseded.text(session.view.number)}</p>
      <button class="button primary large" type="button" {...keyed(useHere, "shift+h")} onClick={() => desk.useHere(session)}>{useHere}</button>
    </div>
  );
}
