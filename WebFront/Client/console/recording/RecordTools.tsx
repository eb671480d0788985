import { Icon } from "../../look/Icon.tsx";
import { texts } from "../../words/console.ts";
import type { Desk } from "../Desk.ts";
import type { OpenSession } from "../OpenSession.ts";
import { keyed, useShortcuts } from "../shortcuts.ts";
import { sentenceOf } from "../words.ts";
import { canRecord } from "./SessionRecorder.ts";

const words = texts.recording;

/** Recording: off until the agent asks and the consumer agrees. */
export function RecordTools({ desk, session, front }: { desk: Desk; session: OpenSession; front: boolean }) {
  const { view: { recording, status }, recorder } = session;
  const may = recording !== "off" || desk.welcome?.recording === true;
  const disabled = session.busy || !may || (recording === "off" && (status === "on-hold" || !canRecord()));
  const label = recording === "off" ? words.record : recording === "asked" ? words.asked : words.stop;
  const change = () => void (recording === "off" ? desk.askConsent(session, "recording") : desk.endConsent(session, "recording"));
  const action = recording === "asked" ? words.takeBack : label;
  useShortcuts([{ id: "recording.turn", label: action, keys: ["shift+c"], disabled, run: change }], front);
  if (!may) return null;
  const problem = recorder.problem ?? (recording === "on" && !canRecord() ? words.unable : null);
  return (
    <div class="tools" role="group" aria-label={words.group}>
      <button class="button" type="button" {...keyed(action, "shift+c")} aria-pressed={recording !== "off"} disabled={disabled} onClick={change}>
        <Icon name={recording === "asked" ? "clock" : "record"} />{label}
      </button>
      {problem && <p class="small" role="status">{typeof problem === "string" ? problem : sentenceOf(problem)}</p>}
    </div>
  );
}

/** The mark that everybody who looks must see: over the picture, and wherever else the session stands. */
export function RecordingMark({ session, small }: { session: OpenSession; small?: boolean }) {
  if (session.view.recording !== "on") return null;
  if (small) return <span class="rec-small" title={words.on}>{words.mark}</span>;
  return <p class="rec" role="status"><span class="dot" />{words.mark}<span class="visually-hidden"> {words.on}</span></p>;
}
