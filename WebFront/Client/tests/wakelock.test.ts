import assert from "node:assert/strict";
import { test } from "node:test";
import { WakeLock } from "../connect/WakeLock.ts";

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
let refuses = false;
const held: { released: boolean; release(): Promise<void> }[] = [];
Object.assign(globalThis, { document: page });
Object.defineProperty(globalThis, "navigator", {
  configurable: true,
  value: {
    wakeLock: {
      request: async () => {
        if (refuses) throw new Error("NotAllowedError");
        const lock = { released: false, release: async () => void (lock.released = true) };
        held.push(lock);
        return lock;
      },
    },
  },
});

const moment = () => new Promise(resolve => setImmediate(resolve));

test("the screen stays on from the tap to the end, and again after the phone was locked; a refusal is no trouble", async () => {
  const lock = new WakeLock();
  refuses = true;
  lock.hold();
  await moment();
  assert.equal(held.length, 0);

  refuses = false;
  lock.hold();
  await moment();
  lock.hold();
  await moment();
  assert.equal(held.length, 1);

  // A locked phone takes it; it is asked for when the page is seen again, and not before.
  held[0]!.released = true;
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  await moment();
  assert.equal(held.length, 1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await moment();
  assert.equal(held.length, 2);

  lock.release();
  assert.ok(held[1]!.released);
  page.dispatchEvent(new Event("visibilitychange"));
  await moment();
  assert.equal(held.length, 2);
});
