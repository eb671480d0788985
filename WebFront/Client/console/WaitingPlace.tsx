import { useEffect, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { Desk } from "./Desk.ts";
import { InviteForm } from "./InviteForm.tsx";
import { InviteList } from "./InviteList.tsx";
import { LinkCard } from "./LinkCard.tsx";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { Progress } from "./Progress.tsx";
import { countdown, readable } from "./time.ts";
import { useNow } from "./useNow.ts";

/** Until the picture is there: the code, the invite, the link, and how far the consumer has come. */
export function WaitingPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view } = session;
  if (!view.code) {
    return (
      <div class="joining-column">
        <Progress view={view} />
        <p class="muted">The Connection Code is used: nobody else can come in with it. The picture appears here by itself.</p>
      </div>
    );
  }
  return (
    <div class="waiting-columns">
      <div class="waiting-main">
        <ConnectionCode desk={desk} session={session} code={view.code} />
        {session.problem && <ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} />}
        <section class="card invite" aria-label="Invite">
          <InviteForm desk={desk} session={session} content="connect" button="Send Invite" />
          {session.link && <LinkCard link={session.link} number={view.number} />}
          <InviteList invites={view.invites} />
        </section>
      </div>
      <Progress view={view} />
    </div>
  );
}

function ConnectionCode({ desk, session, code }: { desk: Desk; session: OpenSession; code: string }) {
  const now = useNow(desk.serverNow);
  const [spoken, setSpoken] = useState("");
  // A live region speaks only what comes into it later; digits one by one, as the agent will read them.
  useEffect(() => setSpoken(`The code is ${[...readable(code)].join(" ")}`), [code]);
  const { codeExpiresAt } = session.view;
  const left = codeExpiresAt ? countdown(Date.parse(codeExpiresAt) - now) : null;
  return (
    <section class="card code">
      <h2 id={`code-${session.id}`}>Connection Code</h2>
      <output class={left ? "code-digits" : "code-digits expired"} aria-labelledby={`code-${session.id}`}>{readable(code)}</output>
      {left
        ? <p class="code-life"><Icon name="clock" />Read it out. It lives <span class="digits">{left}</span> more.</p>
        : (
          <p class="code-life">
            <Icon name="alert" />The code has expired. Take a new one and read it out.
            <button class="button primary" type="button" disabled={session.busy} onClick={() => desk.renewCode(session)}>New code</button>
          </p>
        )}
      <p class="visually-hidden" role="status">{spoken}</p>
    </section>
  );
}
