import assert from "node:assert/strict";
import { test } from "node:test";
import { codecOrder, preferred } from "../media/codecs.ts";
import { noCounters, readFigures } from "../media/figures.ts";
import { isBlack } from "../media/picture.ts";
import { Sharpness } from "../media/Sharpness.ts";

const named = (...names: string[]) => names.map(mimeType => ({ mimeType }));

test("VP8 and H.264 are both offered, in the device's order, with what repairs them", () => {
  const capable = named("video/AV1", "video/H264", "video/rtx", "video/VP9", "video/VP8", "video/ulpfec");
  assert.deepEqual(preferred(capable, codecOrder(false)), named("video/VP8", "video/H264", "video/rtx", "video/ulpfec"));
  assert.deepEqual(preferred(capable, codecOrder(true)), named("video/H264", "video/VP8", "video/rtx", "video/ulpfec"));
});

const pair = (local: object, remote: object) => [
  { id: "T", type: "transport", selectedCandidatePairId: "P" },
  { id: "P", type: "candidate-pair", state: "succeeded", localCandidateId: "L", remoteCandidateId: "R", currentRoundTripTime: 0.0412 },
  { id: "L", type: "local-candidate", ...local },
  { id: "R", type: "remote-candidate", ...remote },
];

test("the route is read from the chosen pair's candidates", () => {
  const route = (local: object, remote: object) => {
    const { figures } = readFigures(pair(local, remote), noCounters);
    return [figures.route, figures.transport];
  };
  assert.deepEqual(route({ candidateType: "host", protocol: "udp" }, { candidateType: "srflx" }), ["direct", "udp"]);
  assert.deepEqual(route({ candidateType: "relay", protocol: "udp", relayProtocol: "tls" }, { candidateType: "host" }), ["relayed", "tls"]);
  assert.deepEqual(route({ candidateType: "host", protocol: "udp" }, { candidateType: "relay" }), ["relayed", "udp"]);
  assert.equal(readFigures([], noCounters).figures.route, "unknown");
});

test("a browser that marks the pair itself is understood", () => {
  const { figures } = readFigures([
    { id: "A", type: "candidate-pair", state: "succeeded", nominated: true, localCandidateId: "L", currentRoundTripTime: 0.5 },
    { id: "B", type: "candidate-pair", state: "succeeded", selected: true, localCandidateId: "L", currentRoundTripTime: 0.01 },
    { id: "L", type: "local-candidate", candidateType: "host", protocol: "udp" },
  ], noCounters);
  assert.equal(figures.roundTripMs, 10);
});

test("the agent's loss is that of the time since the last reading", () => {
  const inbound = (packetsLost: number, packetsReceived: number) => [{
    id: "I", type: "inbound-rtp", kind: "video", packetsLost, packetsReceived, framesDecoded: 90, framesPerSecond: 29.5,
    frameWidth: 1280, frameHeight: 720, codecId: "C",
  }, { id: "C", type: "codec", mimeType: "video/VP8" }];
  const first = readFigures(inbound(10, 990), noCounters);
  assert.equal(first.figures.loss, 0.01);
  assert.equal(first.counters.frames, 90);
  assert.deepEqual([first.figures.width, first.figures.height, first.figures.codec, first.figures.frameRate], [1280, 720, "VP8", 29.5]);
  assert.equal(readFigures(inbound(10, 1_990), first.counters).figures.loss, 0);
  assert.equal(readFigures(inbound(9, 1_990), first.counters).figures.loss, 0, "packets that were only late");
  assert.equal(readFigures(inbound(10, 990), first.counters).figures.loss, null, "nothing came");
});

test("the phone's figures are those of what it sends", () => {
  const { figures, counters } = readFigures([
    { id: "O", type: "outbound-rtp", kind: "video", framesSent: 50, framesPerSecond: 30, frameWidth: 720, frameHeight: 1280 },
    { id: "H", type: "remote-inbound-rtp", kind: "video", fractionLost: 0.02 },
    ...pair({ candidateType: "srflx", protocol: "udp" }, { candidateType: "host" }),
  ], noCounters);
  assert.deepEqual([figures.loss, figures.frameRate, figures.width, figures.roundTripMs], [0.02, 30, 720, 41.2]);
  assert.equal(counters.frames, 50);
});

test("black is only what has no bright point", () => {
  const pixels = new Uint8ClampedArray(32 * 18 * 4).fill(10);
  assert.ok(isBlack(pixels));
  pixels[400] = 90;
  assert.ok(!isBlack(pixels));
});

const readings = (sharpness: Sharpness, count: number, frameRate: number, limited: boolean) =>
  Array.from({ length: count }, () => (sharpness.read(frameRate, limited), sharpness.divisor));

test("pixels go only when next to no frames are left, step by step", () => {
  const sharpness = new Sharpness();
  assert.deepEqual(readings(sharpness, 5, 10, true), [1, 1, 1, 1, 1]);
  assert.deepEqual(readings(sharpness, 8, 3, true), [1, 1.5, 1.5, 2, 2, 3, 3, 3]);
});

test("a camera that gives few frames by itself, as in the dark, keeps its pixels", () => {
  assert.deepEqual(readings(new Sharpness(), 4, 5, false), [1, 1, 1, 1]);
});

test("pixels come back when there is room, each time a try has failed after a longer wait", () => {
  const sharpness = new Sharpness();
  const back = () => {
    readings(sharpness, 2, 3, true);
    let waited = 0;
    while (sharpness.divisor > 1) {
      sharpness.read(25, false);
      waited++;
    }
    return waited;
  };
  assert.deepEqual([back(), back(), back()], [8, 16, 32]);
});
