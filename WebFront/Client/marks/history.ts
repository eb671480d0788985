import type { Mark } from "../hub/contract.ts";
import { mostMarks } from "./mark.ts";

/** What one step has added and taken away. */
interface Step { added: readonly Mark[]; removed: readonly Mark[] }

/** The marks of a board in the order they were begun, and the way back and forth between them. */
export interface History {
  readonly marks: readonly Mark[];
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** Steps that can be undone; what lies further back is forgotten. */
const mostSteps = 1_000;

/** What the other side is told of a step. */
export interface Change { put?: Mark[]; remove?: number[]; clear?: boolean }

export const empty: History = { marks: [], done: [], undone: [] };

export const isFull = (history: History) => history.marks.length >= mostMarks;

/** Adds a mark. What was undone is gone for good; a full board stays as it is. */
export function drawn(history: History, mark: Mark): [History, Change] {
  if (isFull(history)) return [history, {}];
  return did(history, { added: [mark], removed: [] });
}

/** Takes all marks away, which can be undone like anything else. */
export function cleared(history: History): [History, Change] {
  if (history.marks.length === 0) return [history, {}];
  const [next] = did(history, { added: [], removed: history.marks });
  return [next, { clear: true }];
}

export function undone(history: History): [History, Change] {
  const step = history.done.at(-1);
  if (!step) return [history, {}];
  const [marks, change] = applied(history.marks, { added: step.removed, removed: step.added });
  return [{ marks, done: history.done.slice(0, -1), undone: [...history.undone, step] }, change];
}

export function redone(history: History): [History, Change] {
  const step = history.undone.at(-1);
  if (!step) return [history, {}];
  const [marks, change] = applied(history.marks, step);
  return [{ marks, done: [...history.done, step], undone: history.undone.slice(0, -1) }, change];
}

/** Marks put into others: by their ids, so that every way there ends in the same order. */
export function merged(marks: readonly Mark[], put: readonly Mark[]): Mark[] {
  const all = new Map([...marks, ...put].map(mark => [mark.id, mark]));
  return [...all.values()].sort((one, other) => one.id - other.id);
}

function did(history: History, step: Step): [History, Change] {
  const [marks, change] = applied(history.marks, step);
  return [{ marks, done: [...history.done, step].slice(-mostSteps), undone: [] }, change];
}

function applied(marks: readonly Mark[], { added, removed }: Step): [Mark[], Change] {
  const gone = new Set(removed.map(mark => mark.id));
  return [merged(marks.filter(mark => !gone.has(mark.id)), added), {
    ...(added.length > 0 && { put: [...added] }), ...(removed.length > 0 && { remove: [...gone] }),
  }];
}
