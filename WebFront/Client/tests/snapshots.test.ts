import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { imageSize } from "../camera/imageSize.ts";
import { fullSize, takeStill } from "../camera/still.ts";
import { Snapshots } from "../connect/Snapshots.ts";
import { SnapshotRequests } from "../console/SnapshotRequests.ts";
import type { PeerMessage } from "../hub/contract.ts";
import { Channels } from "../media/Channels.ts";
import type { Upload } from "../uploads/Upload.ts";
import { settle } from "./FakePhone.ts";

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(24);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return new Blob([bytes], { type: "image/png" });
};
const jpeg = (width: number, height: number) => new Blob([new Uint8Array([
  0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0,
])], { type: "image/jpeg" });
const track = (width: number, height: number) => ({
  getCapabilities: () => ({ width: { max: width }, height: { max: height } }), getSettings: () => ({ width: 1280, height: 720 }),
}) as unknown as MediaStreamTrack;

test("the size of a picture is read from its head, and of nothing else", async () => {
  assert.deepEqual(await imageSize(png(4032, 3024)), { width: 4032, height: 3024 });
  assert.deepEqual(await imageSize(jpeg(4032, 3024)), { width: 4032, height: 3024 });
  for (const bad of ["", "GIF89a", "\u00ff\u00d8\u00ff", "<svg/>"]) assert.equal(await imageSize(new Blob([bad])), null);
});

test("the camera's own photo is taken where it is as large as the camera", async () => {
  const resized: unknown[] = [];
  const photo = png(4032, 3024);
  const still = await takeStill(track(4032, 3024), async size => void resized.push(size), { photograph: async () => photo, frame: async () => assert.fail() });
  assert.equal(still, photo);
  assert.deepEqual(resized, []);
});

test("where the photo is small, missing or refused, the best frame at full size is taken", async () => {
  for (const photograph of [async () => png(640, 480), async () => new Blob(["?"]), () => Promise.reject(new Error("InvalidStateError"))]) {
    const resized: unknown[] = [];
    const frame = png(1920, 1080);
    const still = await takeStill(track(1920, 1080), async size => void resized.push(size), { photograph, frame: async () => frame });
    assert.equal(still, frame);
    assert.deepEqual(resized, [{ width: 1920, height: 1080 }]);
  }
});

test("a photo that is larger than the best frame is kept even though the camera promised more", async () => {
  const photo = png(1600, 1200);
  const still = await takeStill(track(4000, 3000), async () => {}, { photograph: async () => photo, frame: async () => png(1280, 720) });
  assert.equal(still, photo);
});

test("a camera that never gives its photo does not hold everything up", async context => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const still = takeStill(track(1920, 1080), async () => {}, { photograph: () => new Promise(() => {}), frame: async () => png(1920, 1080) });
  context.mock.timers.tick(10_000);
  assert.equal((await still).size, 24);
});

test("a camera that does not tell its sizes is taken as it runs", () => {
  assert.deepEqual(fullSize({ getSettings: () => ({ width: 1280, height: 720 }) } as unknown as MediaStreamTrack), { width: 1280, height: 720 });
});

function pages(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const way = { cut: false };
  const channels: Record<"agent" | "phone", Channels> = {
    agent: new Channels({ hub: async (messages: PeerMessage[]) => void (way.cut || channels.phone.receive(messages)) }),
    phone: new Channels({ hub: async (messages: PeerMessage[]) => void (way.cut || channels.agent.receive(messages)) }),
  };
  for (const end of Object.values(channels)) end.peerHere(true);
  const uploads: Upload[] = [];
  const camera = { still: async (): Promise<Blob> => png(1920, 1080), taken: 0 };
  const phone = new Snapshots({
    channels: channels.phone,
    still: () => {
      camera.taken++;
      return camera.still();
    },
    send: (id, still) => void uploads.push({ parcel: { id }, state: "sending", sent: 0, size: still.size } as unknown as Upload),
    uploads: () => uploads, taking: () => {}, forget: upload => void uploads.splice(uploads.indexOf(upload), 1),
  });
  const lets = async (milliseconds = 200) => {
    for (let passed = 0; passed <= milliseconds; passed += 50) {
      await settle();
      context.mock.timers.tick(50);
    }
    await settle();
  };
  const goes = (state: Upload["state"], sent: number) => {
    Object.assign(uploads.at(-1)!, { state, sent });
    phone.report();
  };
  return { way, channels, uploads, camera, phone, lets, goes, agent: new SnapshotRequests(channels.agent, () => {}) };
}

test("the agent sees how far a snapshot has come, until it is in the session's pictures", async context => {
  const { agent, uploads, goes, lets, way } = pages(context);
  agent.take();
  await lets();
  assert.equal(uploads.length, 1);
  goes("sending", 12);
  await lets();
  assert.deepEqual(agent.all.map(({ state, sent, size }) => [state, sent, size]), [["sending", 12, 24]]);
  goes("retrying", 12);
  await lets();
  assert.equal(agent.all[0]!.state, "retrying");
  way.cut = true;
  agent.shown(new Set([agent.all[0]!.id]));
  assert.deepEqual(agent.all, []);
});

test("a request that was lost is made again, and one that was heard twice is taken once", async context => {
  const { agent, channels, camera, uploads, lets, way } = pages(context);
  way.cut = true;
  agent.take();
  await lets();
  assert.equal(camera.taken, 0);
  way.cut = false;
  channels.agent.peerHere(false);
  channels.agent.peerHere(true);
  await lets();
  channels.phone.receive([{ kind: "snapshot-wanted", id: agent.all[0]!.id }]);
  await lets();
  assert.deepEqual([camera.taken, uploads.length], [1, 1]);
});

test("a phone that stays silent, and a camera that fails, are told, and can be asked again", async context => {
  const { agent, camera, lets, way, uploads } = pages(context);
  way.cut = true;
  agent.take();
  await lets(15_000);
  assert.equal(agent.all[0]!.state, "silent");
  way.cut = false;
  camera.still = () => Promise.reject(new Error("no camera"));
  agent.again(agent.all[0]!);
  await lets();
  assert.equal(agent.all[0]!.state, "failed");
  camera.still = async () => png(1920, 1080);
  agent.again(agent.all[0]!);
  await lets();
  assert.deepEqual([agent.all.map(({ state }) => state), uploads.length], [["sending"], 1]);
});

test("what is no request of ours takes no picture", async context => {
  const { channels, camera, agent, lets } = pages(context);
  channels.phone.receive([{ kind: "snapshot-wanted", id: "<script>" }, { kind: "snapshot-wanted" }]);
  channels.agent.receive([{ kind: "snapshot", id: "unknown", state: "sending" }, { kind: "snapshot", id: 1, state: "done" }]);
  await lets();
  assert.deepEqual([camera.taken, agent.all.length], [0, 0]);
});
