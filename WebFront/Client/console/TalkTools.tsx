import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import { talkTrouble } from "./talkTrouble.ts";

const words = texts.talk;

/** Talking with the consumer: off until the agent asks and the consumer agrees. */
export function TalkTools({ desk, session, front }: { desk: Desk; session: OpenSession; front: boolean }) {
  const { view: { audio }, talk } = session;
  const may = audio !== "off" || desk.welcome?.audio === true;
  useShortcuts([
    {
      id: "talk.turn", label: audio === "on" ? words.off : audio === "asked" ? words.takeBack : words.talk, keys: ["shift+t"], disabled: session.busy || !may,
      run: () => void (audio === "off" ? desk.askToTalk(session) : desk.endConsent(session, "audio")),
    },
    {
      id: "talk.mute", label: words.mute, keys: ["j"], disabled: audio !== "on" || !talk.state.speaking, run: () => talk.setMuted(!talk.state.muted),
    },
  ], front);
  if (!may) return null;
  const { state } = talk;
  const trouble = audio === "on" ? talkTrouble(state) : null;
  return (
    <div class="tools" role="group" aria-label={words.group}>
      {audio === "off" && (
        <button class="button" type="button" {...keyed(words.talk, "shift+t")} disabled={session.busy} onClick={() => desk.askToTalk(session)}>
          <Icon name="microphone" />{words.talk}
        </button>
      )}
      {audio === "asked" && (
        <button class="button" type="button" aria-pressed {...keyed(words.takeBack, "shift+t")} disabled={session.busy} onClick={() => desk.endConsent(session, "audio")}>
          <Icon name="clock" />{words.asked}
        </button>
      )}
      {audio === "on" && <>
        {state.speaking
          ? <button class="button" type="button" {...keyed(words.mute, "j")} aria-pressed={state.muted} onClick={() => talk.setMuted(!state.muted)}>
            <Icon name={state.muted ? "microphone-off" : "microphone"} />{state.muted ? words.muted : words.mute}
          </button>
          : <button class="button" type="button" onClick={() => void talk.retry()}><Icon name="microphone" />{words.again}</button>}
        {session.soundBlocked && <button class="button" type="button"><Icon name="alert" />{words.hear}</button>}
        <button class="button" type="button" {...keyed(words.off, "shift+t")} disabled={session.busy} onClick={() => desk.endConsent(session, "audio")}>
          <Icon name="speaker-off" />{words.off}
        </button>
      </>}
      {trouble && <p class="small" role="status">{trouble}</p>}
    </div>
  );
}
