import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Mark, MarksMessage, PeerMessage } from "../hub/contract.ts";
import { Board } from "../marks/Board.ts";
import { fromPieces, inPieces } from "../marks/frozen.ts";
import { cleared, drawn, empty, merged, redone, undone, type Change, type History } from "../marks/history.ts";
import { longestText, mostMarks, mostPoints, readFrozen, readMark, simplified } from "../marks/mark.ts";
import { shapeOf } from "../marks/shapes.ts";
import { SharedBoard } from "../marks/SharedBoard.ts";
import { noGuidance, ShownBoard, type Guidance } from "../marks/ShownBoard.ts";
import { nothingShown, taken, visible } from "../marks/shown.ts";
import type { Channels, Way } from "../media/Channels.ts";

const line = (id: number): Mark => ({ id, tool: "line", colour: "red", points: [0.1, 0.1, 0.5, 0.5] });

/** The same numbers in every run (Park and Miller, 1988). */
function numbers(seed: number) {
  return (below: number) => {
    seed = seed * 48271 % 2147483647;
    return seed % below;
  };
}

test("a mark of the other side is taken only when it makes sense", () => {
  assert.deepEqual(readMark({ ...line(1), beyond: "x" }), line(1));
  assert.deepEqual(readMark({ ...line(1), points: [-3, 0.123456, 7, 1] })!.points, [0, 0.1235, 1, 1]);
  const script = "<script>alert(1)</script>";
  assert.equal(readMark({ id: 1, tool: "text", colour: "red", points: [0, 0], text: script })!.text, script, "words stay words");
  assert.equal(readMark({ id: 1, tool: "text", colour: "red", points: [0, 0], text: "x".repeat(5_000) })!.text!.length, longestText);
  const bad: unknown[] = [
    null, undefined, 7, "mark", [], {}, { ...line(1), id: 0 }, { ...line(1), id: 1.5 }, { ...line(1), id: "1" }, { ...line(1), tool: "rocket" },
    { ...line(1), tool: "toString" }, { ...line(1), colour: "toString" }, { ...line(1), colour: "url(#x)" }, { ...line(1), points: [NaN, 0, 1, 1] },
    { ...line(1), points: [0, 0, 1, Infinity] }, { ...line(1), points: [0, 0, 1, null] }, { ...line(1), points: ["0", 0, 1, 1] }, { ...line(1), points: [0, 0, 1] },
    { ...line(1), points: [] }, { ...line(1), points: "0011" }, { ...line(1), points: [0, 0] }, { ...line(1), points: [0, 0, 1, 1, 0, 0] },
    { ...line(1), text: "no text here" }, { id: 1, tool: "text", colour: "red", points: [0, 0] }, { id: 1, tool: "text", colour: "red", points: [0, 0], text: "  " },
    { id: 1, tool: "pen", colour: "red", points: Array.from({ length: mostPoints * 2 + 2 }, () => 0.5) },
  ];
  for (const value of bad) assert.equal(readMark(value), null, JSON.stringify(value));
  for (const value of [null, {}, { frame: "f", width: 0, height: 1, pieces: 1 }, { frame: "f", width: 40_000, height: 40_000, pieces: 1 }, { frame: "f", width: 4, height: 3, pieces: 10_000 }]) {
    assert.equal(readFrozen(value), null);
  }
});

test("a pen's way is kept with few points, close to where it went, and never with too many", () => {
  const circle = Array.from({ length: 2_000 }, (_, at) => [0.5 + 0.3 * Math.cos(at / 318), 0.5 + 0.3 * Math.sin(at / 318)]).flat();
  const kept = simplified(circle);
  assert.ok(kept.length / 2 < 120, `${kept.length / 2} points`);
  for (let at = 0; at < kept.length; at += 2) assert.ok(Math.abs(Math.hypot(kept[at]! - 0.5, kept[at + 1]! - 0.5) - 0.3) < 1e-9);
  assert.deepEqual(kept.slice(0, 2), circle.slice(0, 2));
  assert.deepEqual(kept.slice(-2), circle.slice(-2));
  const next = numbers(3);
  const scribble = Array.from({ length: 8_000 }, () => next(10_000) / 10_000);
  assert.ok(simplified(scribble).length <= mostPoints * 2);
  assert.deepEqual(simplified([0.5, 0.5]), [0.5, 0.5]);
  assert.deepEqual(simplified([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), [0.5, 0.5, 0.5, 0.5]);
});

test("every step can be undone and done again, in any mixture, and the changes told lead to the same marks", () => {
  const next = numbers(5);
  let history: History = empty;
  let told: Mark[] = [];
  const tell = (change: Change) => {
    const gone = new Set(change.remove);
    told = merged(change.clear ? [] : told.filter(mark => !gone.has(mark.id)), change.put ?? []);
  };
  let id = 0;
  for (let step = 0; step < 3_000; step++) {
    const way = next(10);
    const [after, change] = way < 5 ? drawn(history, line(++id)) : way < 7 ? undone(history) : way < 9 ? redone(history) : cleared(history);
    history = after;
    tell(change);
    assert.deepEqual(told, history.marks);
  }
  while (history.done.length > 0) [history] = undone(history);
  const all: History = { ...history };
  let forth = all;
  while (forth.undone.length > 0) [forth] = redone(forth);
  while (forth.done.length > 0) [forth] = undone(forth);
  assert.deepEqual(forth.marks, all.marks);
});

test("what is drawn after an undo cannot be redone over", () => {
  let [history] = drawn(empty, line(1));
  [history] = undone(history);
  [history] = drawn(history, line(2));
  assert.deepEqual(redone(history), [history, {}]);
  assert.deepEqual(history.marks, [line(2)]);
});

test("a board takes its marks from the pointer, and counts its numbers up", () => {
  const edits: Change[] = [];
  const board = new Board({ changed() {}, edited: change => void edits.push(change) });
  board.begin("box", [0.2, 0.2]);
  board.draw([[0.3, 0.3], [0.4, 0.6]]);
  board.end();
  board.begin("arrow", [0.2, 0.2]);
  board.end();
  board.begin("pen", [0.1, 0.1]);
  board.draw([[0.1, 0.1], [0.10001, 0.1], [0.2, 0.2]]);
  board.cancel();
  board.count([0.5, 0.5]);
  board.count([0.6, 0.5]);
  board.undo();
  board.count([0.7, 0.5]);
  board.write("  ", [0.1, 0.1]);
  board.write(" here ", [0.1, 0.1]);
  assert.deepEqual(board.marks.map(({ tool, points, text }) => [tool, points, text]), [
    ["box", [0.2, 0.2, 0.4, 0.6], undefined], ["number", [0.5, 0.5], "1"], ["number", [0.7, 0.5], "2"], ["text", [0.1, 0.1], "here"],
  ]);
  assert.equal(new Set(board.marks.map(mark => mark.id)).size, 4);
});

test("a full board says so, keeps what it has, and takes more after an undo", () => {
  const board = new Board({ changed() {} });
  for (let at = 0; at < 10_000; at++) board.count([0.5, 0.5]);
  assert.equal(board.marks.length, mostMarks);
  assert.equal(board.full, true);
  board.begin("line", [0, 0]);
  assert.equal(board.current, null);
  board.undo();
  assert.equal(board.full, false);
  board.begin("line", [0, 0]);
  assert.notEqual(board.current, null);
});

test("a mirrored picture moves marks to the other side and leaves words readable", () => {
  const size = { width: 200, height: 100 };
  const text: Mark = { id: 1, tool: "text", colour: "red", points: [0.1, 0.5], text: "here" };
  assert.equal(shapeOf(text, size, false).words!.x, 20);
  assert.equal(shapeOf(text, size, true).words!.x, 180);
  assert.equal(shapeOf(text, size, true).words!.anchor, "end");
  assert.match(shapeOf(line(1), size, true).line, /^M180 10L100 50$/);
});

test("every mark has a shape without a gap at every size", () => {
  const next = numbers(9);
  for (let round = 0; round < 2_000; round++) {
    const tool = (["arrow", "line", "box", "ellipse", "pen", "text", "number"] as const)[next(7)]!;
    const count = tool === "pen" ? 1 + next(9) : tool === "text" || tool === "number" ? 1 : 2;
    const points = Array.from({ length: count * 2 }, () => next(3) / 2);
    const mark: Mark = { id: 1, tool, colour: "red", points, ...((tool === "text" || tool === "number") && { text: "7" }) };
    const { line: path, surface, words } = shapeOf(mark, { width: 1 + next(4_000), height: 1 + next(4_000) }, next(2) === 0);
    assert.ok(path || surface || words);
    assert.doesNotMatch(`${path} ${surface} ${words && Object.values(words).join()}`, /NaN|Infinity|undefined/);
  }
});

test("a picture goes in pieces and is the same afterwards", () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, at) => at * 7 % 256);
  const pieces = inPieces(bytes);
  assert.ok(pieces.length > 4 && pieces.every(piece => piece.length <= 24_000));
  assert.deepEqual(fromPieces(pieces), bytes);
  assert.equal(fromPieces(["!!"]), null);
});

/** An agent's and a phone's board, with whatever network lies between them. */
function pair(context: TestContext) {
  context.mock.timers.enable({ apis: ["setInterval", "Date"] });
  const url = URL.createObjectURL;
  context.after(() => URL.createObjectURL = url);
  let urls = 0;
  URL.createObjectURL = () => `blob:${++urls}`;
  const end = () => {
    const listeners: [string, (message: never) => void][] = [];
    const ways: ((way: Way) => void)[] = [];
    const out = { moments: [] as PeerMessage[], state: [] as PeerMessage[] };
    const channels = {
      way: "channels", send: (message: PeerMessage) => void out.moments.push(structuredClone(message)),
      sendReliably: (message: PeerMessage) => void out.state.push(structuredClone(message)),
      on: (kind: string, listener: (message: never) => void) => void listeners.push([kind, listener]),
      onWay: (listener: (way: Way) => void) => void ways.push(listener),
    } as unknown as Channels;
    return {
      channels, out,
      hear: (message: PeerMessage) => listeners.filter(([kind]) => kind === message.kind).forEach(([, listen]) => listen(message as never)),
      changeWay: (way: Way) => ways.forEach(listener => listener(way)),
    };
  };
  const agent = end();
  const phone = end();
  let guidance: Guidance = noGuidance;
  const guide = new SharedBoard(agent.channels);
  const newPhone = () => {
    const board = new ShownBoard(phone.channels, shown => guidance = shown);
    phone.changeWay("channels");
    return board;
  };
  newPhone();
  /** Lets everything sent reliably through, both ways, until nothing more is said. */
  const settle = () => {
    for (let turn = 0; turn < 60; turn++) {
      agent.out.state.splice(0).forEach(phone.hear);
      phone.out.state.splice(0).forEach(agent.hear);
    }
  };
  return { agent, phone, guide, board: guide.board, settle, get guidance() { return guidance; }, newPhone };
}

const places = (marks: readonly Mark[]) => marks.map(({ id, tool, points, text }) => ({ id, tool, points, text }));

test("what the agent draws is what the phone shows, through loss, delay, disorder and doubles", context => {
  const next = numbers(17);
  const it = pair(context);
  it.settle();
  const late: PeerMessage[] = [];
  const deliver = () => {
    for (const message of it.agent.out.moments.splice(0)) {
      if (next(4) > 0) late.push(message);
      if (next(4) === 0) late.push(message);
    }
    late.sort(() => next(3) - 1);
    late.splice(0, next(late.length + 1)).forEach(it.phone.hear);
  };
  for (let step = 0; step < 400; step++) {
    const tool = (["arrow", "line", "box", "ellipse", "pen"] as const)[next(5)]!;
    const place = () => [next(1_000) / 1_000, next(1_000) / 1_000] as const;
    it.board.begin(tool, place());
    for (let move = 0; move < 6; move++) {
      it.board.draw([place(), place()]);
      deliver();
      if (next(5) === 0) it.settle();
    }
    if (next(6) === 0) it.board.cancel();
    else it.board.end();
    if (next(3) === 0) it.board.undo();
    if (next(4) === 0) it.board.redo();
    if (next(40) === 0) it.board.clear();
    deliver();
    it.settle();
    late.forEach(it.phone.hear);
    assert.deepEqual(places(it.guidance.marks), places(it.board.marks), `step ${step}`);
  }
});

test("the pen's way grows on the phone as it is drawn, and a lost message leaves no gap", context => {
  const it = pair(context);
  it.settle();
  it.board.choose("pen");
  it.agent.changeWay("channels");
  it.settle();
  it.board.begin("pen", [0.1, 0.1]);
  for (let at = 1; at <= 20; at++) {
    it.board.draw([[0.1 + at * 0.02, 0.1 + at * 0.01]]);
    const messages = it.agent.out.moments.splice(0);
    if (at % 3 === 0) messages.forEach(it.phone.hear);
  }
  assert.equal(it.guidance.marks.length, 1);
  assert.equal(it.guidance.marks[0]!.points.length / 2, 19);
});

test("a phone that comes back, and one that lost a change, get the whole board", context => {
  const it = pair(context);
  it.settle();
  for (let at = 0; at < mostMarks; at++) {
    it.board.begin("pen", [0.5, 0.5]);
    it.board.draw(Array.from({ length: 150 }, (_, point) => [Math.sin(at + point * 2), Math.cos(point)] as const));
    it.board.end();
    it.agent.out.moments.length = 0;
    if (at % 7 === 0) it.agent.out.state.length = 0;
  }
  it.agent.out.state.length = 0;
  context.mock.timers.tick(3_000);
  it.board.undo();
  assert.ok(it.agent.out.state.every(message => JSON.stringify(message).length < 48_000));
  it.settle();
  assert.deepEqual(places(it.guidance.marks), places(it.board.marks));

  context.mock.timers.tick(2_000);
  it.newPhone();
  it.settle();
  assert.equal(it.guidance.marks.length, mostMarks - 1);
  it.board.clear();
  it.board.undo();
  it.settle();
  assert.equal(it.guidance.marks.length, mostMarks - 1);
});

test("an agent's page that was loaded anew begins with an empty board on the phone too", context => {
  const it = pair(context);
  it.settle();
  it.board.count([0.5, 0.5]);
  it.settle();
  assert.equal(it.guidance.marks.length, 1);
  const second = new SharedBoard(it.agent.channels);
  it.agent.changeWay("hub");
  it.settle();
  second.board.count([0.4, 0.4]);
  it.settle();
  context.mock.timers.tick(2_000);
  it.settle();
  assert.ok(it.guidance.marks.some(mark => mark.points[0] === 0.4));
});

test("the pointer is shown, told again while it rests, and gone when it leaves or falls silent", context => {
  const it = pair(context);
  it.settle();
  it.guide.point([0.25, 0.75]);
  it.agent.out.moments.splice(0).forEach(it.phone.hear);
  assert.deepEqual(it.guidance.laser, [0.25, 0.75]);
  for (let beat = 0; beat < 8; beat++) {
    context.mock.timers.tick(500);
    it.agent.out.moments.splice(0).forEach(it.phone.hear);
  }
  assert.deepEqual(it.guidance.laser, [0.25, 0.75]);
  it.guide.point([0.3, 0.7]);
  const late = it.agent.out.moments.splice(0);
  it.guide.point(null);
  it.settle();
  late.forEach(it.phone.hear);
  assert.equal(it.guidance.laser, null, "a late message brings it back");

  it.guide.point([0.5, 0.5]);
  it.agent.out.moments.splice(0).forEach(it.phone.hear);
  context.mock.timers.tick(2_500);
  assert.equal(it.guidance.laser, null, "a silent pointer stays");
});

test("a stroke whose end never comes does not stay", context => {
  const it = pair(context);
  it.settle();
  it.board.begin("arrow", [0.1, 0.1]);
  it.board.draw([[0.5, 0.5]]);
  it.agent.out.moments.splice(0).forEach(it.phone.hear);
  assert.equal(it.guidance.marks.length, 1);
  context.mock.timers.tick(5_000);
  assert.equal(it.guidance.marks.length, 0);
});

test("a frozen frame reaches the phone through lost pieces, and both know that it is seen", async context => {
  const it = pair(context);
  it.settle();
  it.board.count([0.2, 0.2]);
  const bytes = Uint8Array.from({ length: 150_000 }, (_, at) => at % 251);
  await it.guide.freeze(new Blob([bytes]), { width: 1280, height: 720 });
  const [change] = it.agent.out.state.splice(0).slice(-1);
  it.phone.hear(change as PeerMessage);
  it.settle();
  context.mock.timers.tick(3_000);
  it.settle();
  assert.equal(it.guide.frozen!.shown, true);
  assert.deepEqual({ ...it.guidance.frozen, url: null }, { width: 1280, height: 720, url: null });
  assert.match(it.guidance.frozen!.url!, /^blob:/);
  assert.equal(it.guidance.marks.length, 1);

  it.newPhone();
  it.agent.out.state.length = it.phone.out.state.length = 0;
  it.phone.changeWay("channels");
  it.phone.out.state.splice(0).forEach(it.agent.hear);
  it.agent.out.state.splice(0).forEach(it.phone.hear);
  assert.deepEqual(it.guidance.marks, [], "marks of a frame that has not come lie on another picture");
  it.agent.out.state.length = it.phone.out.state.length = 0;
  for (let wait = 0; wait < 30; wait++) {
    context.mock.timers.tick(400);
    it.phone.out.state.splice(0).forEach(it.agent.hear);
    it.agent.out.state.splice(0).filter((_, at) => at % 3 !== 1).forEach(it.phone.hear);
  }
  assert.match(it.guidance.frozen!.url!, /^blob:/);

  it.guide.unfreeze();
  it.settle();
  assert.deepEqual(it.guidance, { marks: [], laser: null, frozen: null });
});

test("a phone that asks without end does not fill the agent's line", async context => {
  const it = pair(context);
  it.settle();
  it.agent.out.state.length = 0;
  for (let ask = 0; ask < 10_000; ask++) it.agent.hear({ kind: "board-wanted" });
  assert.ok(it.agent.out.state.length <= 1);
  await it.guide.freeze(new Blob([new Uint8Array(150_000)]), { width: 4, height: 3 });
  it.agent.out.state.length = 0;
  const { frame } = it.guide.frozen!;
  for (let ask = 0; ask < 10_000; ask++) it.agent.hear({ kind: "frame-wanted", frame, from: 0, to: 1_000_000 });
  for (const from of [-1, 0.5, NaN, 1e9]) it.agent.hear({ kind: "frame-wanted", frame, from, to: 3 });
  assert.ok(it.agent.out.state.length <= 9 * 8);
});

test("nothing that comes over the wire harms the phone", () => {
  const next = numbers(23);
  const values: unknown[] = [null, undefined, -1, 0, 1, 2, 1e9, NaN, "", "b", [], {}, [0.5, 0.5], [line(1)], line(1), true, Array.from({ length: 10_000 }, (_, at) => line(at + 1))];
  const any = () => values[next(values.length)];
  let shown = taken(nothingShown, { kind: "board", board: "b", version: 1, part: 0, parts: 1, last: 0, frozen: null, marks: [] }, 0).shown;
  for (let round = 0; round < 20_000; round++) {
    const kind = ["board", "board-change", "stroke", "laser", "board-wanted"][next(5)];
    const message = {
      kind, board: next(3) ? "b" : any(), version: next(2) ? round : any(), part: next(2) ? 0 : any(), parts: next(2) ? 1 : any(), last: any(), frozen: any(),
      marks: any(), put: any(), remove: any(), clear: any(), sequence: next(2) ? round : any(), from: any(), mark: any(), at: any(),
    };
    shown = taken(shown, message as unknown as MarksMessage, round).shown;
    assert.ok(shown.marks.length <= mostMarks);
    assert.ok(visible(shown).every(mark => mark.points.every(Number.isFinite)));
  }
});
