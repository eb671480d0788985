import type { IconName } from "../look/icons.ts";
import type { SessionEvent } from "../hub/contract.ts";
import type { ConnectState } from "./ConnectApp.ts";
import { sentenceOf, texts } from "./texts.ts";

const words = texts.live;

/** Who asks: the agent, or the company where the name is not known. */
export function agentOf({ view, company }: Pick<ConnectState, "view" | "company">): string {
  return view?.agentName || company?.name || texts.brand;
}

type StatusFacts = Pick<ConnectState, "view" | "company" | "paused" | "stopped" | "black" | "media" | "mediaProblem" | "link" | "offline" | "guidance">;

export interface Status { tone: "good" | "wait" | "trouble"; text: string; icon: IconName; code?: string }

/** The one thing that matters most right now. */
export function statusOf(state: StatusFacts): Status {
  const agent = agentOf(state);
  if (state.paused) return { tone: "wait", text: words.paused(agent), icon: "pause" };
  if (state.view?.status === "on-hold") return { tone: "wait", text: words.held(agent), icon: "hold" };
  if (state.media === "no-route") {
    const problem = state.mediaProblem ?? { code: "no-route", sentence: "" };
    return { tone: "trouble", text: sentenceOf(problem), icon: "alert", code: problem.code };
  }
  if (state.link !== "connected" && state.offline) return { tone: "trouble", text: texts.offline, icon: "alert" };
  if (state.media === "interrupted") return { tone: "trouble", text: words.interrupted, icon: "refresh" };
  if (state.stopped) return { tone: "wait", text: words.stopped, icon: "camera-off" };
  if (state.black) return { tone: "trouble", text: words.black, icon: "camera-off" };
  if (state.media === "black") return { tone: "trouble", text: words.stuck, icon: "camera-off" };
  if (state.view?.agent === "reconnecting" || state.view?.agent === "lost") return { tone: "wait", text: words.agentAway(agent), icon: "refresh" };
  if (state.media === "connecting") return { tone: "wait", text: words.connecting(agent), icon: "clock" };
  if (state.link !== "connected") return { tone: "wait", text: words.reconnecting(agent), icon: "refresh" };
  if (state.guidance.frozen?.url) return { tone: "good", text: words.frozen(agent), icon: "freeze" };
  return state.view?.status === "live"
    ? { tone: "good", text: words.sees(agent), icon: "view" }
    : { tone: "wait", text: words.connecting(agent), icon: "clock" };
}

/** What the agent has written last and the consumer has not looked at. */
export function unread({ chat, readThrough }: Pick<ConnectState, "chat" | "readThrough">): SessionEvent[] {
  return chat.filter(line => line.kind === "chat" && line.by === "agent" && line.sequence > readThrough);
}
