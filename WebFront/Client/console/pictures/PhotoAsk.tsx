import { Icon } from "../../look/Icon.tsx";
import { texts } from "../../words/console.ts";
import type { Desk } from "../Desk.ts";
import type { OpenSession } from "../OpenSession.ts";
import { keyed, useShortcuts } from "../shortcuts.ts";
import { clock } from "../time.ts";

const words = texts.pictures;

/** One button asks for a photo by text message, one on the consumer's page. */
export function PhotoAsk({ desk, session }: { desk: Desk; session: OpenSession }) {
  const asked = session.view.photoAsked;
  const byText = () => void desk.askForPhoto(session, "phone");
  const onPage = () => void desk.askForPhoto(session, "link");
  useShortcuts([
    { id: "pictures.ask-by-text", label: words.askByTextKey, keys: ["shift+a"], disabled: session.busy, run: byText },
    { id: "pictures.ask-on-page", label: words.askOnPageKey, keys: ["shift+p"], disabled: session.busy, run: onPage },
  ], session === desk.front);
  return (
    <div class="photo-ask" role="group" aria-label={words.ask}>
      <span class="small"><Icon name="photo" />{words.ask}</span>
      <button class="button" type="button" disabled={session.busy} {...keyed(words.askByTextTitle, "shift+a")} onClick={byText}>
        <Icon name="text" />{words.askByText}
      </button>
      <button class="button" type="button" disabled={session.busy} {...keyed(words.askOnPageTitle, "shift+p")} onClick={onPage}>
        <Icon name="link" />{words.askOnPage}
      </button>
      <p class="small" role="status">{asked ? words.asked(clock(asked)) : ""}</p>
    </div>
  );
}
