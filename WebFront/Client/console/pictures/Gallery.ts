import type { AgentView, PictureView } from "../../hub/contract.ts";
import { afterDeleting, newlyDecided } from "./pictures.ts";

/** Which picture is looked at, and which beside it. */
export interface Looking {
  first: string;
  /** Side by side with the first. */
  second: string | null;
  /** The one that keys and buttons are for. */
  active: "first" | "second";
  marking: boolean;
}

/** What this console knows of a session's pictures beyond the server's view: how far each has come, what is new, which is looked at. */
export class Gallery {
  /** Null while none is looked at. */
  looking: Looking | null = null;
  /** What came in last, for those who do not see it. */
  news: readonly PictureView[] = [];

  #received = new Map<string, number>();
  #turns = new Map<string, number>();
  #unseen = new Set<string>();

  /** Takes a newer view; answers with the pictures of the consumer that have just come in. */
  apply(before: AgentView, now: AgentView): PictureView[] {
    const decided = newlyDecided(before, now).filter(({ by }) => by === "consumer");
    if (decided.length > 0) this.news = decided;
    for (const { pictureId, state } of decided) if (state === "ready") this.#unseen.add(pictureId);
    for (const { pictureId, rotation } of now.pictures) if (this.#turns.get(pictureId) === rotation) this.#turns.delete(pictureId);
    const there = new Set(now.pictures.map(({ pictureId }) => pictureId));
    for (const pictureId of this.#unseen) if (!there.has(pictureId)) this.#unseen.delete(pictureId);
    this.#leaveGone(before.pictures, there);
    return decided;
  }

  received(pictureId: string, bytes: number): void {
    this.#received.set(pictureId, bytes);
  }

  /** How much of a picture has arrived, 0..1; undefined where its size is not known. */
  progress({ pictureId, bytes, receivedBytes }: PictureView): number | undefined {
    return bytes > 0 ? Math.min(1, Math.max(receivedBytes, this.#received.get(pictureId) ?? 0) / bytes) : undefined;
  }

  isUnseen(pictureId: string): boolean {
    return this.#unseen.has(pictureId);
  }

  get unseen(): number {
    return this.#unseen.size;
  }

  /** Degrees clockwise, as the agent has last turned it here. */
  rotation({ pictureId, rotation }: PictureView): number {
    return this.#turns.get(pictureId) ?? rotation;
  }

  /** Turns it at once; the server hears of it meanwhile. */
  turn(picture: PictureView, by: number): number {
    const rotation = (this.rotation(picture) + by + 360) % 360;
    this.#turns.set(picture.pictureId, rotation);
    return rotation;
  }

  /** The server did not take the turn. */
  turnBack(pictureId: string): void {
    this.#turns.delete(pictureId);
  }

  /** Looks at a picture; while two are looked at it takes the place of the active one. */
  open(pictureId: string): void {
    this.#unseen.delete(pictureId);
    const { looking } = this;
    if (!looking?.second) this.looking = { first: pictureId, second: null, active: "first", marking: false };
    else if (looking.first !== pictureId && looking.second !== pictureId) this.looking = { ...looking, [looking.active]: pictureId };
    else this.looking = { ...looking, active: looking.first === pictureId ? "first" : "second" };
  }

  /** Puts another picture beside the one that is looked at, or takes it away. */
  compare(other: string | null): void {
    if (!this.looking) return;
    const { first, second, active } = this.looking;
    if (other && other !== first) this.#unseen.delete(other);
    this.looking = other && other !== first
      ? { first, second: other, active: "second", marking: false }
      : { first: active === "second" && second ? second : first, second: null, active: "first", marking: false };
  }

  activate(active: "first" | "second"): void {
    if (this.looking) this.looking = { ...this.looking, active };
  }

  mark(marking: boolean): void {
    if (this.looking) this.looking = { ...this.looking, marking };
  }

  close(): void {
    this.looking = null;
  }

  /** From a picture that was deleted to the one after it. */
  #leaveGone(before: readonly PictureView[], there: ReadonlySet<string>): void {
    if (!this.looking) return;
    const { first, second } = this.looking;
    const left = [first, second].filter(id => id !== null && there.has(id)) as string[];
    if (left.length === (second ? 2 : 1)) return;
    const next = left[0] ?? afterDeleting(before, first);
    this.looking = next && there.has(next) ? { first: next, second: null, active: "first", marking: false } : null;
  }
}
