import type { CameraReport, CameraWish } from "../hub/contract.ts";

/** What the camera does when nobody has said anything: the browser's own choice of the rear ones. */
export const firstWish: CameraWish = { version: 0, camera: "rear", torch: false, zoom: null, focus: 0 };

/** A wish as it came from the other page; null when it is none. */
export function readWish(given: unknown): CameraWish | null {
  const { version, camera, torch, zoom, focus } = (given ?? {}) as Partial<Record<keyof CameraWish, unknown>>;
  if (!isCount(version) || !isCount(focus) || typeof camera !== "string" || camera === "" || camera.length > 200) return null;
  if (typeof torch !== "boolean" || !(zoom === null || (typeof zoom === "number" && Number.isFinite(zoom) && zoom > 0))) return null;
  return { version, camera, torch, zoom, focus };
}

/** A report as it came from the phone; null when it is none. */
export function readReport(given: unknown): CameraReport | null {
  const report = (given ?? {}) as Partial<CameraReport>;
  const wish = readWish(report.wish);
  if (!wish || !Array.isArray(report.lenses)) return null;
  const { zoom } = report;
  const range = zoom && [zoom.min, zoom.max, zoom.step, zoom.value].every(Number.isFinite) && zoom.max > zoom.min && zoom.step > 0 ? zoom : null;
  return {
    wish,
    lenses: report.lenses.filter(lens => typeof lens?.id === "string" && typeof lens.name === "string").slice(0, 20),
    lens: typeof report.lens === "string" ? report.lens : null,
    side: report.side === "rear" || report.side === "front" ? report.side : "unknown",
    torch: typeof report.torch === "boolean" ? report.torch : null,
    zoom: range,
    focus: report.focus === true,
    paused: report.paused === true,
    problem: typeof report.problem === "string" ? report.problem : null,
  };
}

/** What one wish changes of another, to be said in words. */
export type Change = "light-on" | "light-off" | "front" | "rear" | "lens" | "zoom-in" | "zoom-out" | "focus";

export function changesBetween(before: CameraWish, after: CameraWish): Change[] {
  const changes: Change[] = [];
  if (after.camera !== before.camera) changes.push(after.camera === "front" || after.camera === "rear" ? after.camera : "lens");
  if (after.torch !== before.torch) changes.push(after.torch ? "light-on" : "light-off");
  if (after.zoom !== null && after.zoom !== before.zoom) changes.push(after.zoom > (before.zoom ?? 0) ? "zoom-in" : "zoom-out");
  if (after.focus > before.focus) changes.push("focus");
  return changes;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
