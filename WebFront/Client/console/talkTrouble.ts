import type { TalkState } from "../media/Talk.ts";
import { texts } from "../words/console.ts";

/** What stands in the way of talking; null while both can hear each other. */
export function talkTrouble({ trouble, stopped, other }: TalkState): string | null {
  const { ownMicrophone, taken, otherTaken, otherMissing, otherMuted } = texts.talk;
  if (trouble) return ownMicrophone[trouble];
  if (stopped) return taken;
  if (other?.stopped) return otherTaken;
  if (other && !other.speaking) return otherMissing;
  if (other?.muted) return otherMuted;
  return null;
}
