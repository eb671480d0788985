import type { AgentView } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { stepsOf } from "./steps.ts";

/** The consumer's way to a live picture, the line where they are now lit, every change read out. */
export function Progress({ view }: { view: AgentView }) {
  return (
    <section class="card progress" aria-label="The consumer's progress">
      <h2>The consumer</h2>
      <p class={view.device ? "device" : "device muted"}><Icon name="device" />{view.device?.label ?? "Their device appears here once they come."}</p>
      <ol aria-live="polite">
        {stepsOf(view).map(step => {
          const here = step.state === "current" || step.state === "stuck";
          return (
            <li key={step.key} class={step.state} aria-current={here ? "step" : undefined}>
              <span class="mark">{step.state === "done" ? <Icon name="check" /> : step.state === "stuck" ? <Icon name="alert" /> : null}</span>
              <div>
                {step.words}
                {step.detail && <span class="step-detail">{step.detail}</span>}
                {step.problem && <p class="problem">{step.problem.sentence} <small>{step.problem.code}</small></p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
