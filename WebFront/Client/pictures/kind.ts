/** Picture formats that the server takes. */
export type PictureKind = "image/jpeg" | "image/png" | "image/webp" | "image/heic";

/** Brands of ISO base media files that hold HEVC stills (ISO/IEC 23008-12, annex B). */
const heic = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

/** What a file is by its first 16 bytes, whatever its name says; null for anything else. */
export function kindOf(head: Uint8Array): PictureKind | null {
  const text = String.fromCharCode(...head.subarray(0, 16));
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  return text.slice(4, 8) === "ftyp" && heic.has(text.slice(8, 12)) ? "image/heic" : null;
}
