import { useEffect, useRef } from "preact/hooks";
import { Sound } from "../look/Sound.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { ClosedPlace } from "./ClosedPlace.tsx";
import { LivePlace } from "./LivePlace.tsx";
import { newsWords } from "./pictures/pictures.ts";
import { PictureStrip } from "./pictures/PictureStrip.tsx";
import { Viewer } from "./pictures/Viewer.tsx";
import { panelId, tabId } from "./SessionTabs.tsx";
import { SideBar } from "./SideBar.tsx";
import { SupersededPlace } from "./SupersededPlace.tsx";
import { WaitingPlace } from "./WaitingPlace.tsx";

/** Starts a session and takes the keyboard to it. */
export async function begin(desk: Desk): Promise<void> {
  const before = desk.front;
  await desk.start();
  const begun = desk.front;
  if (begun && begun !== before) requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${panelId(begun)} > .place`)?.focus());
}

/** One session: the picture's place and the bar beside it. It stays in the page behind other tabs, so that its video plays on. */
export function SessionPanel({ desk, session, shown }: { desk: Desk; session: OpenSession; shown: boolean }) {
  const pictures = session.view.pictures.length > 0 && !session.superseded;
  return (
    <div class={pictures ? "session with-pictures" : "session"} id={panelId(session)} role="tabpanel" aria-labelledby={tabId(session)} hidden={!shown}>
      <Place desk={desk} session={session} />
      <Sound stream={session.view.audio === "on" ? session.sound : null} blocked={blocked => session.setSoundBlocked(blocked)} />
      {pictures && <PictureStrip desk={desk} session={session} />}
      {pictures && session.gallery.looking && <Viewer desk={desk} session={session} />}
      <SideBar desk={desk} session={session} />
      <p class="visually-hidden" role="status">{newsWords(session.gallery.news)}</p>
    </div>
  );
}

function Place({ desk, session }: { desk: Desk; session: OpenSession }) {
  const place = useRef<HTMLElement>(null);
  const kind = session.superseded ? "superseded" : session.view.status === "closed" ? "closed" : session.hasPicture ? "live" : "waiting";

  // What had the focus may be gone with the place it stood in: a keyboard must not fall back to the top of the page.
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, [kind]);

  return (
    <section class={`place ${kind}`} ref={place} tabIndex={-1} inert={session.gallery.looking !== null}
      aria-label={kind === "waiting" ? texts.place.waiting : texts.place.picture}>
      {kind === "superseded" ? <SupersededPlace desk={desk} session={session} />
        : kind === "closed" ? <ClosedPlace desk={desk} session={session} />
        : kind === "live" ? <LivePlace desk={desk} session={session} />
        : <WaitingPlace desk={desk} session={session} />}
    </section>
  );
}
