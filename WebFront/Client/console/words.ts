import type { AgentView, CameraState, EndReason, MediaReport, Problem, SessionStatus } from "../hub/contract.ts";
import { texts } from "../words/console.ts";
import { sentenceIn } from "../words/problems.ts";

const words = texts.picture;

/** What the agent reads of a problem. */
export const sentenceOf = (problem: Problem) => sentenceIn(texts.problems, problem);

export const statusWords = (status: SessionStatus) => texts.status[status];

export const endWords = (reason: EndReason | null | undefined) => reason ? texts.endReasons[reason] : texts.closed;

/** What a session's tab says after its number. */
export function tabWords(view: AgentView): string {
  switch (view.status) {
    case "waiting": return texts.tabs.waiting;
    case "arrived":
    case "joining": return texts.tabs.joining;
    case "closed": return texts.tabs.closed;
    default: return view.consumerName ?? view.device?.model ?? view.device?.platform ?? texts.tabs.live;
  }
}

/** The browser tab's title: unread lines first, then what the session in front is doing. */
export function pageTitle(view: AgentView | null, unread: number): string {
  const count = unread > 0 ? `(${unread}) ` : "";
  return count + (view ? `#${view.number} ${statusWords(view.status)} · ${texts.product}` : texts.product);
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
  if (view.status === "on-hold") return { tone: "calm", ...words.held };
  if (view.status === "paused" || camera === "paused") return { tone: "calm", ...words.paused };
  if (camera === "stopped-by-phone") return { tone: "caution", ...words.pausedByPhone };
  const trouble = view.trouble ?? media?.problem ?? null;
  if (view.step === "no-route" || media?.state === "no-route") {
    return {
      tone: "danger", headline: words.noRoute.headline, code: trouble?.code ?? "no-route",
      advice: trouble ? sentenceOf(trouble) : words.noRoute.advice,
    };
  }
  if (view.step === "camera-refused" && trouble && !moving) {
    return { tone: "danger", ...words.noCamera, code: trouble.code, advice: sentenceOf(trouble) };
  }
  if (view.consumer === "left" && !moving) {
    return { tone: "caution", ...words.left };
  }
  if (view.consumer === "lost" && !moving) {
    return { tone: "caution", ...words.lost };
  }
  if (view.status === "interrupted" || media?.state === "interrupted") {
    return { tone: "caution", ...words.interrupted };
  }
  if (camera === "black" || media?.state === "black") {
    return { tone: "caution", headline: words.black.headline, advice: media?.problem ? sentenceOf(media.problem) : words.black.advice };
  }
  return null;
}
