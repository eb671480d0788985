import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { PeerMessage } from "../hub/contract.ts";
import { Channels } from "../media/Channels.ts";
import { microphoneTroubleOf } from "../media/Microphone.ts";
import { Talk } from "../media/Talk.ts";
import { talkTrouble } from "../console/talkTrouble.ts";
import { FakePhone, FakeTrack, settle } from "./FakePhone.ts";

/** A phone's side and an agent's, each with a microphone, and what each gives to its connection. */
function sides(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new FakePhone();
  const device = { refusal: null as Error | null, tracks: [] as FakeTrack[] };
  navigator.mediaDevices.getUserMedia = async constraints => {
    assert.deepEqual(constraints!.audio, { echoCancellation: true, noiseSuppression: true, autoGainControl: true });
    if (device.refusal) throw device.refusal;
    const track = new FakeTrack({ deviceId: "mic", label: "Microphone" });
    device.tracks.push(track);
    return { getAudioTracks: () => [track] } as unknown as MediaStream;
  };
  const channels: Record<"agent" | "phone", Channels> = {
    agent: new Channels({ hub: async (messages: PeerMessage[]) => channels.phone.receive(messages) }),
    phone: new Channels({ hub: async (messages: PeerMessage[]) => channels.agent.receive(messages) }),
  };
  for (const end of Object.values(channels)) end.peerHere(true);
  const sent = { agent: [] as unknown[], phone: [] as unknown[] };
  const side = (name: "agent" | "phone") => new Talk({
    channels: channels[name], speak: track => void sent[name].push(track), changed: () => {}, background: name === "agent",
  });
  const lets = async (milliseconds = 100) => {
    for (let passed = 0; passed <= milliseconds; passed += 50) {
      await settle();
      context.mock.timers.tick(50);
    }
    await settle();
  };
  return { page, device, channels, sent, lets, agent: side("agent"), phone: side("phone") };
}

const refusal = (name: string) => Object.assign(new Error(), { name });

test("nothing is sent before both want it, and nothing after", async context => {
  const { agent, phone, sent, device, lets } = sides(context);
  await agent.open();
  agent.follow("asked", false);
  await phone.open();
  assert.deepEqual([sent.agent.filter(Boolean), sent.phone.filter(Boolean)], [[], []]);
  for (const side of [agent, phone]) side.follow("on", false);
  await lets();
  assert.deepEqual([sent.agent.at(-1), sent.phone.at(-1)], device.tracks);
  assert.deepEqual([agent.state.other, phone.state.other], [{ speaking: true, muted: false, stopped: false }, { speaking: true, muted: false, stopped: false }]);
  for (const side of [agent, phone]) side.follow("off", false);
  assert.deepEqual([sent.agent.at(-1), sent.phone.at(-1)], [null, null]);
  assert.deepEqual(device.tracks.map(track => track.readyState), ["ended", "ended"]);
});

test("an update that still says off does not close the microphone that asks", async context => {
  const { agent, device } = sides(context);
  await agent.open();
  agent.follow("off", false);
  assert.equal(device.tracks[0]!.readyState, "live");
  agent.abandon();
  assert.equal(device.tracks[0]!.readyState, "ended");
});

test("each side's mute is silence, and the other reads it; a hold is silence too", async context => {
  const { agent, phone, device, lets } = sides(context);
  await phone.open();
  for (const side of [phone, agent]) side.follow("on", false);
  await lets();
  phone.setMuted(true);
  await lets();
  assert.deepEqual([device.tracks[0]!.enabled, agent.state.other!.muted, talkTrouble(agent.state)], [false, true, "The consumer is muted."]);
  phone.setMuted(false);
  phone.follow("on", true);
  assert.equal(device.tracks[0]!.enabled, false);
  phone.follow("on", false);
  await lets();
  assert.deepEqual([device.tracks[0]!.enabled, talkTrouble(agent.state)], [true, null]);
});

test("a call that takes the microphone is told to both, and the microphone is back after it, still muted if it was", async context => {
  const { agent, phone, device, sent, lets } = sides(context);
  await phone.open();
  for (const side of [phone, agent]) side.follow("on", false);
  phone.setMuted(true);
  await lets();
  device.refusal = refusal("NotReadableError");
  device.tracks[0]!.becomes("ended");
  await lets();
  assert.deepEqual([phone.state.stopped, agent.state.other!.stopped], [true, true]);
  assert.match(talkTrouble(agent.state)!, /call/);
  device.refusal = null;
  await lets(5_000);
  assert.deepEqual([phone.state.stopped, agent.state.other!.stopped], [false, false]);
  assert.equal(sent.phone.at(-1), device.tracks.at(-1));
  assert.equal(device.tracks.at(-1)!.enabled, false);
});

test("a microphone that only falls silent for a moment is left alone", async context => {
  const { phone, device, lets } = sides(context);
  await phone.open();
  phone.follow("on", false);
  device.tracks[0]!.becomes("mute");
  await lets(4_000);
  device.tracks[0]!.becomes("unmute");
  await lets(4_000);
  assert.deepEqual([device.tracks.filter(track => track.readyState === "live").length, phone.state.stopped], [1, false]);
});

test("a page that was loaded anew takes up talking by itself, or says why it cannot", async context => {
  const { agent, phone, device, sent, lets } = sides(context);
  agent.follow("on", false);
  await lets();
  assert.ok(sent.agent.at(-1));
  device.refusal = refusal("NotAllowedError");
  phone.follow("on", false);
  await lets();
  assert.deepEqual([phone.state.trouble, phone.state.speaking], ["microphone-denied", false]);
  assert.match(talkTrouble(agent.state)!, /no microphone yet/);
  device.refusal = null;
  await phone.retry();
  await lets();
  assert.deepEqual([phone.state.trouble, agent.state.other!.speaking], [null, true]);
});

test("on a phone the microphone waits until the page is seen, on a computer it does not", async context => {
  const { agent, phone, page, device, lets } = sides(context);
  for (const side of [phone, agent]) {
    await side.open();
    side.follow("on", false);
  }
  page.turns("hidden");
  for (const track of [...device.tracks]) track.becomes("ended");
  await lets();
  assert.deepEqual([phone.state.stopped, agent.state.stopped, device.tracks.length], [true, false, 3]);
  page.turns("visible");
  await lets();
  assert.deepEqual([phone.state.stopped, device.tracks.length], [false, 4]);
});

test("each refusal of the microphone has its own word", () => {
  const code = (name: string) => microphoneTroubleOf({ name }).code;
  assert.deepEqual(["NotAllowedError", "SecurityError", "NotFoundError", "TypeError", "NotReadableError", "AbortError"].map(code),
    ["microphone-denied", "microphone-denied", "microphone-missing", "microphone-missing", "microphone-busy", "microphone-busy"]);
});
