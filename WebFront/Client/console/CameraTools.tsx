import { nextLens } from "../camera/lenses.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import type { CameraWishes } from "./CameraWishes.ts";
import { lensNames } from "./lensNames.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";

const words = texts.camera;

/** One step of the zoom's two buttons. */
const zoomStep = 1.25;

/** What the phone's camera can be told to do: each tool is there only where the phone says that it can. */
export function CameraTools({ wishes, front, paused }: { wishes: CameraWishes; front: boolean; paused: boolean }) {
  const { report } = wishes;
  const next = report && nextLens(report.lenses, wishes.lens);
  useShortcuts([
    { id: "camera.flip", label: words.flip, keys: ["shift+f"], disabled: !report || report.lenses.length < 2 || wishes.changing, run: () => wishes.flip() },
    { id: "camera.lens", label: words.nextLens, keys: ["shift+n"], disabled: !next || wishes.changing, run: () => wishes.choose(next!.id) },
    { id: "camera.light", label: words.light, keys: ["shift+l"], disabled: (report?.torch ?? null) === null, run: () => wishes.setTorch(!wishes.torch) },
    { id: "camera.focus", label: words.focus, keys: ["."], disabled: !report?.focus, run: () => wishes.focus() },
    { id: "camera.closer", label: words.zoomIn, keys: ["v"], disabled: !report?.zoom, repeats: true, run: () => wishes.zoomBy(zoomStep) },
    { id: "camera.farther", label: words.zoomOut, keys: ["shift+v"], disabled: !report?.zoom, repeats: true, run: () => wishes.zoomBy(1 / zoomStep) },
  ], front && !paused);
  if (!report) return null;
  const { lenses, zoom, torch, focus, problem } = report;
  if (lenses.length < 2 && !zoom && torch === null && !focus) return null;
  const names = lensNames(lenses);
  return (
    <div class="tools camera-tools" role="group" aria-label={words.group}>
      {lenses.length > 1 && (
        <button class="button" type="button" {...keyed(words.flip, "shift+f")} disabled={paused || wishes.changing} onClick={() => wishes.flip()}>
          <Icon name="flip" />{words.flip}
        </button>
      )}
      {lenses.length > 2 && (
        <select aria-label={words.lens} {...next && keyed(words.nextLens, "shift+n")} disabled={paused || wishes.changing} value={wishes.lens ?? ""}
          onChange={event => wishes.choose(event.currentTarget.value)}>
          {lenses.map((lens, at) => <option key={lens.id} value={lens.id}>{names[at]}</option>)}
        </select>
      )}
      {torch !== null && (
        <button class="button" type="button" {...keyed(words.light, "shift+l")} aria-pressed={wishes.torch} disabled={paused}
          onClick={() => wishes.setTorch(!wishes.torch)}>
          <Icon name="light" />{words.light}
        </button>
      )}
      {focus && (
        <button class="button" type="button" {...keyed(words.focus, ".")} disabled={paused} onClick={() => wishes.focus()}>
          <Icon name="focus" />{words.focus}
        </button>
      )}
      {zoom && (
        <div class="zoom">
          <button class="button icon" type="button" aria-label={words.zoomOut} {...keyed(words.zoomOut, "shift+v")} disabled={paused} onClick={() => wishes.zoomBy(1 / zoomStep)}>
            <Icon name="minus" />
          </button>
          <input type="range" aria-label={words.zoom} aria-valuetext={words.times(wishes.zoom! / zoom.min)} disabled={paused}
            min={zoom.min} max={zoom.max} step={zoom.step} value={wishes.zoom!}
            onInput={event => wishes.setZoom(event.currentTarget.valueAsNumber)} />
          <button class="button icon" type="button" aria-label={words.zoomIn} {...keyed(words.zoomIn, "v")} disabled={paused} onClick={() => wishes.zoomBy(zoomStep)}>
            <Icon name="plus" />
          </button>
          <span class="digits">{words.times(wishes.zoom! / zoom.min)}</span>
        </div>
      )}
      {problem && <p class="small" role="status">{words.problems[problem] ?? words.problems["lens-refused"]}</p>}
    </div>
  );
}
