import assert from "node:assert/strict";
import { beforeEach, test, type TestContext } from "node:test";
import { Camera } from "../connect/Camera.ts";
import type { CameraTrouble } from "../connect/cameraTrouble.ts";

class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  muted = false;
  enabled = true;
  contentHint = "";
  applied: unknown[] = [];
  stop = () => void (this.readyState = "ended");
  getSettings = () => ({ facingMode: "environment" });
  applyConstraints = async (constraints: unknown) => void this.applied.push(constraints);
  becomes(event: "mute" | "unmute" | "ended"): void {
    if (event === "ended") this.readyState = "ended";
    else this.muted = event === "mute";
    this.dispatchEvent(new Event(event));
  }
}

/** A phone: what it was asked for, what it gave, whether its page is seen. */
class Phone {
  asked: MediaStreamConstraints[] = [];
  tracks: FakeTrack[] = [];
  refusal: Error | undefined;
  document = Object.assign(new EventTarget(), { visibilityState: "visible" });

  constructor() {
    const put = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    put("document", this.document);
    put("addEventListener", () => {});
    put("removeEventListener", () => {});
    put("isSecureContext", true);
    put("RTCPeerConnection", class {});
    put("navigator", {
      mediaDevices: {
        getUserMedia: async (constraints: MediaStreamConstraints) => {
          this.asked.push(constraints);
          if (this.refusal) throw this.refusal;
          const track = new FakeTrack();
          this.tracks.push(track);
          return { getVideoTracks: () => [track] };
        },
        enumerateDevices: async () => [{ kind: "videoinput" }, { kind: "videoinput" }, { kind: "audioinput" }],
      },
      permissions: { query: async () => ({ state: "denied" }) },
    });
  }

  get track(): FakeTrack {
    return this.tracks.at(-1)!;
  }

  turns(visibility: "visible" | "hidden"): void {
    this.document.visibilityState = visibility;
    this.document.dispatchEvent(new Event("visibilitychange"));
  }
}

let phone: Phone;
beforeEach(() => {
  phone = new Phone();
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

async function open(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const shown: unknown[] = [];
  const stops: boolean[] = [];
  const troubles: string[] = [];
  const choices: boolean[] = [];
  const camera = new Camera({
    track: track => void shown.push(track),
    choice: canFlip => void choices.push(canFlip),
    stopped: stopped => void stops.push(stopped),
    trouble: (trouble: CameraTrouble) => void troubles.push(trouble.code),
  });
  await camera.open();
  context.after(() => camera.close());
  return { camera, shown, stops, troubles, choices };
}

test("the camera is asked for by its side only; size and rate come after", async context => {
  const { choices } = await open(context);
  assert.deepEqual(phone.asked, [{ video: { facingMode: { ideal: "environment" } }, audio: false }]);
  assert.deepEqual(phone.track.applied, [{ width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }]);
  assert.equal(phone.track.contentHint, "detail");
  assert.deepEqual(choices, [true]);
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
  const { camera } = await open(context);
  await camera.flip();
  assert.deepEqual(phone.asked.at(-1)!.video, { facingMode: { ideal: "user" } });
  assert.equal(phone.tracks[0]!.readyState, "ended");
  assert.equal(camera.facing, "user");
  phone.refusal = Object.assign(new Error(), { name: "NotReadableError" });
  const flipped = camera.flip();
  queueMicrotask(() => phone.refusal = undefined);
  await flipped;
  assert.equal(camera.facing, "user");
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
