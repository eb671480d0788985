import { ProblemError } from "../hub/ProblemError.ts";
import { claimBytes, claimedSize } from "./claimed.ts";
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

/** Above it a picture is drawn anew although it loses pixels: the server takes no larger file, unless it is set up to. */
const mostBytes = 25 * 1024 * 1024;

/** Nobody decodes more than that, here or at the server: whoever looks at a picture holds four bytes for each of its pixels. */
const mostPixels = 120_000_000;

/** More than any photo; nothing of that size is even looked at. */
const hopelessBytes = 200 * 1024 * 1024;

const quality = 0.92;

/**
 * Draws a picture anew at its full size, which leaves everything behind that tells of place, time and camera, and turns what only this
 * browser can show (HEIC on Apple's) into what everybody can. What the browser cannot draw goes as it is, as the server takes
 * the same away. Throws ProblemError `picture-type-unknown` for what is no picture, `picture-too-large` and `picture-too-many-pixels`
 * before anything is decoded.
 */
export async function prepare(file: Blob, apple: boolean): Promise<Prepared> {
  if (file.size > hopelessBytes) throw new ProblemError("picture-too-large", "This picture is too large. Send a smaller one.");
  const head = new Uint8Array(await start(file));
  const kind = kindOf(head);
  const claimed = kind && claimedSize(kind, head);
  if (claimed && claimed.width * claimed.height > mostPixels) {
    throw new ProblemError("picture-too-many-pixels", "This picture has too many pixels. Send a smaller one.");
  }
  try {
    return await shown(file, async image => {
      const size = { width: image.naturalWidth, height: image.naturalHeight };
      const thumbnail = await thumbnailOf(image, size);
      const most = apple ? appleLimit : limit;
      const pixels = size.width * size.height;
      // Rather every pixel with what the server takes away than fewer pixels; only what nobody else can show, or takes, is made smaller.
      if (pixels > most && file.size <= mostBytes && kind && kind !== "image/heic") return { bytes: file, type: kind, thumbnail };
      const type = kind === "image/png" && pixels <= screenshotLimit ? kind : "image/jpeg";
      return { bytes: await drawn(image, within(size, most), type, quality), type, thumbnail };
    });
  } catch {
    if (!kind) throw new ProblemError("picture-type-unknown", "This file is no picture. Choose another one.");
    return { bytes: file, type: kind, thumbnail: undefined };
  }
}

async function start(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.slice(0, claimBytes).arrayBuffer();
  } catch {
    throw new ProblemError("file-gone", "The phone does not give this picture any more. Choose it again.");
  }
}
