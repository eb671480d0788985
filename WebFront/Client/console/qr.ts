import { encode } from "uqr";

/** A QR code's outline: how many modules it is wide and high, and one SVG path over all dark ones. */
export interface QrOutline { size: number; path: string }

/** A text as a QR code that survives 15 % damage, in its quiet zone of four modules (ISO/IEC 18004). */
export function outline(text: string): QrOutline {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  let path = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += `M${start} ${y}H${x + 1}v1H${start}z`;
    }
  });
  return { size, path };
}
