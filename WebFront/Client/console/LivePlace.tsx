import { render } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { Picture } from "./Picture.tsx";
import { PopOut } from "./PopOut.ts";

/** The picture's place in the page: the picture, or where it has gone. */
export function LivePlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const [, again] = useReducer((n: number, _: void) => n + 1, 0);
  const [popOut] = useState(() => new PopOut(() => again()));
  const home = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => popOut.settle(home.current!), [popOut]);
  // The picture is a tree of its own, as the page's own tree must not know where its element is at the moment.
  useLayoutEffect(() => render(<Picture desk={desk} session={session} popOut={popOut} />, popOut.host));
  useEffect(() => () => {
    popOut.close();
    render(null, popOut.host);
  }, [popOut]);

  return (
    <div class="picture-home" ref={home}>
      {popOut.window && (
        <div class="empty">
          <Icon name="pop-out" />
          <h2>{texts.picture.poppedOut}</h2>
          <button class="button large" type="button" onClick={() => popOut.close()}><Icon name="pop-in" />{texts.picture.popIn}</button>
        </div>
      )}
    </div>
  );
}
