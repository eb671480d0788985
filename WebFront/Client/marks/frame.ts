export interface Size { width: number; height: number }

/** Where something lies, in CSS pixels from the left and top of what it lies in. */
export interface Rect extends Size { left: number; top: number }

export type Place = readonly [x: number, y: number];

/** All of the frame, as much as fills the box, or one pixel of the frame on one of the screen. */
export type Fitting = "fit" | "fill" | "actual";

/** How a frame is looked at: `zoom` on top of the fitting, and which place of the frame (0..1) is in the middle of the box. */
export interface View { fitting: Fitting; zoom: number; middle: Place }

export const wholeView: View = { fitting: "fit", zoom: 1, middle: [0.5, 0.5] };

/** The largest picture: so many times the one that fits. */
const mostZoom = 8;

/** Where the frame lies in its box; it may reach beyond. Null while there is nothing to show or nowhere to show it. */
export function frameRect(box: Size, frame: Size, view: View, pixelRatio: number): Rect | null {
  const scale = scaleOf(box, frame, view, pixelRatio);
  if (!(scale > 0) || !Number.isFinite(scale)) return null;
  const width = frame.width * scale;
  const height = frame.height * scale;
  return { left: start(box.width, width, view.middle[0]), top: start(box.height, height, view.middle[1]), width, height };
}

/** The view with its zoom kept between the whole frame and the closest look, and its middle where the frame still fills the box. */
export function steadied(box: Size, frame: Size, view: View, pixelRatio: number): View {
  const base = scaleOf(box, frame, { ...view, zoom: 1 }, pixelRatio);
  const fit = scaleOf(box, frame, wholeView, pixelRatio);
  if (!(base > 0) || !(fit > 0)) return view;
  const zoom = clamp(view.zoom, Math.min(1, fit / base), Math.max(1, mostZoom * fit / base));
  const rect = frameRect(box, frame, { ...view, zoom }, pixelRatio)!;
  return { ...view, zoom, middle: [(box.width / 2 - rect.left) / rect.width, (box.height / 2 - rect.top) / rect.height] };
}

/** Comes closer by a factor, with the place of the frame under `at` (in the box) staying where it is. */
export function zoomedAt(box: Size, frame: Size, view: View, pixelRatio: number, factor: number, at: Place): View {
  const before = frameRect(box, frame, view, pixelRatio);
  if (!before) return view;
  const closer = steadied(box, frame, { ...view, zoom: view.zoom * factor }, pixelRatio);
  const grown = closer.zoom / view.zoom;
  const middle: Place = [
    (at[0] - before.left + (box.width / 2 - at[0]) / grown) / before.width,
    (at[1] - before.top + (box.height / 2 - at[1]) / grown) / before.height,
  ];
  return steadied(box, frame, { ...closer, middle }, pixelRatio);
}

/** Moves the frame by so many pixels, as far as it reaches beyond its box. */
export function panned(box: Size, frame: Size, view: View, pixelRatio: number, by: Place): View {
  const rect = frameRect(box, frame, view, pixelRatio);
  if (!rect) return view;
  const middle: Place = [view.middle[0] - by[0] / rect.width, view.middle[1] - by[1] / rect.height];
  return steadied(box, frame, { ...view, middle }, pixelRatio);
}

/** Which place of the frame lies at a place of the box: 0..1, or null outside of the frame. */
export function placeIn(rect: Rect, at: Place): Place | null {
  const x = (at[0] - rect.left) / rect.width;
  const y = (at[1] - rect.top) / rect.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? [x, y] : null;
}

/** Whether a place of the frame (0..1) can be seen in the box. */
export function isVisible(box: Size, rect: Rect, place: Place): boolean {
  const x = rect.left + place[0] * rect.width;
  const y = rect.top + place[1] * rect.height;
  return x >= 0 && x <= box.width && y >= 0 && y <= box.height;
}

/** Screen pixels (CSS) for one pixel of the frame. */
function scaleOf(box: Size, frame: Size, view: View, pixelRatio: number): number {
  const across = box.width / frame.width;
  const down = box.height / frame.height;
  const base = view.fitting === "fit" ? Math.min(across, down) : view.fitting === "fill" ? Math.max(across, down) : 1 / pixelRatio;
  return base * view.zoom;
}

/** A frame smaller than its box stands in its middle; a larger one never leaves a gap at an edge. */
function start(box: number, frame: number, middle: number): number {
  return frame <= box ? (box - frame) / 2 : clamp(box / 2 - middle * frame, box - frame, 0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
