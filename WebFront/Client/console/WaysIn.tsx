import { texts } from "../words/console.ts";
import { ConnectionCode } from "./ConnectionCode.tsx";
import type { Desk } from "./Desk.ts";
import { InviteForm } from "./InviteForm.tsx";
import { InviteList } from "./InviteList.tsx";
import { LinkCard } from "./LinkCard.tsx";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** All ways into the session: the code, an invite, the link to copy or to scan. */
export function WaysIn({ desk, session, code }: { desk: Desk; session: OpenSession; code: string }) {
  return (
    <div class="ways-in">
      <ConnectionCode desk={desk} session={session} code={code} />
      {session.problem && <ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} />}
      <section class="card invite" aria-label={texts.invite.label}>
        <InviteForm desk={desk} session={session} content="connect" button={texts.invite.send} />
        {session.link && <LinkCard link={session.link} number={session.view.number} front={session === desk.front} />}
        <InviteList invites={session.view.invites} />
      </section>
    </div>
  );
}
