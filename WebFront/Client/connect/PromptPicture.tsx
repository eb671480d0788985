import type { Platform } from "./platform.ts";
import { texts } from "./texts.ts";

/** The words of each browser's own question, in its own order; the one to tap is marked. */
const prompts: Record<Platform, { question: (host: string) => string; answers: readonly string[]; allow: number; stacked: boolean; at: "middle" | "top" | "bottom" }> = {
  "ios-safari": { question: host => `“${host}” Would Like to Access the Camera`, answers: ["Don’t Allow", "Allow"], allow: 1, stacked: false, at: "middle" },
  "ios-other": { question: host => `“${host}” Would Like to Access the Camera`, answers: ["Don’t Allow", "Allow"], allow: 1, stacked: false, at: "middle" },
  "ios-installed": { question: host => `“${host}” Would Like to Access the Camera`, answers: ["Don’t Allow", "Allow"], allow: 1, stacked: false, at: "middle" },
  "android-chrome": {
    question: host => `${host} wants to use your camera`, answers: ["Allow while visiting the site", "Only this time", "Don’t allow"], allow: 0, stacked: true,
    at: "middle",
  },
  "samsung": { question: host => `Allow ${host} to use your camera?`, answers: ["Block", "Allow"], allow: 1, stacked: false, at: "bottom" },
  "android-firefox": { question: host => `Allow ${host} to use your camera?`, answers: ["Don’t allow", "Allow"], allow: 1, stacked: false, at: "middle" },
  "android-other": { question: host => `${host} wants to use your camera`, answers: ["Block", "Allow"], allow: 1, stacked: false, at: "bottom" },
  "desktop": {
    question: host => `${host} wants to use your camera`, answers: ["Allow while visiting the site", "Allow this time", "Never allow"], allow: 0, stacked: true,
    at: "top",
  },
};

/** A phone with the question that is about to come, drawn; what to tap is marked. */
export function PromptPicture({ platform }: { platform: Platform }) {
  const { question, answers, allow, stacked, at } = prompts[platform];
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
