import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";

/** Another window of the same agent took this session over. */
export function SupersededPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  return (
    <div class="empty">
      <h2>{texts.superseded.title}</h2>
      <p>{texts.superseded.text(session.view.number)}</p>
      <button class="button primary large" type="button" onClick={() => desk.useHere(session)}>{texts.superseded.useHere}</button>
    </div>
  );
}
