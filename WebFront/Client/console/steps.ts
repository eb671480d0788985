import type { AgentView, ConsumerStep, InviteView, Problem } from "../hub/contract.ts";
import { texts } from "../words/console.ts";
import { inviteWords } from "./invites.ts";

/** One line of the consumer's progress. */
export interface Step {
  key: "invited" | "came" | "terms" | "camera" | "connecting" | "live";
  words: string;
  /** To whom, small beneath; null where there is nothing to add. */
  detail: string | null;
  state: "done" | "current" | "stuck" | "ahead";
  problem: Problem | null;
}

type Place = Step["key"];

const order: Place[] = ["invited", "came", "terms", "camera", "connecting", "live"];

/** Which line each of the consumer's steps has lit, and whether it is stuck there. */
const lit: Record<ConsumerStep, { at: Place; stuck?: true }> = {
  "none": { at: "invited" },
  "link-opened": { at: "terms" },
  "code-entered": { at: "terms" },
  "terms-declined": { at: "terms", stuck: true },
  "terms-accepted": { at: "camera" },
  "waiting-for-camera": { at: "camera" },
  "camera-refused": { at: "camera", stuck: true },
  "connecting": { at: "connecting" },
  "no-route": { at: "connecting", stuck: true },
  "live": { at: "live" },
};

/** The consumer's way to a live picture as a list, the line where they are now marked. */
export function stepsOf(view: AgentView): Step[] {
  const invite = view.invites.findLast(one => one.content === "connect") ?? null;
  const { at, stuck } = lit[view.step];
  const here = at === "invited" && invite !== null && hasGoneOut(invite) ? "came" : at;
  const current = order.indexOf(here);
  return order.map((key, index) => {
    const failed = key === "invited" && invite?.state === "failed";
    const state = failed && current <= 1 ? "stuck"
      : index < current ? "done"
      : index > current ? "ahead"
      : stuck ? "stuck" : "current";
    return {
      key,
      words: words(key, view, invite, state),
      detail: key === "invited" ? invite?.to ?? null : null,
      state,
      problem: failed ? invite.problem ?? null : state === "stuck" ? view.trouble ?? null : null,
    };
  });
}

const hasGoneOut = (invite: InviteView) => invite.state === "sent" || invite.state === "delivered";

function words(key: Place, view: AgentView, invite: InviteView | null, state: Step["state"]): string {
  const past = state === "done";
  switch (key) {
    case "invited":
      return invite ? inviteWords(invite) : past ? texts.steps.codeRead : texts.steps.invite;
    case "came":
      return !past ? texts.steps.come : cameByLink(view) ? texts.steps.linkOpened : texts.steps.codeEntered;
    case "terms":
      return state === "stuck" ? texts.steps.termsDeclined : past ? texts.steps.termsAccepted : texts.steps.terms;
    case "camera":
      return state === "stuck" ? texts.steps.cameraRefused
        : past ? texts.steps.cameraAllowed
        : view.step === "waiting-for-camera" ? texts.steps.cameraWaiting : texts.steps.camera;
    case "connecting":
      return state === "stuck" ? texts.steps.noRoute : past ? texts.steps.connected : state === "current" ? texts.steps.connecting : texts.steps.connect;
    case "live":
      return state === "ahead" ? texts.steps.see : texts.steps.live;
  }
}

/** By link when that is the step, or one of the invites says its link was opened. */
function cameByLink(view: AgentView): boolean {
  return view.step === "link-opened" || (view.step !== "code-entered" && view.invites.some(invite => invite.opened));
}
