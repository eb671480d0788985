import { useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import type { MarkColour } from "../hub/contract.ts";
import { markColours } from "./mark.ts";

/** One thing that can be done with a key, a button, or both. */
export interface Action {
  /** Stays the same for ever: lists of shortcuts name it. */
  id: string;
  label: string;
  /** What KeyboardEvent.key says, in lower case, after `mod+` (Ctrl, or ⌘ on a Mac) and `shift+`; the first one is shown. */
  keys: readonly string[];
  icon?: IconName;
  /** The dot of a colour instead of an icon. */
  colour?: MarkColour;
  /** On or off; undefined for what is neither. */
  pressed?: boolean;
  disabled?: boolean;
  /** A key that is held down goes on doing it. */
  repeats?: boolean;
  run(): void;
}

/** Tools at the edge of a picture, in groups. The Tab key comes to the bar once, arrow keys go along it (ARIA APG, toolbar). */
export function MarkBar({ label, groups }: { label: string; groups: readonly (readonly Action[])[] }) {
  const all = groups.flat().filter(action => action.icon || action.colour);
  const [chosen, setChosen] = useState<string | null>(null);
  const stop = (all.find(action => action.id === chosen) ?? all.find(action => action.pressed) ?? all[0])?.id;

  const along = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(to + buttons.length) % buttons.length]!.focus();
  };
  return (
    <div class="mark-bar" role="toolbar" aria-label={label} aria-orientation="vertical" onKeyDown={along}>
      {groups.map((group, index) => (
        <div class="mark-group" role="group" key={index}>
          {group.filter(action => action.icon || action.colour).map(action => (
            <button key={action.id} class="button icon" type="button" aria-label={action.label} aria-pressed={action.pressed}
              aria-keyshortcuts={action.keys[0] && spoken(action.keys[0])} aria-disabled={action.disabled ? "true" : undefined}
              tabIndex={action.id === stop ? 0 : -1} onFocus={() => setChosen(action.id)} onClick={() => !action.disabled && action.run()}>
              {action.colour ? <span class="mark-colour" style={{ background: markColours[action.colour] }} /> : action.icon && <Icon name={action.icon} />}
              <span class="tip" aria-hidden="true">{action.label}{action.keys[0] && <kbd>{shown(action.keys[0])}</kbd>}</span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

const mac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");

const keyNames: Record<string, string> = {
  escape: "Esc", delete: "Del", arrowleft: "←", arrowright: "→", arrowup: "↑", arrowdown: "↓", home: "Home", end: "End", pageup: "PgUp", pagedown: "PgDn",
};

/** A key as it stands on the keyboard. */
export function shown(key: string): string {
  const named = key.replace("mod+", mac ? "⌘" : "Ctrl ").replace("shift+", mac ? "⇧" : "Shift ");
  return keyNames[named] ?? named.replace(/[a-z]$/, letter => letter.toUpperCase());
}

/** A key as `aria-keyshortcuts` says it. */
export function spoken(key: string): string {
  if (key === "+") return "Plus";
  return key.replace("mod+", mac ? "Meta+" : "Control+").replace("shift+", "Shift+").replace(/[a-z](?=[a-z]*$)/, first => first.toUpperCase());
}

/** Runs the action that a key belongs to; true when there is one. Keys typed into a field, and those of other tools, belong there. */
export function runByKey(event: KeyboardEvent, actions: readonly Action[]): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  const target = event.target as Element | null;
  if (target?.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return false;
  const named = /^[+\-0-9?]$/.test(event.key) ? "" : event.shiftKey ? "shift+" : "";
  const key = `${event.ctrlKey || event.metaKey ? "mod+" : ""}${named}${event.key.toLowerCase()}`;
  const action = actions.find(one => one.keys.includes(key));
  if (!action || (key.startsWith("arrow") && target?.closest?.("[role=toolbar], [role=tablist], [role=log], summary"))) return false;
  event.preventDefault();
  if (!action.disabled) action.run();
  return true;
}
