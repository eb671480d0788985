import { useEffect, useRef } from "preact/hooks";
import { runByKey, shown, spoken, type Action } from "../marks/MarkBar.tsx";

/** Where actions with keys stand right now, the one that came last first: it has the key when two want the same. */
let sources: readonly (() => readonly Action[])[] = [];

const off = "shortcuts-off";

/** Makes actions known by their keys, for as long as the component lives and `when` holds: they run by them, and stand in the list that `?` shows. */
export function useShortcuts(actions: readonly Action[], when = true): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => when ? register(() => latest.current) : undefined, [when]);
}

/** Makes actions known; the function it answers with takes them back. */
export function register(source: () => readonly Action[]): () => void {
  sources = [source, ...sources];
  return () => {
    sources = sources.filter(one => one !== source);
  };
}

/** What keys do something right now, what belongs to the whole page first. */
export function available(): Action[] {
  const all = sources.toReversed().flatMap(source => source()).filter(action => action.keys.length > 0 && !action.disabled);
  return [...new Map(all.map(action => [action.id, action])).values()];
}

/** For a button that a key presses as well: what it does and the key for who points at it, the key for who hears it. */
export function keyed(label: string, key: string) {
  return { title: `${label} (${shown(key)})`, "aria-keyshortcuts": spoken(key) };
}

/** Whether single keys do anything: who speaks to the computer, or hits keys by accident, turns them off (WCAG 2.2, 2.1.4). */
export function shortcutsOn(): boolean {
  return localStorage.getItem(off) === null;
}

export function turnShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(off);
  else localStorage.setItem(off, "");
}

/** Runs what a pressed key means; none does anything while somebody types or answers a dialog. */
export function press(event: KeyboardEvent): void {
  for (const source of sources) {
    const actions = source().filter(action => (shortcutsOn() || action.id === "help") && (!event.repeat || action.repeats));
    if (runByKey(event, actions)) return;
  }
}

/** Listens to the whole page. */
export function listenForShortcuts(): void {
  document.addEventListener("keydown", press);
}
