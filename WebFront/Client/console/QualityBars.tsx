import { useId, useState } from "preact/hooks";
import type { MediaReport } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { figures, quality } from "./quality.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";

/** The connection as bars, route and round trip; opens to all figures. */
export function QualityBars({ media, front }: { media: MediaReport | null; front: boolean }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const turn = () => setOpen(!open);
  useShortcuts([{ id: "session.quality", label: texts.quality.label, keys: ["g"], run: turn }], front);
  const { bars, word } = quality(media);
  const route = media && bars > 0 && media.route !== "unknown" ? media.route : null;
  const roundTrip = media?.roundTripMs == null || !route ? null : `${Math.round(media.roundTripMs)} ms`;
  return (
    <div class="quality">
      <button class="button quiet" type="button" {...keyed(texts.quality.label, "g")} aria-expanded={open} aria-controls={id} onClick={turn}>
        <svg class="bars" viewBox="0 0 22 16" aria-hidden="true">
          {[1, 2, 3, 4].map(bar => (
            <rect key={bar} class={bar <= bars ? "on" : "off"} x={(bar - 1) * 6} y={16 - bar * 4} width="4" height={bar * 4} rx="1" />
          ))}
        </svg>
        <span class="visually-hidden">{texts.quality.label}</span>
        <span class={route ? "visually-hidden" : undefined}>{word}</span>
        {route && <span>{texts.quality.routes[route]}</span>}
        {roundTrip && <span class="digits">{roundTrip}</span>}
        <Icon name="chevron-down" />
      </button>
      <dl id={id} class="facts" hidden={!open}>
        {media && figures(media).map(([name, value]) => <><dt>{name}</dt><dd class="digits">{value}</dd></>)}
        {!media && <dd>{texts.quality.later}</dd>}
      </dl>
    </div>
  );
}
