import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { PeerMessage } from "../hub/contract.ts";
import { Channels, type Way } from "../media/Channels.ts";
import { FakePeerConnection } from "./FakePeerConnection.ts";

const laser = (sequence: number): PeerMessage => ({ kind: "laser", board: "b", sequence, at: [0.5, 0.5] });
const wanted: PeerMessage = { kind: "board-wanted" };
const shown = (frame: string): PeerMessage => ({ kind: "frame-shown", frame });

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

function end(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const signals: PeerMessage[][] = [];
  const ways: Way[] = [];
  let answer = () => {};
  let held = false;
  const channels = new Channels({
    hub: messages => {
      signals.push(messages);
      return held ? new Promise<void>(resolve => answer = resolve) : Promise.resolve();
    },
  });
  channels.peerHere(true);
  channels.onWay(way => void ways.push(way));
  const connect = () => {
    const pc = new FakePeerConnection({}, "pc");
    channels.attach(pc as unknown as RTCPeerConnection);
    return pc;
  };
  return {
    channels, signals, ways, connect,
    /** The hub keeps its answers back until the returned function is called. */
    holdHub() {
      held = true;
      return () => {
        held = false;
        answer();
      };
    },
    async elapse(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += 10) {
        context.mock.timers.tick(10);
        await settle();
      }
    },
  };
}

test("the two channels are the same on both sides without any negotiation", context => {
  const pc = end(context).connect();
  assert.deepEqual(pc.channels.map(({ label, settings }) => [label, settings]), [
    ["moments", { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 }],
    ["state", { negotiated: true, id: 2 }],
  ]);
});

test("messages take the channels while they are open on a connection that stands, and the hub otherwise", async context => {
  const it = end(context);
  const pc = it.connect();
  it.channels.sendReliably(wanted);
  await it.elapse(60);
  pc.opens();
  it.channels.send(laser(1));
  it.channels.sendReliably(wanted);
  pc.becomes("disconnected");
  it.channels.sendReliably(shown("a"));
  await it.elapse(60);
  assert.deepEqual(it.signals, [[wanted], [shown("a")]]);
  assert.deepEqual(pc.channels.map(channel => channel.sent.map(text => JSON.parse(text))), [[laser(1)], [wanted]]);
  assert.deepEqual(it.ways, ["channels", "hub"]);
});

test("over the hub the newest momentary message is enough, reliable ones all come in order, and signals keep below the hub's limit", async context => {
  const it = end(context);
  const release = it.holdHub();
  for (let sequence = 1; sequence <= 100; sequence++) {
    it.channels.send(laser(sequence));
    if (sequence % 10 === 0) it.channels.sendReliably(shown(String(sequence)));
  }
  release();
  await it.elapse(120);
  const said = it.signals.flat();
  assert.deepEqual(said.filter(message => message.kind === "laser").map(message => message.sequence), [1, 100]);
  assert.deepEqual(said.filter(message => message.kind === "frame-shown").map(message => message.frame), ["10", "20", "30", "40", "50", "60", "70", "80", "90", "100"]);

  it.signals.length = 0;
  for (let passed = 0; passed < 1_000; passed += 10) {
    it.channels.send(laser(1_000 + passed));
    await it.elapse(10);
  }
  assert.ok(it.signals.length >= 15 && it.signals.length <= 21, `${it.signals.length} signals in a second`);
});

test("one signal does not outgrow what the hub takes", async context => {
  const it = end(context);
  const piece = (at: number): PeerMessage => ({ kind: "frame-piece", frame: "f", piece: at, data: "x".repeat(24_000) });
  const release = it.holdHub();
  for (let at = 0; at < 6; at++) it.channels.sendReliably(piece(at));
  release();
  await it.elapse(500);
  assert.deepEqual(it.signals.flat().map(message => message.kind === "frame-piece" && message.piece), [0, 1, 2, 3, 4, 5]);
  for (const signal of it.signals) assert.ok(JSON.stringify(signal).length < 60 * 1024);
});

test("a hub that takes nothing costs no memory: all is said anew instead", async context => {
  const it = end(context);
  it.holdHub();
  for (let frame = 0; frame < 2_000; frame++) it.channels.sendReliably(shown(String(frame)));
  assert.deepEqual(it.ways, ["hub", "hub", "hub"]);
});

test("nothing is sent while the other side is not there, and its return is told", async context => {
  const it = end(context);
  it.channels.peerHere(false);
  it.channels.send(laser(1));
  it.channels.sendReliably(wanted);
  await it.elapse(200);
  assert.deepEqual(it.signals, []);
  it.channels.peerHere(true);
  it.channels.sendReliably(wanted);
  await it.elapse(60);
  assert.deepEqual(it.signals, [[wanted]]);
  assert.deepEqual(it.ways, ["none", "hub"]);
});

test("channels outlive the hub of the other side", context => {
  const it = end(context);
  const pc = it.connect();
  pc.opens();
  it.channels.peerHere(false);
  assert.equal(it.channels.way, "channels");
});

test("a new connection takes over; what an older one says is not heard", context => {
  const it = end(context);
  const old = it.connect();
  old.opens();
  const heard: number[] = [];
  it.channels.on("laser", message => void heard.push(message.sequence));
  const next = it.connect();
  assert.equal(it.channels.way, "hub");
  next.opens();
  old.channels[0]!.hears(JSON.stringify(laser(1)));
  next.channels[0]!.hears(JSON.stringify(laser(2)));
  it.channels.receive([laser(3)]);
  assert.deepEqual(heard, [2, 3]);
});

test("what is no message of ours is passed over", context => {
  const it = end(context);
  const pc = it.connect();
  pc.opens();
  const heard: unknown[] = [];
  it.channels.on("laser", message => void heard.push(message));
  for (const data of ["", "{", "null", "[1]", "7", '{"kind":3}', '{"kind":"unheard-of"}', new ArrayBuffer(3), `{"kind":"laser","x":"${"x".repeat(70_000)}"}`]) {
    pc.channels[0]!.hears(data);
  }
  for (const messages of [null, 7, "x", { kind: "laser" }, [null, 3, []]]) it.channels.receive(messages);
  assert.equal(heard.length, 0);
  const stop = it.channels.on("laser", message => void heard.push(message));
  stop();
  it.channels.receive([laser(1)]);
  assert.equal(heard.length, 1);
});

test("a momentary message is dropped rather than delayed when the network cannot keep up", context => {
  const it = end(context);
  const pc = it.connect();
  pc.opens();
  pc.channels[0]!.bufferedAmount = 100_000;
  it.channels.send(laser(1));
  assert.deepEqual(pc.channels[0]!.sent, []);
});
