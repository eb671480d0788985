import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { CameraWishes } from "./CameraWishes.ts";
import { lensNames } from "./lensNames.ts";

const words = texts.camera;

/** One step of the zoom's two buttons. */
const zoomStep = 1.25;

/** What the phone's camera can be told to do: each tool is there only where the phone says that it can. */
export function CameraTools({ wishes, paused }: { wishes: CameraWishes; paused: boolean }) {
  const { report } = wishes;
  if (!report) return null;
  const { lenses, zoom, torch, focus, problem } = report;
  if (lenses.length < 2 && !zoom && torch === null && !focus) return null;
  const names = lensNames(lenses);
  return (
    <div class="tools camera-tools" role="group" aria-label={words.group}>
      {lenses.length > 1 && (
        <button class="button" type="button" disabled={paused || wishes.changing} onClick={() => wishes.flip()}><Icon name="flip" />{words.flip}</button>
      )}
      {lenses.length > 2 && (
        <select aria-label={words.lens} disabled={paused || wishes.changing} value={wishes.lens ?? ""}
          onChange={event => wishes.choose(event.currentTarget.value)}>
          {lenses.map((lens, at) => <option key={lens.id} value={lens.id}>{names[at]}</option>)}
        </select>
      )}
      {torch !== null && (
        <button class="button" type="button" aria-pressed={wishes.torch} disabled={paused} onClick={() => wishes.setTorch(!wishes.torch)}>
          <Icon name="light" />{words.light}
        </button>
      )}
      {focus && <button class="button" type="button" disabled={paused} onClick={() => wishes.focus()}><Icon name="focus" />{words.focus}</button>}
      {zoom && (
        <div class="zoom">
          <button class="button icon" type="button" aria-label={words.zoomOut} disabled={paused} onClick={() => wishes.zoomBy(1 / zoomStep)}>
            <Icon name="minus" />
          </button>
          <input type="range" aria-label={words.zoom} aria-valuetext={words.times(wishes.zoom! / zoom.min)} disabled={paused}
            min={zoom.min} max={zoom.max} step={zoom.step} value={wishes.zoom!}
            onInput={event => wishes.setZoom(event.currentTarget.valueAsNumber)} />
          <button class="button icon" type="button" aria-label={words.zoomIn} disabled={paused} onClick={() => wishes.zoomBy(zoomStep)}>
            <Icon name="plus" />
          </button>
          <span class="digits">{words.times(wishes.zoom! / zoom.min)}</span>
        </div>
      )}
      {problem && <p class="small" role="status">{words.problems[problem] ?? words.problems["lens-refused"]}</p>}
    </div>
  );
}
