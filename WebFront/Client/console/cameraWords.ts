import type { Lens, LensSide } from "../hub/contract.ts";

export const cameraWords = {
  group: "Phone's camera",
  flip: "Flip",
  lens: "Lens",
  light: "Light",
  focus: "Focus",
  zoom: "Camera zoom",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  times: (factor: number) => `${factor.toFixed(1)}×`,
};

/** What the camera would not do, and what to do instead. */
export const cameraProblems: Record<string, string | undefined> = {
  "light-refused": "The phone did not turn its light on. Ask whether its battery is low, and try again.",
  "zoom-refused": "The camera did not zoom. Ask the consumer to move closer.",
  "focus-refused": "The camera did not focus. Ask the consumer to hold still.",
  "lens-refused": "That camera could not be opened. The one before is shown.",
};

const sides: Record<LensSide, string> = { rear: "Rear", front: "Front", unknown: "Camera" };
const kinds: [RegExp, string][] = [[/ultra.?wide|ultraweit|ultra grand|0[.,]5/i, "ultra wide"], [/tele/i, "telephoto"], [/dual|triple/i, "combined"], [/macro/i, "macro"]];

/** What people call the lenses: their side, what is known of the kind, and a number where there are several alike. */
export function lensNames(lenses: readonly Lens[]): string[] {
  const plain = lenses.map(({ side, name }) => {
    const kind = kinds.find(([mark]) => mark.test(name))?.[1];
    return kind ? `${sides[side]}, ${kind}` : sides[side];
  });
  return plain.map((name, at) => {
    const alike = plain.filter(one => one === name).length;
    return alike > 1 ? `${name} ${plain.slice(0, at + 1).filter(one => one === name).length}` : name;
  });
}
