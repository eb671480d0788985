import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";

/** Another window of the same agent took this session over. */
export function SupersededPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  return (
    <div class="empty">
      <h2>Open in another window</h2>
      <p>You opened session #{session.view.number} in another window. The picture is there now.</p>
      <button class="button primary large" type="button" onClick={() => desk.useHere(session)}>Use here</button>
    </div>
  );
}
