const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extension = "\f^{}\\[~]|€";

/** What a text costs: segments are charged one by one. */
export interface TextSize {
  segments: number;
  /** Units that still fit into the last segment. */
  left: number;
  /** The first character that is outside of the plain alphabet and so makes every segment smaller; null when there is none. */
  wide: string | null;
}

/**
 * Counts as the server does: the default alphabet of 3GPP TS 23.038 in septets, everything else in UCS-2; 160 or 70 units in one segment, 153
 * or 67 in each of several. What takes two units (the extension table, characters beyond U+FFFF) is never divided between segments.
 */
export function textSize(text: string): TextSize {
  const characters = [...text];
  const wide = characters.find(character => !basic.includes(character) && !extension.includes(character)) ?? null;
  const [single, several] = wide === null ? [160, 153] : [70, 67];
  let units = 0, segments = 1, filled = 0;
  for (const character of characters) {
    const size = wide === null ? (extension.includes(character) ? 2 : 1) : character.length;
    units += size;
    if (filled + size > several) {
      segments++;
      filled = 0;
    }
    filled += size;
  }
  return units <= single ? { segments: 1, left: single - units, wide } : { segments, left: several - filled, wide };
}
