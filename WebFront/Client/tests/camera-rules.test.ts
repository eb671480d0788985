import assert from "node:assert/strict";
import { test } from "node:test";
import { abilitiesOf, settingsFor, unable } from "../camera/abilities.ts";
import { lensesOf, nextLens, otherCamera, sideOf } from "../camera/lenses.ts";
import { changesBetween, firstWish, readReport, readWish } from "../camera/wish.ts";
import { lensNames } from "../console/lensNames.ts";
import { texts } from "../connect/texts.ts";

const pixel = lensesOf([
  { deviceId: "0", label: "camera2 0, facing back", facingMode: ["environment"] },
  { deviceId: "1", label: "camera2 1, facing front", facingMode: ["user"] },
  { deviceId: "2", label: "camera2 2, facing back" },
]);
const iPhone = lensesOf([
  { deviceId: "a", label: "Frontkamera" }, { deviceId: "b", label: "Rückkamera" }, { deviceId: "c", label: "Ultraweitwinkel-Rückkamera" },
  { deviceId: "d", label: "Telefoto-Rückkamera" },
]);
const computer = lensesOf([{ deviceId: "x", label: "Integrated Webcam" }, { deviceId: "y", label: "USB Microscope" }]);

test("the side of a lens comes from the browser, or from its name in the phone's language", () => {
  assert.deepEqual(pixel.map(({ side }) => side), ["rear", "front", "rear"]);
  assert.deepEqual(iPhone.map(({ side }) => side), ["front", "rear", "rear", "rear"]);
  assert.deepEqual(computer.map(({ side }) => side), ["unknown", "unknown"]);
  assert.equal(sideOf("user", "Back Camera"), "front");
});

test("cameras without an id are not listed: they cannot be asked for", () => {
  assert.deepEqual(lensesOf([{ deviceId: "", label: "" }]), []);
});

test("flipping goes to the other side, and on computers to the next camera", () => {
  assert.equal(otherCamera(pixel, "0", "rear"), "front");
  assert.equal(otherCamera(pixel, "1", "front"), "rear");
  assert.deepEqual([otherCamera(computer, "x", "unknown"), otherCamera(computer, "y", "unknown")], ["y", "x"]);
});

test("lenses of the same side go round; a single one has no next", () => {
  assert.equal(nextLens(pixel, "0")!.id, "2");
  assert.equal(nextLens(pixel, "2")!.id, "0");
  assert.equal(nextLens(pixel, "1"), null);
  assert.equal(nextLens(computer, "x"), null);
});

test("lenses have names that people know, no two alike", () => {
  assert.deepEqual(lensNames(pixel), ["Rear 1", "Front", "Rear 2"]);
  assert.deepEqual(lensNames(iPhone), ["Front", "Rear", "Rear, ultra wide", "Rear, telephoto"]);
  assert.deepEqual(lensNames(computer), ["Camera 1", "Camera 2"]);
});

test("a browser that tells nothing of a camera offers nothing to do with it", () => {
  assert.deepEqual(abilitiesOf({}), unable);
  assert.deepEqual(abilitiesOf({ torch: false, zoom: { min: 1, max: 1, step: 0.1 }, focusMode: ["continuous"] }), unable);
});

test("abilities are read as the different browsers tell them", () => {
  assert.ok(abilitiesOf({ torch: [false, true] }).torch);
  assert.deepEqual(abilitiesOf({ zoom: { min: 1, max: 11 } }).zoom, { min: 1, max: 11, step: 0.1 });
  assert.deepEqual(abilitiesOf({ focusMode: ["manual", "continuous"] }).focus, { once: "manual", then: "continuous" });
  assert.deepEqual(abilitiesOf({ focusMode: ["single-shot"] }).focus, { once: "single-shot", then: null });
});

test("only what differs from the camera's own ways is set", () => {
  const able = abilitiesOf({ torch: true, zoom: { min: 1, max: 4, step: 0.1 } });
  assert.equal(settingsFor(firstWish, able, { torch: false, zoom: 1 }), null);
  assert.deepEqual(settingsFor(firstWish, able, { torch: true }), { torch: false });
  assert.deepEqual(settingsFor({ torch: true, zoom: 9 }, able, {}), { torch: true, zoom: 4 });
  assert.equal(settingsFor({ torch: true, zoom: 2 }, unable, {}), null);
});

test("a wish that is none is dropped", () => {
  assert.deepEqual(readWish({ ...firstWish, extra: 1 }), firstWish);
  for (const bad of [null, 7, {}, { ...firstWish, version: -1 }, { ...firstWish, camera: "x".repeat(300) }, { ...firstWish, torch: "yes" }, { ...firstWish, zoom: NaN }, { ...firstWish, focus: 1.5 }]) {
    assert.equal(readWish(bad), null);
  }
});

test("a report that is none is dropped, and what is odd in one is left out", () => {
  assert.equal(readReport({ wish: firstWish }), null);
  const odd = readReport({ wish: firstWish, lenses: [{ id: 1 }, { id: "a", name: "A", side: "rear" }], lens: 3, side: "up", torch: "on", zoom: { min: 5, max: 1, step: 1, value: 1 }, focus: 1, paused: 0, problem: {} });
  assert.deepEqual(odd, { wish: firstWish, lenses: [{ id: "a", name: "A", side: "rear" }], lens: null, side: "unknown", torch: null, zoom: null, focus: false, paused: false, problem: null });
});

test("what the agent has changed is told in words, each in one short sentence", () => {
  const after = { version: 1, camera: "front", torch: true, zoom: 2, focus: 1 };
  assert.deepEqual(changesBetween(firstWish, after), ["front", "light-on", "zoom-in", "focus"]);
  assert.deepEqual(changesBetween(after, { ...after, camera: "lens-7", torch: false, zoom: 1 }), ["lens", "light-off", "zoom-out"]);
  assert.deepEqual(changesBetween(after, { ...after, version: 9 }), []);
  for (const say of Object.values(texts.told)) assert.ok(say("Ana Maria Lopez").split(" ").length <= 12);
});
