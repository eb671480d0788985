import type { Size } from "./frame.ts";
import { mostPieces } from "./mark.ts";

/** Longest side of a frozen frame, in pixels: text stays readable, and a slow network has it in seconds. */
const longestSide = 1_920;

/** Characters of one piece; a message with it stays well below what a channel or the hub takes. */
export const pieceCharacters = 24_000;

const mostBytes = Math.floor(mostPieces * pieceCharacters * 3 / 4);

/** What is tried in turn until the picture is small enough. */
const qualities = [0.85, 0.7, 0.5, 0.3];

/** The frame a video shows this moment, as a JPEG small enough to be sent; null while it shows none. */
export async function frozenFrame(video: HTMLVideoElement): Promise<{ picture: Blob; size: Size } | null> {
  const { videoWidth, videoHeight } = video;
  if (!videoWidth || !videoHeight) return null;
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  canvas.getContext("2d")!.drawImage(video, 0, 0, canvas.width, canvas.height);
  for (const quality of qualities) {
    const picture = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, "image/jpeg", quality));
    if (picture && picture.size <= mostBytes) return { picture, size: { width: canvas.width, height: canvas.height } };
  }
  return null;
}

/** A picture as text in pieces (base64), each of which can be decoded by itself. */
export function inPieces(bytes: Uint8Array): string[] {
  const each = pieceCharacters / 4 * 3;
  return Array.from({ length: Math.ceil(bytes.length / each) }, (_, at) =>
    btoa(Array.from(bytes.subarray(at * each, (at + 1) * each), byte => String.fromCharCode(byte)).join("")));
}

/** The picture again; null when a piece is none. */
export function fromPieces(pieces: readonly string[]): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(pieces.map(atob).join(""), character => character.charCodeAt(0));
  } catch {
    return null;
  }
}
