import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "../connect/layout.ts";
import { frameRect, isVisible, panned, placeIn, steadied, wholeView, zoomedAt, type Place, type Size, type View } from "../marks/frame.ts";

/** The same numbers in every run (Park and Miller, 1988). */
function numbers(seed: number) {
  return (least: number, most: number) => {
    seed = seed * 48271 % 2147483647;
    return least + (most - least) * seed / 2147483647;
  };
}

const close = (one: number, other: number, within = 1e-6) => assert.ok(Math.abs(one - other) <= within, `${one} and ${other}`);

test("a frame fits, fills, or has its own size", () => {
  const box = { width: 1000, height: 500 };
  const frame = { width: 1280, height: 720 };
  const of = (fitting: View["fitting"], pixelRatio = 1) => frameRect(box, frame, { ...wholeView, fitting }, pixelRatio)!;
  assert.deepEqual(of("fit"), { left: (1000 - 500 * 16 / 9) / 2, top: 0, width: 500 * 16 / 9, height: 500 });
  assert.deepEqual(of("fill"), { left: 0, top: -31.25, width: 1000, height: 562.5 });
  assert.deepEqual(of("actual"), { left: -140, top: -110, width: 1280, height: 720 });
  assert.deepEqual(of("actual", 2), { left: 180, top: 70, width: 640, height: 360 });
});

test("without a box or a frame there is nothing to place", () => {
  for (const [box, frame] of [[{ width: 0, height: 0 }, { width: 4, height: 3 }], [{ width: 4, height: 3 }, { width: 0, height: 0 }]] as [Size, Size][]) {
    assert.equal(frameRect(box, frame, wholeView, 1), null);
    assert.deepEqual(zoomedAt(box, frame, wholeView, 1, 2, [0, 0]), wholeView);
    assert.deepEqual(panned(box, frame, wholeView, 1, [3, 3]), wholeView);
  }
});

test("over every size, rotation and way of looking the frame keeps its shape, leaves no gap, and places go there and back", () => {
  const any = numbers(7);
  for (let round = 0; round < 5_000; round++) {
    const box = { width: any(50, 3000), height: any(50, 2000) };
    const upright = { width: any(100, 4000), height: any(100, 4000) };
    const frame = any(0, 1) < 0.5 ? upright : { width: upright.height, height: upright.width };
    const fitting = (["fit", "fill", "actual"] as const)[Math.floor(any(0, 2.999))]!;
    const ratio = [1, 1.5, 2, 3][Math.floor(any(0, 3.999))]!;
    let view: View = { fitting, zoom: any(0.1, 20), middle: [any(-1, 2), any(-1, 2)] };
    view = steadied(box, frame, view, ratio);
    const rect = frameRect(box, frame, view, ratio)!;
    close(rect.width / rect.height, frame.width / frame.height, 1e-6);
    for (const [start, length, room] of [[rect.left, rect.width, box.width], [rect.top, rect.height, box.height]] as const) {
      if (length <= room) close(start, (room - length) / 2, 1e-6);
      else assert.ok(start <= 1e-6 && start + length >= room - 1e-6, "a gap at an edge");
    }
    const place: Place = [any(0, 1), any(0, 1)];
    const there: Place = [rect.left + place[0] * rect.width, rect.top + place[1] * rect.height];
    const back = placeIn(rect, there)!;
    close(back[0], place[0]);
    close(back[1], place[1]);
    // What is steady stays so, and two places never change sides.
    const again = steadied(box, frame, view, ratio);
    close(again.zoom, view.zoom, 1e-6);
    close(frameRect(box, frame, again, ratio)!.left, rect.left, 1e-6 * rect.width);
  }
});

test("what is under the pointer stays there while coming closer", () => {
  const any = numbers(11);
  const box = { width: 900, height: 600 };
  const frame = { width: 1280, height: 720 };
  for (let round = 0; round < 1_000; round++) {
    const view = steadied(box, frame, { fitting: "fill", zoom: any(1.2, 3), middle: [any(0.3, 0.7), any(0.3, 0.7)] }, 1);
    const at: Place = [any(200, 700), any(150, 450)];
    const before = placeIn(frameRect(box, frame, view, 1)!, at)!;
    const after = placeIn(frameRect(box, frame, zoomedAt(box, frame, view, 1, any(1, 1.5), at), 1)!, at)!;
    close(after[0], before[0], 1e-6);
    close(after[1], before[1], 1e-6);
  }
});

test("zoom ends at the whole frame and at the closest look, and the picture does not leave its place", () => {
  const box = { width: 800, height: 600 };
  const frame = { width: 1280, height: 720 };
  let view: View = wholeView;
  for (let step = 0; step < 60; step++) view = zoomedAt(box, frame, view, 1, 1.3, [790, 10]);
  assert.equal(view.zoom, 8);
  for (let step = 0; step < 60; step++) view = panned(box, frame, view, 1, [5_000, 5_000]);
  const rect = frameRect(box, frame, view, 1)!;
  close(rect.left, 0);
  close(rect.top, 0);
  for (let step = 0; step < 60; step++) view = zoomedAt(box, frame, view, 1, 0.5, [0, 0]);
  assert.deepEqual(frameRect(box, frame, view, 1), frameRect(box, frame, wholeView, 1));
  // A frame larger than its place can be seen whole by going farther, whatever it began with.
  let actual: View = { fitting: "actual", zoom: 1, middle: [0.5, 0.5] };
  for (let step = 0; step < 20; step++) actual = zoomedAt(box, frame, actual, 1, 0.5, [0, 0]);
  close(frameRect(box, frame, actual, 1)!.width, 800);
});

test("the phone fills its screen, but shows the whole frame once something is drawn where it would be cut off", () => {
  const box = { width: 412, height: 839 };
  const upright = { width: 720, height: 1280 };
  const whole = { current: "" };
  const seen = (points: number[]) => layout(box, upright, { marks: [{ id: 1, tool: "line", colour: "red", points }], laser: null }, whole)!;
  assert.equal(layout(box, upright, { marks: [], laser: null }, whole)!.height, 839);
  assert.equal(seen([0.4, 0.4, 0.6, 0.6]).height, 839);
  assert.equal(seen([0.4, 0.4, 0.99, 0.6]).width, 412);
  assert.equal(layout(box, upright, { marks: [], laser: null }, whole)!.width, 412, "it jumps back");
  assert.equal(layout({ width: 839, height: 412 }, upright, { marks: [], laser: null }, whole)!.height, 412);
  const laser = layout(box, upright, { marks: [], laser: [0.01, 0.5] }, { current: "" })!;
  assert.ok(isVisible(box, laser, [0.01, 0.5]));
});
