import { frameRect, isVisible, wholeView, type Rect, type Size } from "../marks/frame.ts";
import type { Guidance } from "../marks/ShownBoard.ts";

/**
 * Where the frame lies on the phone's screen: filling it when both stand or both lie, whole otherwise; and whole as well once the agent
 * has shown something at an edge that would be cut off. It stays so then: a picture that jumps with the pointer would help nobody.
 * @param whole the sizes for which the whole frame has had to be shown
 */
export function layout(box: Size, frame: Size, { marks, laser }: Pick<Guidance, "marks" | "laser">, whole: { current: string }): Rect | null {
  const sizes = `${box.width} ${box.height} ${frame.width} ${frame.height}`;
  const fill = frameRect(box, frame, { ...wholeView, fitting: "fill" }, 1);
  const alike = (box.width > box.height) === (frame.width > frame.height);
  if (alike && fill && whole.current !== sizes) {
    const hidden = (x: number, y: number) => !isVisible(box, fill, [x, y]);
    const cut = (laser && hidden(...laser)) || marks.some(mark => mark.points.some((x, at) => at % 2 === 0 && hidden(x, mark.points[at + 1]!)));
    if (!cut) return fill;
    whole.current = sizes;
  }
  return frameRect(box, frame, wholeView, 1);
}
