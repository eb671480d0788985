import type { InviteChannel, InviteContent, InviteState, InviteView } from "../hub/contract.ts";

const contents: Record<InviteContent, string> = {
  "connect": "Invite",
  "android-guide": "Android guide",
  "ios-guide": "iOS guide",
};

const states: Record<InviteState, string> = {
  queued: "queued",
  sending: "being sent",
  sent: "sent",
  delivered: "delivered",
  failed: "failed",
  outbox: "kept in the outbox",
};

/** Where an invite is: `Invite delivered`. */
export function inviteWords(invite: InviteView): string {
  return `${contents[invite.content]} ${states[invite.state]}`;
}

/** What the field above Send Invite asks for. */
export function addressLabel(channel: InviteChannel): string {
  return channel === "email" ? "E-mail address" : "Phone number";
}

/** What is plainly wrong with an address before it is sent anywhere, or null. The server has the last word. */
export function addressProblem(channel: InviteChannel, to: string): string | null {
  const trimmed = to.trim();
  if (channel === "email") {
    if (trimmed === "") return "Enter the consumer's e-mail address.";
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed) ? null : "This is not a whole e-mail address. Check it: name@example.com.";
  }
  if (trimmed === "") return "Enter the consumer's phone number, with its country: +1 202 555 0123.";
  if (!/^[+\d().\-\s/]+$/.test(trimmed)) return "Only digits belong in a phone number. Begin with + and the country.";
  return trimmed.startsWith("+") ? null : "Begin with + and the country: +1 202 555 0123.";
}
