/** A Connection Code has nine digits and is read 3-3-3. */
export const codeLength = 9;

/** The digits in what was typed or pasted, at most nine; digits of other scripts count too. */
export function digitsOf(text: string): string {
  let digits = "";
  for (const character of text.normalize("NFKC")) {
    if (!/\p{Nd}/u.test(character)) continue;
    digits += valueOf(character);
    if (digits.length === codeLength) break;
  }
  return digits;
}

/** `472910358` → `472 910 358`; fewer digits are grouped as far as they go. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, "$1 ");
}

/** Decimal digits of every script stand in runs of ten that begin with their zero (Unicode 15, section 4.6). */
function valueOf(character: string): number {
  let point = character.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point--;
    value++;
  }
  return value;
}
