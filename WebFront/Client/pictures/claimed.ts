import type { PictureKind } from "./kind.ts";
import type { Size } from "./sizes.ts";

/** Enough to find the size behind all that a phone's camera writes before it. */
export const claimBytes = 512 * 1024;

/**
 * The size that a picture says it has, before anybody spends memory on decoding it: from PNG's IHDR, WebP's first chunk (RFC 9649) or JPEG's
 * frame header (ITU-T T.81, B.2.2). Null where it does not say so in these bytes.
 */
export function claimedSize(kind: PictureKind, head: Uint8Array): Size | null {
  const bytes = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    switch (kind) {
      case "image/png": return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
      case "image/webp": return sizeOfWebP(bytes);
      case "image/jpeg": return sizeOfJpeg(bytes);
      case "image/heic": return null;
    }
  } catch {
    return null;
  }
}

function sizeOfWebP(bytes: DataView): Size | null {
  const upTo = (at: number) => 1 + (bytes.getUint32(at, true) & 0xff_ffff);
  switch (String.fromCharCode(bytes.getUint8(12), bytes.getUint8(13), bytes.getUint8(14), bytes.getUint8(15))) {
    case "VP8X": return { width: upTo(24), height: upTo(27) };
    case "VP8 ": return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = bytes.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    default: return null;
  }
}

function sizeOfJpeg(bytes: DataView): Size | null {
  for (let at = 2; bytes.getUint8(at) === 0xff; at += 2 + bytes.getUint16(at + 2)) {
    while (bytes.getUint8(at + 1) === 0xff) at++;
    const marker = bytes.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    }
  }
  return null;
}
