import type { AgentView } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { stepsOf } from "./steps.ts";
import { sentenceOf } from "./words.ts";

/** The consumer's way to a live picture, the line where they are now lit, every change read out. */
export function Progress({ view }: { view: AgentView }) {
  return (
    <section class="card progress" aria-label={texts.steps.label}>
      <h2>{texts.steps.title}</h2>
      <p class={view.device ? "device" : "device muted"}><Icon name="device" />{view.device?.label ?? texts.steps.noDevice}</p>
      <ol aria-live="polite">
        {stepsOf(view).map(step => {
          const here = step.state === "current" || step.state === "stuck";
          return (
            <li key={step.key} class={step.state} aria-current={here ? "step" : undefined}>
              <span class="mark">{step.state === "done" ? <Icon name="check" /> : step.state === "stuck" ? <Icon name="alert" /> : null}</span>
              <div>
                {step.words}
                {step.detail && <span class="step-detail">{step.detail}</span>}
                {step.problem && <p class="problem">{sentenceOf(step.problem)} <small>{step.problem.code}</small></p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
