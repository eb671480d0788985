import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { talkTrouble } from "./talkTrouble.ts";

const words = texts.talk;

/** Talking with the consumer: off until the agent asks and the consumer agrees. */
export function TalkTools({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { view: { audio }, talk } = session;
  if (audio === "off" && !desk.welcome?.audio) return null;
  const { state } = talk;
  const trouble = audio === "on" ? talkTrouble(state) : null;
  return (
    <div class="tools" role="group" aria-label={words.group}>
      {audio === "off" && (
        <button class="button" type="button" disabled={session.busy} onClick={() => desk.askToTalk(session)}><Icon name="microphone" />{words.talk}</button>
      )}
      {audio === "asked" && (
        <button class="button" type="button" aria-pressed title={words.takeBack} disabled={session.busy} onClick={() => desk.endConsent(session, "audio")}>
          <Icon name="clock" />{words.asked}
        </button>
      )}
      {audio === "on" && <>
        {state.speaking
          ? <button class="button" type="button" aria-pressed={state.muted} onClick={() => talk.setMuted(!state.muted)}>
            <Icon name={state.muted ? "microphone-off" : "microphone"} />{state.muted ? words.muted : words.mute}
          </button>
          : <button class="button" type="button" onClick={() => void talk.retry()}><Icon name="microphone" />{words.again}</button>}
        {session.soundBlocked && <button class="button" type="button"><Icon name="alert" />{words.hear}</button>}
        <button class="button" type="button" disabled={session.busy} onClick={() => desk.endConsent(session, "audio")}>
          <Icon name="speaker-off" />{words.off}
        </button>
      </>}
      {trouble && <p class="small" role="status">{trouble}</p>}
    </div>
  );
}
