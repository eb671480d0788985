import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { texts } from "./texts.ts";

const words = texts.recording;

/** The mark that a recorded person must see, and the way to end it. */
export function RecordLine({ app, state: { view } }: { app: ConnectApp; state: ConnectState }) {
  if (view?.recording !== "on") return null;
  return (
    <p class="told rec">
      <b>{words.mark}</b> {words.on}
      <button type="button" onClick={() => void app.answer("recording", false)}>{words.off}</button>
    </p>
  );
}
