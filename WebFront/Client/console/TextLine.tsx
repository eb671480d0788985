import type { SessionEvent } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { TextProgress } from "./texts.ts";
import { clock } from "./time.ts";
import { sentenceOf } from "./words.ts";

const words = texts.texting;

/** A text message in the stream, with where it is. */
export function TextLine({ event, progress }: { event: SessionEvent; progress: TextProgress | undefined }) {
  const files = Number(event.data.files ?? 0);
  return (
    <div class={`line chat text ${event.by}`}>
      <time class="digits" dateTime={event.at}>{clock(event.at)}</time>
      <p>
        <b><Icon name="text" />{event.by === "agent" ? words.you : words.consumer}</b>
        {event.text && <span class="said">{event.text}</span>}
        {files > 0 && <span class="muted small">{words.files(files)}</span>}
        {progress && (progress.state === "failed"
          ? <span class="problem">{sentenceOf({ code: progress.code ?? "", sentence: progress.sentence })} <small>{progress.code}</small></span>
          : <span class="muted small">{words.states[progress.state]}</span>)}
      </p>
    </div>
  );
}
