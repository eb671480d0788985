import type { PromptKind } from "../words/en/connect.ts";
import type { Platform } from "./platform.ts";
import { texts } from "./texts.ts";

/** Whose question it is, which of its answers allows, and where it stands on the screen. */
const prompts: Record<Platform, { kind: PromptKind; allow: number; stacked: boolean; at: "middle" | "top" | "bottom" }> = {
  "ios-safari": { kind: "ios", allow: 1, stacked: false, at: "middle" },
  "ios-other": { kind: "ios", allow: 1, stacked: false, at: "middle" },
  "ios-installed": { kind: "ios", allow: 1, stacked: false, at: "middle" },
  "android-chrome": { kind: "chrome", allow: 0, stacked: true, at: "middle" },
  "samsung": { kind: "samsung", allow: 1, stacked: false, at: "bottom" },
  "android-firefox": { kind: "firefox", allow: 1, stacked: false, at: "middle" },
  "android-other": { kind: "other", allow: 1, stacked: false, at: "bottom" },
  "desktop": { kind: "desktop", allow: 0, stacked: true, at: "top" },
};

/** A phone with the question that is about to come, drawn; what to tap is marked. */
export function PromptPicture({ platform }: { platform: Platform }) {
  const { kind, allow, stacked, at } = prompts[platform];
  const { question, answers } = texts.prompts[kind];
  return (
    <figure class={`prompt-picture at-${at}`} role="img" aria-label={`${texts.asking.prompt}: ${answers[allow]!}`}>
      <div class="prompt" aria-hidden="true">
        <p>{question(location.hostname)}</p>
        <div class={stacked ? "stacked" : "side-by-side"}>
          {answers.map((answer, index) => <span key={answer} class={index === allow ? "answer right" : "answer"}>{answer}</span>)}
        </div>
      </div>
    </figure>
  );
}
