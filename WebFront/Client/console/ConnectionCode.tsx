import { useEffect, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { countdown, readable } from "./time.ts";
import { useNow } from "./useNow.ts";

/** The nine digits to be read out, how long they live, and a new code once they are over. */
export function ConnectionCode({ desk, session, code }: { desk: Desk; session: OpenSession; code: string }) {
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
