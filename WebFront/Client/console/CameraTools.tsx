import { Icon } from "../look/Icon.tsx";
import { cameraProblems, cameraWords, lensNames } from "./cameraWords.ts";
import type { CameraWishes } from "./CameraWishes.ts";

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
    <div class="tools camera-tools" role="group" aria-label={cameraWords.group}>
      {lenses.length > 1 && (
        <button class="button" type="button" disabled={paused || wishes.changing} onClick={() => wishes.flip()}><Icon name="flip" />{cameraWords.flip}</button>
      )}
      {lenses.length > 2 && (
        <select aria-label={cameraWords.lens} disabled={paused || wishes.changing} value={wishes.lens ?? ""}
          onChange={event => wishes.choose(event.currentTarget.value)}>
          {lenses.map((lens, at) => <option key={lens.id} value={lens.id}>{names[at]}</option>)}
        </select>
      )}
      {torch !== null && (
        <button class="button" type="button" aria-pressed={wishes.torch} disabled={paused} onClick={() => wishes.setTorch(!wishes.torch)}>
          <Icon name="light" />{cameraWords.light}
        </button>
      )}
      {focus && <button class="button" type="button" disabled={paused} onClick={() => wishes.focus()}><Icon name="focus" />{cameraWords.focus}</button>}
      {zoom && (
        <div class="zoom">
          <button class="button icon" type="button" aria-label={cameraWords.zoomOut} disabled={paused} onClick={() => wishes.zoomBy(1 / zoomStep)}>
            <Icon name="minus" />
          </button>
          <input type="range" aria-label={cameraWords.zoom} aria-valuetext={cameraWords.times(wishes.zoom! / zoom.min)} disabled={paused}
            min={zoom.min} max={zoom.max} step={zoom.step} value={wishes.zoom!}
            onInput={event => wishes.setZoom(event.currentTarget.valueAsNumber)} />
          <button class="button icon" type="button" aria-label={cameraWords.zoomIn} disabled={paused} onClick={() => wishes.zoomBy(zoomStep)}>
            <Icon name="plus" />
          </button>
          <span class="digits">{cameraWords.times(wishes.zoom! / zoom.min)}</span>
        </div>
      )}
      {problem && <p class="small" role="status">{cameraProblems[problem] ?? cameraProblems["lens-refused"]}</p>}
    </div>
  );
}
