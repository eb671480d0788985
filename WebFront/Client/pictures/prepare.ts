import { ProblemError } from "../hub/ProblemError.ts";
import { drawn, shown } from "./drawn.ts";
import { kindOf } from "./kind.ts";
import { within } from "./sizes.ts";
import { thumbnailOf } from "./thumbnail.ts";

/** A picture as it is to be sent. */
export interface Prepared {
  bytes: Blob;
  type: string;
  thumbnail: Blob | undefined;
}

/** Most pixels a canvas of Apple's phones holds; above it they draw nothing, without a word. */
const appleLimit = 4096 * 4096;

/** More would be hard on a phone's memory. */
const limit = 50_000_000;

/** Screenshots stay as sharp as they are; what has more pixels is taken for a photo. */
const screenshotLimit = 6_000_000;

const quality = 0.92;

/**
 * Draws a picture anew at its full size, which leaves everything behind that tells of place, time and camera, and turns what only this
 * browser can show (HEIC on Apple's) into what everybody can. What the browser cannot draw goes as it is, as the server takes
 * the same away. Throws ProblemError `picture-type-unknown` for what is no picture.
 */
export async function prepare(file: Blob, apple: boolean): Promise<Prepared> {
  const kind = kindOf(new Uint8Array(await head(file)));
  try {
    return await shown(file, async image => {
      const size = { width: image.naturalWidth, height: image.naturalHeight };
      const thumbnail = await thumbnailOf(image, size);
      const most = apple ? appleLimit : limit;
      const pixels = size.width * size.height;
      // Rather every pixel with what the server takes away than fewer pixels; only what nobody else can show is made smaller.
      if (pixels > most && kind && kind !== "image/heic") return { bytes: file, type: kind, thumbnail };
      const type = kind === "image/png" && pixels <= screenshotLimit ? kind : "image/jpeg";
      return { bytes: await drawn(image, within(size, most), type, quality), type, thumbnail };
    });
  } catch {
    if (!kind) throw new ProblemError("picture-type-unknown", "This file is no picture. Choose another one.");
    return { bytes: file, type: kind, thumbnail: undefined };
  }
}

async function head(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.slice(0, 16).arrayBuffer();
  } catch {
    throw new ProblemError("file-gone", "The phone does not give this picture any more. Choose it again.");
  }
}
