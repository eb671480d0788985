import { useEffect, useReducer, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { BottomBar } from "./BottomBar.tsx";
import type { Desk } from "./Desk.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { begin, SessionPanel } from "./SessionPanel.tsx";
import { TopBar } from "./TopBar.tsx";
import { useNow } from "./useNow.ts";
import { pageTitle } from "./words.ts";

/** The whole page: bars above and below, one session in front. */
export function DeskView({ desk }: { desk: Desk }) {
  const [, again] = useReducer((n: number, _: void) => n + 1, 0);
  useEffect(() => desk.onChange(again), [desk]);
  useEffect(() => {
    const seen = () => desk.seen();
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("focus", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("focus", seen);
    };
  }, [desk]);

  const { front, sessions } = desk;
  const unread = sessions.reduce((sum, session) => sum + session.unread, 0);
  useEffect(() => {
    document.title = pageTitle(front?.view ?? null, unread);
  });

  return (
    <>
      <TopBar desk={desk} />
      <div class="banners" role="status">
        {desk.line === "reconnecting" && (
          <p class="notice caution"><Icon name="unlink" /><span>{texts.desk.lineLost}</span></p>
        )}
        {desk.line === "closed" && (
          <p class="notice caution"><Icon name="lock" /><span>{texts.desk.signedOut}</span><a class="button" href="/">{texts.desk.signIn}</a></p>
        )}
        {desk.problem && <ProblemNotice problem={desk.problem} onDismiss={() => desk.dismissProblem()} />}
      </div>
      <main class="panels">
        {sessions.map(session => <SessionPanel key={session.id} desk={desk} session={session} shown={session === front} />)}
        {sessions.length === 0 && <EmptyPlace desk={desk} />}
      </main>
      <BottomBar desk={desk} />
    </>
  );
}

/** After this long without an answer the words change, in milliseconds. */
const patience = 6_000;

function EmptyPlace({ desk }: { desk: Desk }) {
  const [since] = useState(Date.now);
  const now = useNow(Date.now);
  if (!desk.welcome) {
    return (
      <div class="empty">
        <p class="row" role="status">
          <span class="spinner" />{now - since < patience ? texts.desk.connecting : texts.desk.silent}
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <Icon name="device" />
      <h2>{texts.desk.emptyTitle}</h2>
      <p>{texts.desk.emptyText}</p>
      <button class="button primary large" type="button" disabled={!desk.canStart} onClick={() => begin(desk)}>{texts.desk.start}</button>
    </div>
  );
}
