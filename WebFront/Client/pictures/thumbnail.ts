import { drawn } from "./drawn.ts";
import { fitting, type Size } from "./sizes.ts";

/** Longest side of a picture's small form, pixels. */
export const thumbnailSide = 480;

/** Most bytes the server takes. */
const mostBytes = 100_000;

/** A picture in small; undefined when it cannot be drawn small enough. */
export async function thumbnailOf(source: CanvasImageSource, size: Size): Promise<Blob | undefined> {
  for (const quality of [0.8, 0.5]) {
    const small = await drawn(source, fitting(size, thumbnailSide), "image/jpeg", quality).catch(() => undefined);
    if (small && small.size <= mostBytes) return small;
  }
  return undefined;
}
