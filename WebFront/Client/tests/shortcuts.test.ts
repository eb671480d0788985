import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { available, press, register, turnShortcuts } from "../console/shortcuts.ts";
import type { Action } from "../marks/MarkBar.tsx";

const shelf = new Map<string, string>();
globalThis.localStorage = {
  getItem: (name: string) => shelf.get(name) ?? null,
  setItem: (name: string, value: string) => void shelf.set(name, value),
  removeItem: (name: string) => void shelf.delete(name),
} as unknown as Storage;
beforeEach(() => shelf.clear());

const inside = (selector: string) => ({ closest: (asked: string) => asked.includes(selector) ? {} : null });

const key = (over: Partial<Record<keyof KeyboardEvent, unknown>> = {}) => press({
  key: "h", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false, defaultPrevented: false,
  target: inside("body"), preventDefault() {}, ...over,
} as unknown as KeyboardEvent);

function acting(id: string, keys: string[], done: string[], more: Partial<Action> = {}) {
  return register(() => [{ id, label: id, keys, run: () => void done.push(id), ...more }]);
}

test("a key does what came last, and what came before once that is gone", () => {
  const done: string[] = [];
  const ends = [acting("first", ["h"], done), acting("second", ["h"], done)];
  key();
  ends.pop()!();
  key();
  ends.pop()!();
  key();
  assert.deepEqual(done, ["second", "first"]);
});

test("no key does anything while somebody types, composes, holds a modifier or answers a dialog", () => {
  const done: string[] = [];
  const end = acting("hold", ["h"], done);
  for (const place of ["input", "textarea", "select", "[contenteditable]", "dialog[open]"]) key({ target: inside(place) });
  for (const over of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }, { defaultPrevented: true }]) key(over);
  assert.deepEqual(done, []);
  key({ target: inside("button") });
  assert.deepEqual(done, ["hold"]);
  end();
});

test("a key that is held goes on only where that makes sense", () => {
  const done: string[] = [];
  const ends = [acting("closer", ["+"], done, { repeats: true }), acting("hold", ["h"], done)];
  key({ key: "+", repeat: true });
  key({ repeat: true });
  assert.deepEqual(done, ["closer"]);
  for (const end of ends) end();
});

test("who turns single keys off still gets the list of them", () => {
  const done: string[] = [];
  const ends = [acting("help", ["?"], done), acting("hold", ["h"], done), acting("away", ["a"], done, { disabled: true })];
  turnShortcuts(false);
  key();
  key({ key: "?", shiftKey: true });
  turnShortcuts(true);
  key();
  assert.deepEqual(done, ["help", "hold"]);
  assert.deepEqual(available().map(action => action.id), ["help", "hold"]);
  for (const end of ends) end();
});
