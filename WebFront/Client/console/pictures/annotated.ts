import type { Mark } from "../../hub/contract.ts";
import { markColours } from "../../marks/mark.ts";
import { shapeOf } from "../../marks/shapes.ts";
import { within } from "../../pictures/sizes.ts";
import { thumbnailOf } from "../../pictures/thumbnail.ts";
import { turned } from "./Stage.tsx";

/** Longest side at which marks have the size they are drawn for, pixels. */
const drawnFor = 1_280;

/** More pixels than that make no copy better to read and any browser slow. */
const mostPixels = 24_000_000;

/** Sets marks off from a picture of any colour. */
const edge = "#0b0c10";

/** A picture with its marks as one, upright, at its own size; and the same in small. */
export async function annotated(image: HTMLImageElement, rotation: number, marks: readonly Mark[]): Promise<{ bytes: Blob; thumbnail: Blob | undefined }> {
  const natural = within({ width: image.naturalWidth, height: image.naturalHeight }, mostPixels);
  const size = turned(natural, rotation);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  const context = canvas.getContext("2d", { alpha: false })!;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size.width, size.height);
  context.save();
  context.translate(size.width / 2, size.height / 2);
  context.rotate(rotation * Math.PI / 180);
  context.drawImage(image, -natural.width / 2, -natural.height / 2, natural.width, natural.height);
  context.restore();
  const scale = Math.max(size.width, size.height) / drawnFor;
  context.scale(scale, scale);
  for (const mark of marks) draw(context, mark, { width: size.width / scale, height: size.height / scale });
  const bytes = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob(blob => blob ? resolve(blob) : reject(new Error("The browser made no picture.")), "image/jpeg", 0.92));
  return { bytes, thumbnail: await thumbnailOf(canvas, size) };
}

function draw(context: CanvasRenderingContext2D, mark: Mark, size: { width: number; height: number }): void {
  const colour = markColours[mark.colour];
  const { line, width, surface, words } = shapeOf(mark, size, false);
  context.lineCap = context.lineJoin = "round";
  const stroke = (path: string, style: string, lineWidth: number, alpha = 1) => {
    context.globalAlpha = alpha;
    context.strokeStyle = style;
    context.lineWidth = lineWidth;
    context.stroke(new Path2D(path));
    context.globalAlpha = 1;
  };
  if (line) stroke(line, edge, width + 3, 0.55);
  if (surface) {
    stroke(surface, edge, 3, 0.55);
    context.fillStyle = colour;
    context.fill(new Path2D(surface));
  }
  if (line) stroke(line, colour, width);
  if (!words) return;
  context.font = `700 ${words.size}px system-ui, -apple-system, sans-serif`;
  context.textAlign = words.anchor === "middle" ? "center" : words.anchor;
  if (!words.onSurface) {
    context.globalAlpha = 0.8;
    context.strokeStyle = edge;
    context.lineWidth = words.size / 6;
    context.strokeText(words.text, words.x, words.y);
    context.globalAlpha = 1;
  }
  context.fillStyle = words.onSurface ? edge : colour;
  context.fillText(words.text, words.x, words.y);
}
