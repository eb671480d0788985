import type { InviteState, InviteView } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import { texts } from "../words/console.ts";
import { inviteWords } from "./invites.ts";
import { clock } from "./time.ts";
import { sentenceOf } from "./words.ts";

const icons: Record<InviteState, IconName> = {
  queued: "clock", sending: "clock", sent: "send", delivered: "check", failed: "alert", outbox: "outbox",
};

/** The invites of a session, newest first: where each is, and for one that failed why and what to do. */
export function InviteList({ invites }: { invites: InviteView[] }) {
  if (invites.length === 0) return null;
  return (
    <ul class="invites" aria-label={texts.invite.list}>
      {invites.toReversed().map(invite => (
        <li key={invite.inviteId} class={invite.state}>
          <Icon name={icons[invite.state]} />
          <div>
            <span>{inviteWords(invite)} · {invite.to}{invite.opened && ` · ${texts.invite.opened}`}</span>
            {invite.problem && <p class="problem">{sentenceOf(invite.problem)} <small>{invite.problem.code}</small></p>}
          </div>
          <time class="muted small digits" dateTime={invite.at}>{clock(invite.at)}</time>
        </li>
      ))}
    </ul>
  );
}
