import { useState } from "preact/hooks";
import { Icon } from "../../look/Icon.tsx";
import { texts } from "../../words/console.ts";
import type { OpenSession } from "../OpenSession.ts";
import { keyed, useShortcuts } from "../shortcuts.ts";
import { clock, timer } from "../time.ts";

const words = texts.recording;

/** The session's recordings, to play and to keep. */
export function RecordingList({ session: { id, view, recorder } }: { session: OpenSession }) {
  const [playing, setPlaying] = useState<string | null>(null);
  const newest = view.recordings.filter(({ state }) => state === "ready").at(-1)?.recordingId;
  const turn = (recordingId: string) => setPlaying(playing === recordingId ? null : recordingId);
  useShortcuts([{ id: "recording.play", label: words.playNewest, keys: ["shift+y"], disabled: !newest, run: () => turn(newest!) }]);
  if (view.recordings.length === 0) return null;
  const address = (recordingId: string) => `/api/recordings/${id}/${recordingId}`;
  return (
    <section class="recordings" aria-label={words.list}>
      <h3>{words.list}</h3>
      <ol>
        {view.recordings.map(({ recordingId, state, startedAt, durationMs, bytes }) => (
          <li key={recordingId}>
            <span class="digits">{clock(startedAt)}</span>
            {state === "ready" ? <>
              <span class="digits">{timer(durationMs ?? 0)} · {words.megabytes((bytes ?? 0) / 1_000_000)}</span>
              <button class="button quiet" type="button" aria-expanded={playing === recordingId}
                {...recordingId === newest && keyed(words.play, "shift+y")} onClick={() => turn(recordingId)}><Icon name="play" />{words.play}</button>
              <a class="button quiet" href={`${address(recordingId)}?download`} download><Icon name="download" />{words.download}</a>
              {playing === recordingId && <video controls autoplay playsInline src={address(recordingId)} aria-label={words.play} />}
            </> : <span>{recorder.waiting > 0 || view.recording !== "on" ? words.sending : words.going}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
