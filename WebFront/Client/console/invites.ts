import type { InviteChannel, InviteView } from "../hub/contract.ts";
import { texts } from "../words/console.ts";

const words = texts.invite;

/** Where an invite is: `Invite delivered`. */
export function inviteWords(invite: InviteView): string {
  return `${words.contents[invite.content]} ${words.states[invite.state]}`;
}

/** What the field above Send Invite asks for. */
export function addressLabel(channel: InviteChannel): string {
  return channel === "email" ? words.emailField : words.phoneField;
}

/** What is plainly wrong with an address before it is sent anywhere, or null. The server has the last word. */
export function addressProblem(channel: InviteChannel, to: string): string | null {
  const trimmed = to.trim();
  if (channel === "email") {
    if (trimmed === "") return words.emailMissing;
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed) ? null : words.emailIncomplete;
  }
  if (trimmed === "") return words.phoneMissing;
  if (!/^[+\d().\-\s/]+$/.test(trimmed)) return words.phoneLetters;
  return trimmed.startsWith("+") ? null : words.phoneCountry;
}
