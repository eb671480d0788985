import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Change } from "../camera/wish.ts";
import { firstWish } from "../camera/wish.ts";
import { CameraControl } from "../connect/CameraControl.ts";
import { CameraWishes } from "../console/CameraWishes.ts";
import type { CameraWish, PeerMessage } from "../hub/contract.ts";
import { Channels } from "../media/Channels.ts";
import { FakePhone, settle } from "./FakePhone.ts";

const able = { torch: true, zoom: { min: 1, max: 8, step: 0.1 }, focusMode: ["manual", "single-shot", "continuous"] };
const cameras = [
  { deviceId: "rear", label: "camera2 0, facing back", facingMode: "environment", capabilities: able },
  { deviceId: "wide", label: "camera2 2, facing back", facingMode: "environment", capabilities: { ...able, torch: false } },
  { deviceId: "front", label: "camera2 1, facing front", facingMode: "user" },
];

/** An agent's and a phone's page, and the way between them. */
function pages(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const phone = new FakePhone(cameras);
  const way = { cut: false };
  const carry = (to: () => Channels) => async (messages: PeerMessage[]) => {
    if (!way.cut) to().receive(JSON.parse(JSON.stringify(messages)));
  };
  const channels: Record<"agent" | "phone", Channels> = { agent: new Channels({ hub: carry(() => channels.phone) }), phone: new Channels({ hub: carry(() => channels.agent) }) };
  for (const end of Object.values(channels)) end.peerHere(true);
  const told: Change[][] = [];
  const kept = { wish: firstWish as CameraWish };
  const troubles: unknown[] = [];
  const controls: CameraControl[] = [];
  const load = async () => {
    controls.at(-1)?.close();
    const control = new CameraControl({
      channels: channels.phone, kept: kept.wish, keep: wish => void (kept.wish = wish), track: () => {}, facts: () => {}, stopped: () => {},
      told: changes => void told.push(changes), trouble: trouble => void troubles.push(trouble), isPaused: () => false,
    });
    controls.push(control);
    await control.open();
    return control;
  };
  const lets = async (milliseconds = 200) => {
    for (let passed = 0; passed <= milliseconds; passed += 50) {
      await settle();
      context.mock.timers.tick(50);
    }
    await settle();
  };
  context.after(() => controls.at(-1)?.close());
  return { phone, way, channels, told, kept, troubles, load, lets, agent: new CameraWishes(channels.agent, () => {}) };
}

test("the agent sees what the camera can do, and changes it", async context => {
  const { agent, phone, load, lets, told } = pages(context);
  await load();
  await lets();
  assert.deepEqual([agent.report!.lenses.length, agent.torch, agent.zoom], [3, false, 1]);
  agent.setTorch(true);
  agent.setZoom(2);
  assert.deepEqual([agent.torch, agent.zoom], [true, 2]);
  await lets(400);
  assert.deepEqual([phone.track.settings.torch, phone.track.settings.zoom], [true, 2]);
  assert.deepEqual(told.flat(), ["light-on", "zoom-in"]);
  agent.flip();
  await lets();
  assert.deepEqual([phone.track.settings.deviceId, agent.report!.side, agent.report!.torch, agent.zoom], ["front", "front", null, null]);
});

test("a reloaded phone goes on with the camera, light and zoom it had", async context => {
  const { agent, phone, load, lets } = pages(context);
  await load();
  await lets();
  agent.choose("rear");
  agent.setTorch(true);
  await lets();
  await load();
  await lets();
  assert.deepEqual([phone.track.settings.deviceId, phone.track.settings.torch], ["rear", true]);
});

test("a phone that has forgotten everything is told again", async context => {
  const { agent, phone, load, lets, kept } = pages(context);
  await load();
  await lets();
  agent.setTorch(true);
  await lets();
  kept.wish = firstWish;
  await load();
  await lets();
  assert.deepEqual([phone.track.settings.torch, agent.torch], [true, true]);
});

test("what was wanted while there was no way is done when there is one", async context => {
  const { agent, phone, channels, load, lets } = pages(context);
  await load();
  await lets();
  channels.agent.peerHere(false);
  agent.setTorch(true);
  await lets();
  assert.equal(phone.track.settings.torch, false);
  channels.agent.peerHere(true);
  await lets();
  assert.equal(phone.track.settings.torch, true);
});

test("a wish that was lost on its way is repeated as soon as the phone says something", async context => {
  const { agent, phone, way, load, lets } = pages(context);
  const control = await load();
  await lets();
  way.cut = true;
  agent.setTorch(true);
  await lets();
  way.cut = false;
  control.report();
  await lets();
  assert.equal(phone.track.settings.torch, true);
});

test("what the consumer changes counts on both sides, and is not told as the agent's doing", async context => {
  const { agent, told, load, lets } = pages(context);
  const control = await load();
  await control.setTorch(true);
  await lets();
  assert.deepEqual([agent.torch, told.length], [true, 0]);
  await control.nextLens();
  await lets();
  assert.deepEqual([agent.lens, agent.report!.torch], ["wide", null]);
  await control.flip();
  await lets();
  assert.equal(agent.report!.side, "front");
});

test("a reloaded console takes over what the phone does", async context => {
  const { agent, channels, load, lets } = pages(context);
  await load();
  await lets();
  agent.setTorch(true);
  await lets();
  agent.close();
  const reloaded = new CameraWishes(channels.agent, () => {});
  await lets();
  assert.equal(reloaded.torch, true);
  reloaded.setTorch(false);
  await lets();
  assert.equal(reloaded.report!.torch, false);
});

test("a camera that cannot be had is said, and later wishes do not try it again", async context => {
  const { agent, phone, load, lets, troubles } = pages(context);
  await load();
  await lets();
  const getUserMedia = navigator.mediaDevices.getUserMedia;
  let asked = 0;
  navigator.mediaDevices.getUserMedia = async constraints => {
    asked++;
    const { facingMode } = (constraints!.video ?? {}) as { facingMode?: { ideal: string } };
    if (facingMode?.ideal === "user") throw Object.assign(new Error(), { name: "NotReadableError" });
    return getUserMedia(constraints);
  };
  agent.flip();
  await lets();
  assert.deepEqual([agent.report!.problem, agent.report!.side, asked, troubles.length], ["lens-refused", "rear", 2, 0]);
  agent.setTorch(true);
  await lets();
  assert.deepEqual([asked, phone.track.settings.torch, agent.report!.problem], [2, true, null]);
});

test("nonsense from the other page changes nothing", async context => {
  const { channels, phone, load, lets, agent } = pages(context);
  await load();
  await lets();
  const applied = phone.track.applied.length;
  channels.phone.receive([{ kind: "camera-wish", wish: { version: 99, camera: 7 } }, { kind: "camera-wish" }]);
  channels.agent.receive([{ kind: "camera-report", report: { lenses: "all" } }]);
  await lets();
  assert.deepEqual([phone.track.applied.length, agent.report!.lenses.length], [applied, 3]);
});
