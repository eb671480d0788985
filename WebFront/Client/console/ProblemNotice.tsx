import type { Problem } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { sentenceOf } from "./words.ts";

/** Why something could not be done and what to do, with the stable code small beneath. */
export function ProblemNotice({ problem, onDismiss }: { problem: Problem; onDismiss?: () => void }) {
  return (
    <div class="notice danger">
      <Icon name="alert" />
      <p>{sentenceOf(problem)} <small>{problem.code}</small></p>
      {onDismiss && <button class="button quiet icon" type="button" aria-label={texts.desk.dismiss} onClick={onDismiss}><Icon name="close" /></button>}
    </div>
  );
}
