import { Icon } from "../../look/Icon.tsx";
import { texts } from "../../words/console.ts";
import type { Desk } from "../Desk.ts";
import type { OpenSession } from "../OpenSession.ts";
import { clock } from "../time.ts";

const words = texts.pictures;

/** One button asks for a photo by text message, one on the consumer's page. */
export function PhotoAsk({ desk, session }: { desk: Desk; session: OpenSession }) {
  const asked = session.view.photoAsked;
  return (
    <div class="photo-ask" role="group" aria-label={words.ask}>
      <span class="small"><Icon name="photo" />{words.ask}</span>
      <button class="button" type="button" disabled={session.busy} title={words.askByTextTitle} onClick={() => desk.askForPhoto(session, "phone")}>
        <Icon name="text" />{words.askByText}
      </button>
      <button class="button" type="button" disabled={session.busy} title={words.askOnPageTitle} onClick={() => desk.askForPhoto(session, "link")}>
        <Icon name="link" />{words.askOnPage}
      </button>
      <p class="small" role="status">{asked ? words.asked(clock(asked)) : ""}</p>
    </div>
  );
}
