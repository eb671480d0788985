import assert from "node:assert/strict";
import { beforeEach, test, type TestContext } from "node:test";
import { firstWish } from "../camera/wish.ts";
import { Camera, type CameraFacts } from "../connect/Camera.ts";
import type { CameraTrouble } from "../connect/cameraTrouble.ts";
import { FakePhone, settle } from "./FakePhone.ts";

let phone: FakePhone;
beforeEach(() => {
  phone = new FakePhone();
});

async function open(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const shown: unknown[] = [];
  const stops: boolean[] = [];
  const troubles: string[] = [];
  const states: CameraFacts[] = [];
  const camera = new Camera({
    track: track => void shown.push(track),
    facts: facts => void states.push(facts),
    stopped: stopped => void stops.push(stopped),
    trouble: (trouble: CameraTrouble) => void troubles.push(trouble.code),
  });
  await camera.open();
  context.after(() => camera.close());
  return { camera, shown, stops, troubles, states };
}

test("the camera is asked for by its side only; size and rate come after", async context => {
  const { states } = await open(context);
  assert.deepEqual(phone.asked, [{ video: { facingMode: { ideal: "environment" } }, audio: false }]);
  assert.deepEqual(phone.track.applied, [{ width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }]);
  assert.equal(phone.track.contentHint, "detail");
  assert.deepEqual(states.at(-1)!.lenses.map(({ id, side }) => [id, side]), [["rear", "rear"], ["front", "front"]]);
  assert.deepEqual([states.at(-1)!.lens, states.at(-1)!.side], ["rear", "rear"]);
});

test("a camera is shown once that is allowed, and let go when it is not", async context => {
  const { camera, shown } = await open(context);
  let allow = () => {};
  const opened = camera.open(new Promise<void>(resolve => allow = resolve));
  await settle();
  assert.deepEqual([phone.tracks.length, shown.length], [2, 1]);
  allow();
  await opened;
  assert.equal(shown.length, 2);

  await assert.rejects(camera.open(Promise.reject(new Error("taken"))), /taken/);
  assert.equal(phone.track.readyState, "ended");
  assert.equal(shown.length, 2);
});

test("a camera that was muted in the background is asked for anew when the page is seen", async context => {
  const { shown, stops } = await open(context);
  phone.turns("hidden");
  phone.track.becomes("mute");
  assert.deepEqual(stops, [true]);
  assert.equal(phone.asked.length, 1);
  phone.turns("visible");
  await settle();
  assert.equal(phone.tracks.length, 2);
  assert.equal(phone.tracks[0]!.readyState, "ended");
  assert.equal(shown.at(-1), phone.tracks[1]);
  assert.deepEqual(stops, [true, false]);
});

test("a mute counts as a stop only after five seconds", async context => {
  const { stops } = await open(context);
  phone.track.becomes("mute");
  context.mock.timers.tick(4_900);
  phone.track.becomes("unmute");
  context.mock.timers.tick(10_000);
  await settle();
  assert.deepEqual([stops, phone.tracks.length], [[], 1]);
  phone.track.becomes("mute");
  context.mock.timers.tick(5_000);
  await settle();
  assert.deepEqual([stops, phone.tracks.length], [[true, false], 2]);
});

test("a camera that ended is asked for anew at once, or when the page is seen", async context => {
  await open(context);
  phone.track.becomes("ended");
  await settle();
  assert.equal(phone.tracks.length, 2);
  phone.turns("hidden");
  phone.track.becomes("ended");
  await settle();
  assert.equal(phone.tracks.length, 2);
  phone.turns("visible");
  await settle();
  assert.equal(phone.tracks.length, 3);
});

test("a camera that lives is left alone when the page is seen again", async context => {
  await open(context);
  phone.turns("hidden");
  phone.turns("visible");
  await settle();
  assert.equal(phone.tracks.length, 1);
});

test("a pause outlives a change of the camera", async context => {
  const { camera } = await open(context);
  camera.enable(false);
  phone.track.becomes("ended");
  await settle();
  assert.equal(phone.tracks.length, 2);
  assert.equal(phone.track.enabled, false);
});

test("the other side is asked for after the first was let go, and the first comes back when there is none", async context => {
  const { camera, states } = await open(context);
  await camera.want({ ...firstWish, camera: "front" });
  assert.deepEqual(phone.asked.at(-1)!.video, { facingMode: { ideal: "user" } });
  assert.equal(phone.tracks[0]!.readyState, "ended");
  assert.equal(states.at(-1)!.side, "front");
  phone.refusal = Object.assign(new Error(), { name: "NotReadableError" });
  const flipped = camera.want({ ...firstWish, camera: "rear" });
  await Promise.resolve();
  await Promise.resolve();
  phone.refusal = undefined;
  await flipped;
  assert.deepEqual([states.at(-1)!.side, states.at(-1)!.problem, camera.opened], ["front", "lens-refused", "front"]);
});

test("a camera that cannot be had again is said", async context => {
  const { troubles } = await open(context);
  phone.refusal = Object.assign(new Error(), { name: "NotReadableError" });
  phone.track.becomes("ended");
  await settle();
  assert.deepEqual(troubles, ["camera-busy"]);
});

test("constraints that do not fit are dropped before the camera is given up", async context => {
  await open(context);
  phone.refusal = Object.assign(new Error(), { name: "OverconstrainedError" });
  phone.track.becomes("ended");
  await settle();
  assert.deepEqual(phone.asked.at(-1), { video: true, audio: false });
});

const able = { torch: true, zoom: { min: 1, max: 8, step: 0.1 }, focusMode: ["manual", "single-shot", "continuous"] };
const rear = { deviceId: "rear", label: "camera2 0, facing back", facingMode: "environment", capabilities: able };
const front = { deviceId: "front", label: "camera2 1, facing front", facingMode: "user" };

test("light and zoom are put back on a camera that was taken away and asked for anew", async context => {
  phone = new FakePhone([rear, front]);
  const { camera, states } = await open(context);
  await camera.want({ ...firstWish, torch: true, zoom: 2.5 });
  assert.deepEqual(phone.track.applied.at(-1), { advanced: [{ torch: true, zoom: 2.5 }] });
  phone.track.becomes("ended");
  await settle();
  assert.equal(phone.tracks.length, 2);
  assert.deepEqual(phone.track.applied.at(-1), { advanced: [{ torch: true, zoom: 2.5 }] });
  assert.deepEqual([states.at(-1)!.torch, states.at(-1)!.zoom!.value], [true, 2.5]);
});

test("what the camera can do is looked at again after each change of the camera", async context => {
  phone = new FakePhone([rear, front]);
  const { camera, states } = await open(context);
  assert.deepEqual([states.at(-1)!.torch, states.at(-1)!.focus], [false, true]);
  await camera.want({ ...firstWish, torch: true });
  await camera.want({ ...firstWish, torch: true, camera: "front" });
  assert.deepEqual([states.at(-1)!.torch, states.at(-1)!.zoom, states.at(-1)!.focus], [null, null, false]);
  await camera.want({ ...firstWish, torch: true, camera: "rear" });
  assert.equal(states.at(-1)!.torch, true);
});

test("a light that the phone agrees to and leaves off is told as off", async context => {
  phone = new FakePhone([{ ...rear, deaf: ["torch"] }]);
  const { camera, states } = await open(context);
  await camera.want({ ...firstWish, torch: true });
  assert.deepEqual([states.at(-1)!.torch, states.at(-1)!.problem], [false, "light-refused"]);
});

test("what the camera refuses is told, and the picture goes on", async context => {
  phone = new FakePhone([{ ...rear, refuses: ["zoom", "focusMode"] }]);
  const { camera, states } = await open(context);
  await camera.want({ ...firstWish, zoom: 3 });
  assert.equal(states.at(-1)!.problem, "zoom-refused");
  await camera.want({ ...firstWish, focus: 1 });
  assert.equal(states.at(-1)!.problem, "focus-refused");
  assert.equal(phone.tracks.length, 1);
});

test("the camera focuses once each time it is asked to, and then goes back to its own ways", async context => {
  phone = new FakePhone([rear]);
  const { camera } = await open(context);
  await camera.want({ ...firstWish, focus: 1 });
  await camera.want({ ...firstWish, focus: 1, torch: true });
  assert.deepEqual(phone.track.applied.slice(1), [{ advanced: [{ focusMode: "single-shot" }] }, { advanced: [{ torch: true }] }]);
  context.mock.timers.tick(1_500);
  assert.equal((phone.track.applied.at(-1)!.advanced![0] as { focusMode: string }).focusMode, "continuous");
});

test("the moves of a slider that come in while the camera works are one", async context => {
  phone = new FakePhone([rear]);
  const { camera } = await open(context);
  await Promise.all([1.1, 1.2, 1.3, 1.4].map(zoom => camera.want({ ...firstWish, zoom })));
  assert.deepEqual(phone.track.applied.slice(1), [{ advanced: [{ zoom: 1.4 }] }]);
});

test("zoom stays within what this lens can do", async context => {
  phone = new FakePhone([rear]);
  const { camera, states } = await open(context);
  await camera.want({ ...firstWish, zoom: 100 });
  assert.equal(states.at(-1)!.zoom!.value, 8);
});

test("where constraints take the place of each other, the size is said with each", async context => {
  phone = new FakePhone([rear]);
  Reflect.deleteProperty(globalThis, "ImageCapture");
  const { camera } = await open(context);
  await camera.want({ ...firstWish, torch: true });
  assert.deepEqual(phone.track.applied.at(-1), { ...phone.track.applied[0], advanced: [{ torch: true }] });
});
