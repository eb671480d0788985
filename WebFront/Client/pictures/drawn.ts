import type { Size } from "./sizes.ts";

/** A picture drawn anew holds its pixels and nothing else: no place, no time, no camera. Rejected when the browser cannot. */
export async function drawn(source: CanvasImageSource, { width, height }: Size, type: "image/jpeg" | "image/png", quality: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  try {
    const context = canvas.getContext("2d", { alpha: type === "image/png" });
    if (!context) throw new Error("no canvas");
    if (type === "image/jpeg") {
      // What shines through would be black.
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingQuality = "high";
    context.drawImage(source, 0, 0, width, height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, quality));
    if (blob?.type !== type) throw new Error("no picture");
    return blob;
  } finally {
    // Phones count a canvas's memory until it is collected; this gives it back now.
    canvas.width = canvas.height = 0;
  }
}

/** A picture as the browser shows it: upright, whatever way its pixels lie. Rejected when it cannot be shown. */
export async function shown<Result>(bytes: Blob, look: (image: HTMLImageElement) => Promise<Result>): Promise<Result> {
  const address = URL.createObjectURL(bytes);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    if (!image.naturalWidth || !image.naturalHeight) throw new Error("no size");
    return await look(image);
  } finally {
    URL.revokeObjectURL(address);
  }
}
