import type { CameraWish, ZoomRange } from "../hub/contract.ts";

/** What a camera can do beside showing its picture. */
export interface Abilities {
  torch: boolean;
  zoom: Omit<ZoomRange, "value"> | null;
  /** How it focuses once when it is asked to, and goes back to its own ways; null where it cannot be asked. */
  focus: { once: string; then: string | null } | null;
}

/** Capabilities and settings that TypeScript's library does not list (W3C MediaStream Image Capture, section 9). */
export interface ImageCapabilities {
  torch?: boolean | boolean[];
  zoom?: { min?: number; max?: number; step?: number };
  focusMode?: readonly string[];
}
export interface ImageSettings { torch?: boolean; zoom?: number; focusMode?: string }

export const unable: Abilities = { torch: false, zoom: null, focus: null };

/** A browser that does not tell can do nothing. */
export function abilitiesOf({ torch, zoom, focusMode }: ImageCapabilities): Abilities {
  const { min, max, step } = zoom ?? {};
  const once = focusMode?.includes("single-shot") ? "single-shot" : focusMode?.includes("manual") && focusMode.includes("continuous") ? "manual" : null;
  return {
    torch: torch === true || (Array.isArray(torch) && torch.includes(true)),
    zoom: min !== undefined && max !== undefined && max > min ? { min, max, step: step && step > 0 ? step : (max - min) / 100 } : null,
    focus: once ? { once, then: focusMode!.includes("continuous") ? "continuous" : null } : null,
  };
}

/** What has to be set on a camera of these abilities so that it does what is wanted; null where it does so by itself. */
export function settingsFor({ torch, zoom }: Pick<CameraWish, "torch" | "zoom">, able: Abilities, now: ImageSettings): ImageSettings | null {
  const settings: ImageSettings = {};
  if (able.torch && (torch || now.torch)) settings.torch = torch;
  if (able.zoom && zoom !== null) settings.zoom = Math.min(able.zoom.max, Math.max(able.zoom.min, zoom));
  return Object.keys(settings).length > 0 ? settings : null;
}
