import { firstWish, readWish } from "../camera/wish.ts";
import type { CameraWish, Company } from "../hub/contract.ts";

/** What lets a page that was loaded anew come back into its session. */
export interface Visit {
  ticket: string;
  sessionId: string;
  company: Company;
  /** The fragment of the link, when it came by one: needed to open the same in another browser. */
  link: string | null;
  /** Whether Connect was tapped: who only sends photos has not allowed the camera. */
  camera?: boolean;
}

const keyName = "seesupport.device";
const visitName = "seesupport.visit";
const cameraName = "seesupport.camera";

/** What the browser keeps for us; where it refuses to, this page remembers it as long as it lives. */
export class Keepsake {
  #memory = new Map<string, string>();
  #storage: Storage | undefined;

  constructor(storage: () => Storage) {
    try {
      this.#storage = storage();
    } catch {
      this.#storage = undefined;
    }
  }

  /** This browser's own secret of 128 bits, base64url: the same device can come back into a session, nobody else can. */
  get deviceKey(): string {
    const kept = this.#get(keyName);
    if (kept && /^[\w-]{22}$/.test(kept)) return kept;
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const key = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    this.#set(keyName, key);
    return key;
  }

  get visit(): Visit | null {
    try {
      const visit = JSON.parse(this.#get(visitName) ?? "null") as Visit | null;
      return visit && typeof visit.ticket === "string" && typeof visit.sessionId === "string" && visit.company ? visit : null;
    } catch {
      return null;
    }
  }

  set visit(visit: Visit | null) {
    this.#set(visitName, visit && JSON.stringify(visit));
  }

  /** What the camera was last to do in this session; in another one the rear lens that was chosen counts, and nothing else. */
  cameraOf(sessionId: string): CameraWish {
    try {
      const kept = JSON.parse(this.#get(cameraName) ?? "null") as { sessionId: string; wish: unknown; rearLens: unknown } | null;
      const wish = kept?.sessionId === sessionId ? readWish(kept.wish) : null;
      return wish ?? readWish({ ...firstWish, camera: kept?.rearLens ?? firstWish.camera }) ?? firstWish;
    } catch {
      return firstWish;
    }
  }

  /** @param rearLens the id of the rear lens in use, when it was chosen; null keeps none */
  keepCamera(sessionId: string, wish: CameraWish, rearLens: string | null): void {
    this.#set(cameraName, JSON.stringify({ sessionId, wish, rearLens }));
  }

  #get(name: string): string | null {
    try {
      return this.#storage?.getItem(name) ?? this.#memory.get(name) ?? null;
    } catch {
      return this.#memory.get(name) ?? null;
    }
  }

  #set(name: string, value: string | null): void {
    if (value === null) this.#memory.delete(name);
    else this.#memory.set(name, value);
    try {
      if (value === null) this.#storage?.removeItem(name);
      else this.#storage?.setItem(name, value);
    } catch {
      // Full or forbidden: the memory has it.
    }
  }
}
