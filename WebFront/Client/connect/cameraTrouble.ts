import type { TroubleCode } from "../hub/contract.ts";

/** Why there is no camera. `bySystem`: the device's settings refuse the browser itself, whatever it says to this page. */
export class CameraTrouble extends Error {
  constructor(readonly code: TroubleCode, readonly bySystem = false) {
    super(code);
  }
}

/** What the browser can do at all; null when it has what it takes. */
export function missingFrom(page: { isSecureContext: boolean; mediaDevices: unknown; RTCPeerConnection: unknown }): CameraTrouble | null {
  if (!page.isSecureContext) return new CameraTrouble("page-insecure");
  if (!page.mediaDevices || !page.RTCPeerConnection) return new CameraTrouble("webrtc-missing");
  return null;
}

/**
 * What a failed getUserMedia means (W3C Media Capture and Streams, section 10.3.2), older browsers' names included.
 * @param permission what the browser says of the camera's permission afterwards; undefined where it does not tell
 */
export function troubleOf(failure: unknown, permission: PermissionState | undefined): CameraTrouble {
  const { name, message } = failure as { name?: string; message?: string };
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
    case "SecurityError": {
      if (/system/i.test(message ?? "")) return new CameraTrouble("camera-denied", true);
      const dismissed = /dismiss/i.test(message ?? "") || permission === "prompt";
      return new CameraTrouble(dismissed ? "camera-dismissed" : "camera-denied");
    }
    case "NotFoundError":
    case "DevicesNotFoundError":
      return new CameraTrouble("camera-missing");
    case "OverconstrainedError":
    case "ConstraintNotSatisfiedError":
      return new CameraTrouble("camera-unsuitable");
    case "TypeError":
      return new CameraTrouble("webrtc-missing");
    default:
      return new CameraTrouble("camera-busy");
  }
}
