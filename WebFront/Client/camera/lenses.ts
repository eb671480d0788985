import type { Lens, LensSide } from "../hub/contract.ts";

/** A camera as the browser lists it once it may be used; `facingMode` where the browser tells it (InputDeviceInfo.getCapabilities). */
export interface ListedCamera { deviceId: string; label: string; facingMode?: readonly string[] | undefined }

/** Android's labels are English; iOS names its lenses in the phone's language. */
const rearNames = /\b(back|rear|environment|trasera|posteriore?|arri[eè]re|achter|bak)|rück|背面|后置|後置/i;
const frontNames = /\b(front|user|selfie|avant|delantera|anteriore)|vorder|前面|前置/i;

export function lensesOf(cameras: readonly ListedCamera[]): Lens[] {
  return cameras.filter(({ deviceId }) => deviceId !== "").map(({ deviceId, label, facingMode }) => ({
    id: deviceId, side: sideOf(facingMode?.[0], label), name: label.slice(0, 100),
  }));
}

/** @param facingMode the browser's own word (W3C Media Capture and Streams, section 4.3.8); it knows better than the label */
export function sideOf(facingMode: string | undefined, label = ""): LensSide {
  if (facingMode === "environment") return "rear";
  if (facingMode === "user") return "front";
  return rearNames.test(label) ? "rear" : frontNames.test(label) ? "front" : "unknown";
}

/** What to ask for to see from the other side. Computers' cameras have no side: there it is the next one of the list. */
export function otherCamera(lenses: readonly Lens[], lens: string | null, side: LensSide): string {
  if (side !== "unknown") return side === "rear" ? "front" : "rear";
  return nextOf(lenses, lens)?.id ?? "rear";
}

/** The next lens on the same side; null where there is no other. */
export function nextLens(lenses: readonly Lens[], lens: string | null): Lens | null {
  const side = lenses.find(({ id }) => id === lens)?.side;
  const same = side && side !== "unknown" ? lenses.filter(one => one.side === side) : [];
  return same.length > 1 ? nextOf(same, lens) : null;
}

function nextOf(lenses: readonly Lens[], lens: string | null): Lens | null {
  const at = lenses.findIndex(({ id }) => id === lens);
  return lenses[(at + 1) % lenses.length] ?? null;
}
