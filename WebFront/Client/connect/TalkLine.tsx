import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { agentOf } from "./status.ts";
import { texts } from "./texts.ts";

const words = texts.talk;

/** Whether the agent hears the consumer, while the sound is on, and the way to end that. */
export function TalkLine({ app, state: { view, company, talk } }: { app: ConnectApp; state: ConnectState }) {
  if (view?.audio !== "on") return null;
  const agent = agentOf({ view, company });
  const text = talk.trouble ? words.troubles[talk.trouble]
    : talk.stopped ? words.stopped
    : talk.muted ? words.muted(agent)
    : talk.other?.stopped || talk.other?.muted ? words.otherMuted(agent)
    : words.on(agent);
  return (
    <p class="told">
      {text}
      {talk.trouble && <button type="button" onClick={() => app.retryTalk()}>{words.again}</button>}
      <button type="button" onClick={() => void app.answer("audio", false)}>{words.off}</button>
    </p>
  );
}
