import type { Problem, TroubleCode } from "../hub/contract.ts";
import { texts } from "../words/connect.ts";
import { sentenceIn } from "../words/problems.ts";
import type { Platform } from "./platform.ts";

export { texts };

/** A heading and what to do, step by step. */
export interface Advice { title: string; steps: readonly string[] }

/** What the consumer reads of a problem. */
export const sentenceOf = (problem: Problem) => sentenceIn(texts.problems, problem);

/** What to do about a camera trouble on this platform. */
export function adviceFor(code: TroubleCode, platform: Platform, bySystem: boolean): Advice {
  const { denied, dismissed, missing, busy, unsuitable, insecure, otherBrowser } = texts.advice;
  const device = platform === "desktop" ? "desktop" : "phone";
  switch (code) {
    case "camera-denied": {
      // On iOS the browser itself is refused in the settings that a browser other than Safari has anyway.
      const steps = !bySystem ? denied.steps[platform] : platform.startsWith("ios") ? denied.steps["ios-other"] : denied.bySystem[device];
      return { title: denied.title, steps };
    }
    case "camera-dismissed": return dismissed;
    case "camera-missing": return { title: missing.title, steps: missing[device] };
    case "camera-busy": return { title: busy.title, steps: busy[device] };
    case "camera-unsuitable": return unsuitable;
    case "page-insecure": return insecure;
    case "webrtc-missing":
    case "in-app-browser":
      return { title: otherBrowser.title, steps: otherBrowser.steps(browserFor(platform)) };
  }
}

/** The browser to go to on this device. */
export function browserFor(platform: Platform): string {
  return platform.startsWith("ios") ? "Safari" : "Chrome";
}
