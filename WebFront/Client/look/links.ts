/** Where a web address begins and ends in a text; a full stop, a comma or a bracket behind it belongs to the sentence. */
const address = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const behind = /[.,;:!?)\]}»”’]+$/;

/** Signs that turn the reading direction: with them an address could be shown as another than it is. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A text in parts: what is text, and what is an address that may be opened: http and https alone, exactly as it is written. */
export function partsOf(text: string): { text: string; link: boolean }[] {
  const parts: { text: string; link: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const written = match[0].replace(behind, "");
    if (!opens(written)) continue;
    parts.push({ text: text.slice(end, match.index), link: false }, { text: written, link: true });
    end = match.index + written.length;
  }
  return [...parts, { text: text.slice(end), link: false }].filter(part => part.text !== "");
}

function opens(written: string): boolean {
  if (turning.test(written)) return false;
  try {
    const { protocol, username, password } = new URL(written);
    // A name before an @ is read as the site's own by whoever does not look twice.
    return (protocol === "https:" || protocol === "http:") && !username && !password;
  } catch {
    return false;
  }
}
