import type { MarkColour } from "../hub/contract.ts";
import type { Board, Tool } from "../marks/Board.ts";
import { markColours } from "../marks/mark.ts";
import type { Action } from "../marks/MarkBar.tsx";
import type { IconName } from "../look/icons.ts";
import { texts } from "../words/console.ts";

const words = texts.guide;

const tools: readonly (readonly [tool: Tool, key: string, icon: IconName])[] = [
  ["hand", "escape", "hand"], ["laser", "l", "laser"],
  ["arrow", "a", "arrow"], ["line", "k", "line"], ["box", "q", "box"], ["ellipse", "e", "ellipse"], ["pen", "d", "pen"], ["text", "t", "type"],
  ["number", "u", "number"],
];

/** What can be done on a board, in the groups of its bar. A picture that only this agent sees has no laser. */
export function drawingActions(board: Board, { laser }: { laser: boolean }): Action[][] {
  const choices = tools.filter(([tool]) => laser || tool !== "laser").map(([tool, key, icon]): Action => ({
    id: `guide.${tool}`, label: words.tools[tool], keys: [key], icon, pressed: board.tool === tool,
    run: () => board.choose(tool),
  }));
  const colours = Object.keys(markColours) as MarkColour[];
  // 0, 1 and 9 are how the picture is looked at.
  const painting = colours.map((colour, index): Action => ({
    id: `guide.${colour}`, label: words.colours[colour], keys: [String(index + 2)], colour, pressed: board.colour === colour, run: () => board.paint(colour),
  }));
  const next = colours[(colours.indexOf(board.colour) + 1) % colours.length]!;
  painting.push({ id: "guide.next-colour", label: words.nextColour, keys: [","], run: () => board.paint(next) });
  return [choices, painting, [
    { id: "guide.undo", label: words.undo, keys: ["z", "mod+z"], icon: "undo", repeats: true, disabled: !board.canUndo && !board.current, run: () => board.undo() },
    { id: "guide.redo", label: words.redo, keys: ["y", "mod+y", "mod+shift+z"], icon: "redo", repeats: true, disabled: !board.canRedo, run: () => board.redo() },
    { id: "guide.clear", label: words.clear, keys: ["delete"], icon: "trash", disabled: board.marks.length === 0, run: () => board.clear() },
  ]];
}
