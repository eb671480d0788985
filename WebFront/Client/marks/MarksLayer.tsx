import { Component } from "preact";
import type { Mark } from "../hub/contract.ts";
import type { Place, Size } from "./frame.ts";
import { markColours } from "./mark.ts";
import { shapeOf } from "./shapes.ts";

/** Sets marks off from a picture of any colour. */
const edge = "#0b0c10";

interface MarksProps {
  marks: readonly Mark[];
  laser?: Place | null | undefined;
  /** Size of the frame as it is shown, in CSS pixels. */
  size: Size;
  /** The picture is shown as in a mirror, as the front camera's preview is. */
  mirrored?: boolean;
  /** For whom cannot see the picture; null where something else says it. */
  label: string | null;
}

/** Marks over exactly one drawn frame, whatever is below: sharp at every pixel ratio, and never in the way of a finger. */
export function MarksLayer({ marks, laser, size, mirrored = false, label }: MarksProps) {
  return (
    <svg class="marks" viewBox={`0 0 ${size.width} ${size.height}`} width={size.width} height={size.height} xmlns="http://www.w3.org/2000/svg"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" })}>
      {marks.map(mark => <MarkShape key={mark.id} mark={mark} width={size.width} height={size.height} mirrored={mirrored} />)}
      {laser && <g class="laser" transform={`translate(${(mirrored ? 1 - laser[0] : laser[0]) * size.width} ${laser[1] * size.height})`}>
        <circle r="15" fill="#ff2d20" fill-opacity="0.3" />
        <circle r="7" fill="#ff2d20" stroke="#ffffff" stroke-width="2" />
      </g>}
    </svg>
  );
}

interface ShapeProps { mark: Mark; width: number; height: number; mirrored: boolean }

/** Drawn again only when it has changed: the one under the pointer changes with each frame, hundreds of others do not. */
class MarkShape extends Component<ShapeProps> {
  override shouldComponentUpdate(next: ShapeProps): boolean {
    const { mark, width, height, mirrored } = this.props;
    return next.mark !== mark || next.width !== width || next.height !== height || next.mirrored !== mirrored;
  }

  override render({ mark, width: across, height, mirrored }: ShapeProps) {
    const colour = markColours[mark.colour];
    const { line, width, surface, words } = shapeOf(mark, { width: across, height }, mirrored);
    return (
      <g data-mark={mark.tool} stroke-linecap="round" stroke-linejoin="round" fill="none">
        {line && <path d={line} stroke={edge} stroke-opacity="0.55" stroke-width={width + 3} />}
        {surface && <path d={surface} fill={colour} stroke={edge} stroke-opacity="0.55" stroke-width="3" paint-order="stroke" />}
        {line && <path d={line} stroke={colour} stroke-width={width} />}
        {words && <text x={words.x} y={words.y} font-size={words.size} font-weight="700" font-family="system-ui, -apple-system, sans-serif"
          text-anchor={words.anchor} fill={words.onSurface ? edge : colour}
          {...(!words.onSurface && { stroke: edge, "stroke-opacity": "0.8", "stroke-width": words.size / 6, "paint-order": "stroke" })}>{words.text}</text>}
      </g>
    );
  }
}
