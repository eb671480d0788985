import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { timer } from "./time.ts";
import { endWords } from "./words.ts";

/** What remains of a session when it is over. */
export function ClosedPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view } = session;
  const lasted = view.closedAt ? timer(Date.parse(view.closedAt) - Date.parse(view.startedAt)) : null;
  const seen = view.liveAt && view.closedAt ? timer(Date.parse(view.closedAt) - Date.parse(view.liveAt)) : null;
  useShortcuts([
    { id: "session.reopen", label: texts.shortcuts.labels.reopen, keys: ["shift+o"], disabled: session.busy, run: () => void desk.reopen(session) },
    { id: "session.close-tab", label: texts.over.close, keys: ["shift+x"], run: () => desk.dismiss(session) },
  ], session === desk.front);
  return (
    <div class="closed-summary">
      <div class="card">
        <h2>{texts.over.title(view.number)}</h2>
        <p class="large-text">{endWords(view.endReason)}</p>
        <dl class="facts">
          {lasted && <><dt>{texts.over.lasted}</dt><dd class="digits">{lasted}</dd></>}
          {seen && <><dt>{texts.over.withPicture}</dt><dd class="digits">{seen}</dd></>}
          {view.device && <><dt>{texts.over.device}</dt><dd>{view.device.label}</dd></>}
          {view.note && <><dt>{texts.over.note}</dt><dd class="note-text">{view.note}</dd></>}
        </dl>
        {session.problem && <ProblemNotice problem={session.problem} />}
        <div class="buttons">
          <button class="button" type="button" {...keyed(texts.over.reopen, "shift+o")} disabled={session.busy} onClick={() => desk.reopen(session)}>
            <Icon name="refresh" />{texts.over.reopen}
          </button>
          <button class="button quiet" type="button" {...keyed(texts.over.close, "shift+x")} onClick={() => desk.dismiss(session)}><Icon name="close" />{texts.over.close}</button>
        </div>
        <p class="hint">{texts.over.hint}</p>
      </div>
    </div>
  );
}
