import type { AgentView, CameraState, EndReason, MediaReport, SessionStatus } from "../hub/contract.ts";

const statuses: Record<SessionStatus, string> = {
  "waiting": "Waiting",
  "arrived": "Consumer is here",
  "joining": "Connecting",
  "live": "Live",
  "paused": "Paused by consumer",
  "on-hold": "On hold",
  "interrupted": "Interrupted",
  "closed": "Closed",
};

const endReasons: Record<EndReason, string> = {
  "resolved": "Closed as resolved.",
  "unresolved": "Closed as unresolved.",
  "cancelled": "Cancelled: nobody had joined.",
  "consumer-left": "The consumer ended the session.",
  "terms-declined": "The consumer declined the terms and did not come back.",
  "permission-refused": "The consumer did not allow the camera and did not come back.",
  "consumer-lost": "The consumer was gone for more than 10 minutes.",
  "agent-lost": "This console was gone for too long.",
  "no-route": "The picture found no way through the networks.",
  "stopped": "An administrator or supervisor closed it.",
};

export const statusWords = (status: SessionStatus) => statuses[status];

export const endWords = (reason: EndReason | null | undefined) => reason ? endReasons[reason] : "Closed.";

/** What a session's tab says after its number. */
export function tabWords(view: AgentView): string {
  switch (view.status) {
    case "waiting": return "waiting";
    case "arrived":
    case "joining": return "joining";
    case "closed": return "closed";
    default: return view.device?.model ?? view.device?.platform ?? "live";
  }
}

/** The browser tab's title: unread lines first, then what the session in front is doing. */
export function pageTitle(product: string, view: AgentView | null, unread: number): string {
  const count = unread > 0 ? `(${unread}) ` : "";
  return count + (view ? `#${view.number} ${statusWords(view.status)} · ${product}` : product);
}

/** A sentence over the picture: what it is doing, and what to say to the consumer. */
export interface PictureWords {
  tone: "calm" | "caution" | "danger";
  headline: string;
  advice: string;
  code?: string;
}

/** What is to be said over the picture of a session that has joined; null while the picture speaks for itself. */
export function pictureWords(view: AgentView, media: MediaReport | null, camera: CameraState, moving: boolean): PictureWords | null {
  if (view.status === "on-hold") return { tone: "calm", headline: "On hold", advice: "The consumer is told so, and their camera is off until you resume." };
  if (view.status === "paused" || camera === "paused") {
    return { tone: "calm", headline: "Paused by consumer", advice: "The session goes on. Ask them to tap Resume." };
  }
  if (camera === "stopped-by-phone") {
    return { tone: "caution", headline: "Paused by phone", advice: "The phone is locked, in a call, or shows another app. Ask them to come back to the page." };
  }
  const trouble = view.trouble ?? media?.problem ?? null;
  if (view.step === "no-route" || media?.state === "no-route") {
    return {
      tone: "danger", headline: "No route for the picture", code: trouble?.code ?? "no-route",
      advice: trouble?.sentence ?? "Ask the consumer to change between Wi-Fi and mobile data.",
    };
  }
  if (view.consumer === "left" && !moving) {
    return { tone: "caution", headline: "The consumer closed the page", advice: "The same link or page brings them back. Their place is kept for 10 minutes." };
  }
  if (view.consumer === "lost" && !moving) {
    return { tone: "caution", headline: "The phone cannot be reached", advice: "Ask the consumer to open the page again. Their place is kept for 10 minutes." };
  }
  if (view.status === "interrupted" || media?.state === "interrupted") {
    return { tone: "caution", headline: "The picture is interrupted", advice: "Reconnecting by itself. A moved phone or a new network is the usual reason." };
  }
  if (camera === "black" || media?.state === "black") {
    return { tone: "caution", headline: "Connected, but there is no picture", advice: media?.problem?.sentence ?? "Ask whether something covers the camera." };
  }
  return null;
}
