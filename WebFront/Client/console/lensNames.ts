import type { Lens } from "../hub/contract.ts";
import { texts } from "../words/console.ts";

/** What a lens's name tells of its kind, in the languages that phones name them in. */
const kinds = [
  ["wide", /ultra.?wide|ultraweit|ultra.?grand|ultra gran|0[.,]5/i], ["tele", /tele/i], ["combined", /dual|triple/i], ["macro", /macro|makro/i],
] as const;

/** What people call the lenses: their side, what is known of the kind, and a number where there are several alike. */
export function lensNames(lenses: readonly Lens[]): string[] {
  const { sides, kinds: names } = texts.camera;
  const plain = lenses.map(({ side, name }) => {
    const kind = kinds.find(([, mark]) => mark.test(name))?.[0];
    return kind ? `${sides[side]}, ${names[kind]}` : sides[side];
  });
  return plain.map((name, at) => {
    const alike = plain.filter(one => one === name).length;
    return alike > 1 ? `${name} ${plain.slice(0, at + 1).filter(one => one === name).length}` : name;
  });
}
