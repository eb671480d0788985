import { useEffect, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import { InviteForm } from "./InviteForm.tsx";
import { InviteList } from "./InviteList.tsx";
import { LinkCard } from "./LinkCard.tsx";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { Progress } from "./Progress.tsx";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { countdown, readable } from "./time.ts";
import { useNow } from "./useNow.ts";

/** Until the picture is there: the code, the invite, the link, and how far the consumer has come. */
export function WaitingPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view } = session;
  if (!view.code) {
    return (
      <div class="joining-column">
        <Progress view={view} />
        <p class="muted">{texts.code.used}</p>
      </div>
    );
  }
  return (
    <div class="waiting-columns">
      <div class="waiting-main">
        <ConnectionCode desk={desk} session={session} code={view.code} />
        {session.problem && <ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} />}
        <section class="card invite" aria-label={texts.invite.label}>
          <InviteForm desk={desk} session={session} content="connect" button={texts.invite.send} />
          {session.link && <LinkCard link={session.link} number={view.number} front={session === desk.front} />}
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
  useEffect(() => setSpoken(texts.code.spoken([...readable(code)].join(" "))), [code]);
  const { codeExpiresAt } = session.view;
  useShortcuts([
    { id: "session.renew-code", label: texts.shortcuts.labels.renewCode, keys: ["c"], disabled: session.busy, run: () => void desk.renewCode(session) },
  ], session === desk.front && !session.gallery.looking);
  const left = codeExpiresAt ? countdown(Date.parse(codeExpiresAt) - now) : null;
  return (
    <section class="card code">
      <h2 id={`code-${session.id}`}>{texts.code.title}</h2>
      <output class={left ? "code-digits" : "code-digits expired"} aria-labelledby={`code-${session.id}`}>{readable(code)}</output>
      {left
        ? <p class="code-life"><Icon name="clock" /><span class="digits">{texts.code.lives(left)}</span></p>
        : (
          <p class="code-life">
            <Icon name="alert" />{texts.code.expired}
            <button class="button primary" type="button" {...keyed(texts.code.renew, "c")} disabled={session.busy} onClick={() => desk.renewCode(session)}>
              {texts.code.renew}
            </button>
          </p>
        )}
      <p class="visually-hidden" role="status">{spoken}</p>
    </section>
  );
}
