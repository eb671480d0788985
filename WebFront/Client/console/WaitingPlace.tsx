import { texts } from "../words/console.ts";
import { AnotherPhone } from "./AnotherPhone.tsx";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { Progress } from "./Progress.tsx";
import { WaysIn } from "./WaysIn.tsx";

/** Until the picture is there: the code, the invite, the link, and how far the consumer has come. */
export function WaitingPlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view } = session;
  if (!view.code) {
    return (
      <div class="joining-column">
        <Progress view={view} />
        <p class="muted">{texts.code.used}</p>
        <AnotherPhone desk={desk} session={session} />
      </div>
    );
  }
  return (
    <div class="waiting-columns">
      <WaysIn desk={desk} session={session} code={view.code} />
      <Progress view={view} />
    </div>
  );
}
