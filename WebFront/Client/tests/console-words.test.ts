import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView, ConsumerStep, InviteView, MediaReport, SessionEvent } from "../hub/contract.ts";
import { addressProblem, inviteWords } from "../console/invites.ts";
import { missingAfter } from "../console/log.ts";
import { quality } from "../console/quality.ts";
import { stepsOf } from "../console/steps.ts";
import { countdown, readable, timer } from "../console/time.ts";
import { pageTitle, pictureWords, tabWords } from "../console/words.ts";

const view = (over: Partial<AgentView> = {}): AgentView => ({
  sessionId: "s", version: 1, number: 10234, status: "waiting", agentId: "a", agentName: "Agent", startedAt: "2026-11-22T10:00:00Z",
  step: "none", consumer: "absent", agent: "here", invites: [], pictures: [], audio: "off", recording: "off", recordings: [], ...over,
});

const invite = (over: Partial<InviteView> = {}): InviteView => ({
  inviteId: "1", channel: "email", to: "ana@example.com", content: "connect", state: "sent", at: "2026-11-22T10:00:00Z", opened: false, ...over,
});

const event = (sequence: number): SessionEvent => ({ sequence, at: "2026-11-22T10:00:00Z", kind: "chat", text: `line ${sequence}`, data: {} });

const lit = (over: Partial<AgentView>) => {
  const step = stepsOf(view(over)).find(one => one.state === "current" || one.state === "stuck");
  return step && `${step.state}: ${step.words}`;
};

test("each step of the consumer lights one line and says it in plain words", () => {
  const expected: Record<ConsumerStep, string> = {
    "none": "current: Read out the code or send an invite",
    "link-opened": "current: Accept the terms and tap Connect",
    "code-entered": "current: Accept the terms and tap Connect",
    "terms-declined": "stuck: Terms declined",
    "terms-accepted": "current: Allow the camera",
    "waiting-for-camera": "current: Waiting for camera permission",
    "camera-refused": "stuck: Camera permission refused",
    "connecting": "current: Connecting",
    "no-route": "stuck: No route for the picture",
    "live": "current: Live",
  };
  for (const [step, words] of Object.entries(expected)) assert.equal(lit({ step: step as ConsumerStep }), words);
});

test("what is behind the consumer is told as done, by the way they came", () => {
  const done = (over: Partial<AgentView>) => stepsOf(view(over)).filter(one => one.state === "done").map(one => one.words);
  assert.deepEqual(done({ step: "code-entered" }), ["Code read out", "Code entered"]);
  assert.deepEqual(done({ step: "link-opened", invites: [invite()] }), ["Invite sent", "Link opened"]);
  assert.deepEqual(done({ step: "live", invites: [invite({ opened: true })] }),
    ["Invite sent", "Link opened", "Terms accepted", "Camera allowed", "Connected"]);
});

test("an invite that is out lights the line after it, one that failed stays lit with its reason", () => {
  assert.equal(lit({ invites: [invite({ state: "queued" })] }), "current: Invite queued");
  assert.equal(lit({ invites: [invite({ state: "delivered" })] }), "current: Open the link or enter the code");
  const problem = { code: "number-unsubscribed", sentence: "This number has opted out. Use e-mail." };
  const failed = stepsOf(view({ invites: [invite({ state: "failed", problem })] }))[0]!;
  assert.deepEqual([failed.state, failed.words, failed.detail, failed.problem], ["stuck", "Invite failed", "ana@example.com", problem]);
});

test("an invite that failed does not hold up a consumer who came by the code", () => {
  const steps = stepsOf(view({ step: "code-entered", invites: [invite({ state: "failed" })] }));
  assert.deepEqual(steps.map(one => one.state), ["done", "done", "current", "ahead", "ahead", "ahead"]);
});

test("a guide that was sent is no invite", () => {
  assert.equal(lit({ invites: [invite({ content: "ios-guide" })] }), "current: Read out the code or send an invite");
});

test("an invite says what it is and where it is", () => {
  assert.equal(inviteWords(invite({ state: "outbox" })), "Invite kept in the outbox");
  assert.equal(inviteWords(invite({ content: "android-guide" })), "Android guide sent");
});

test("an address is refused only where it is plainly wrong, with what to do", () => {
  assert.equal(addressProblem("email", " ana@example.com "), null);
  assert.equal(addressProblem("phone", "+1 (202) 555-0123"), null);
  assert.match(addressProblem("email", "ana@")!, /name@example\.com/);
  assert.match(addressProblem("phone", "202 555 0123")!, /\+ and the country/);
  assert.match(addressProblem("phone", "")!, /phone number/);
});

test("spans read as people read clocks", () => {
  assert.equal(timer(271_999), "00:04:31");
  assert.equal(timer(100 * 3_600_000), "100:00:00");
  assert.equal(timer(-5_000), "00:00:00");
  assert.equal(countdown(599_001), "10:00");
  assert.equal(countdown(1), "0:01");
  assert.equal(countdown(0), null);
  assert.equal(readable("472910358"), "472 910 358");
});

test("the log knows where lines are missing", () => {
  assert.equal(missingAfter([event(1), event(2), event(4)]), 2);
  assert.equal(missingAfter([event(5)]), 0);
  assert.equal(missingAfter([event(1), event(2)]), null);
});

test("tabs and the title say which session does what", () => {
  const live = view({ status: "live", device: { label: "Android 15 · Pixel 9", model: "Pixel 9" } });
  assert.equal(tabWords(view()), "waiting");
  assert.equal(tabWords(live), "Pixel 9");
  assert.equal(pageTitle(live, 2), "(2) #10234 Live · SeeSupport");
  assert.equal(pageTitle(null, 0), "SeeSupport");
});

test("over the picture stands what it does, and nothing while it moves", () => {
  const live = view({ status: "live", step: "live", consumer: "here" });
  assert.equal(pictureWords(live, null, "on", true), null);
  assert.equal(pictureWords(live, null, "stopped-by-phone", false)?.headline, "Paused by phone");
  assert.equal(pictureWords({ ...live, status: "paused" }, null, "on", false)?.headline, "Paused by consumer");
  assert.equal(pictureWords({ ...live, status: "on-hold" }, null, "on", true)?.headline, "On hold");
  assert.equal(pictureWords({ ...live, consumer: "lost" }, null, "on", true), null, "a lost hub is no lost picture");
  assert.equal(pictureWords({ ...live, consumer: "lost" }, null, "on", false)?.headline, "The phone cannot be reached");
  const noRoute = pictureWords({ ...live, step: "no-route", trouble: { code: "turn-refused", sentence: "The relay refused." } }, null, "on", false);
  assert.deepEqual([noRoute?.code, noRoute?.advice], ["turn-refused", "The relay refused."]);
  const noCamera = pictureWords({ ...live, status: "interrupted", step: "camera-refused", trouble: { code: "camera-busy", sentence: "Another app has it." } }, null, "on", false);
  assert.deepEqual([noCamera?.code, noCamera?.advice], ["camera-busy", "Another app has it."]);
});

test("bars fall with the worst of round trip, loss and frame rate", () => {
  const report = (over: Partial<MediaReport>): MediaReport =>
    ({ state: "connected", route: "direct", roundTripMs: 40, loss: 0, frameRate: 29, ...over });
  assert.equal(quality(report({})).bars, 4);
  assert.equal(quality(report({ roundTripMs: 200 })).bars, 3);
  assert.equal(quality(report({ loss: 0.05 })).bars, 2);
  assert.equal(quality(report({ frameRate: 3 })).bars, 1);
  assert.equal(quality(report({ state: "interrupted" })).bars, 0);
  assert.equal(quality(null).bars, 0);
  assert.equal(quality(report({ roundTripMs: null, loss: null, frameRate: null })).bars, 4, "what is not known is not held against it");
});
