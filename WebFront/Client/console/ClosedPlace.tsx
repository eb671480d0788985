import { Icon } from "../look/Icon.tsx";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { timer } from "./time.ts";
import { endWords } from "./words.ts";

/** What remains of a session when it is over. */
export function ClosedPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view } = session;
  const lasted = view.closedAt ? timer(Date.parse(view.closedAt) - Date.parse(view.startedAt)) : null;
  const seen = view.liveAt && view.closedAt ? timer(Date.parse(view.closedAt) - Date.parse(view.liveAt)) : null;
  return (
    <div class="closed-summary">
      <div class="card">
        <h2>Session #{view.number} is closed</h2>
        <p class="large-text">{endWords(view.endReason)}</p>
        <dl class="facts">
          {lasted && <><dt>Lasted</dt><dd class="digits">{lasted}</dd></>}
          {seen && <><dt>With a picture</dt><dd class="digits">{seen}</dd></>}
          {view.device && <><dt>Device</dt><dd>{view.device.label}</dd></>}
          {view.note && <><dt>Note</dt><dd class="note-text">{view.note}</dd></>}
        </dl>
        {session.problem && <ProblemNotice problem={session.problem} />}
        <div class="buttons">
          <button class="button" type="button" disabled={session.busy} onClick={() => desk.reopen(session)}><Icon name="refresh" />Reopen</button>
          <button class="button quiet" type="button" onClick={() => desk.dismiss(session)}><Icon name="close" />Close tab</button>
        </div>
        <p class="hint">Reopen gives a new Connection Code and a new link.</p>
      </div>
    </div>
  );
}
