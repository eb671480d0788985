import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import type { MediaReport, MediaState, Problem, Signal } from "../hub/contract.ts";
import { AgentPeer } from "../media/AgentPeer.ts";
import { PhonePeer } from "../media/PhonePeer.ts";
import { FakePeerConnection } from "./FakePeerConnection.ts";

const track = { kind: "video" } as MediaStreamTrack;
const voice = { kind: "audio" } as MediaStreamTrack;

/** Lets every promise that can go on do so; timers are the test's own. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

function end(relayOnly = false) {
  const pcs: FakePeerConnection[] = [];
  const sent: Signal[] = [];
  const states: [MediaState, string | undefined][] = [];
  const reports: MediaReport[] = [];
  let fetched = 0;
  let gate: Promise<void> = Promise.resolve();
  const options = {
    send: (signal: Signal) => void sent.push(signal),
    iceServers: async () => {
      await gate;
      return { iceServers: [{ urls: ["turn:relay.test"], username: `user-${++fetched}`, credential: "secret" }], relayOnly, expiresAt: "" };
    },
    report: (report: MediaReport) => void reports.push(report),
    changed: (state: MediaState, problem: Problem | null) => void states.push([state, problem?.code]),
    create: (configuration: RTCConfiguration) => {
      const pc = new FakePeerConnection(configuration, `pc${pcs.length}`);
      pcs.push(pc);
      return pc as unknown as RTCPeerConnection;
    },
  };
  return {
    options, pcs, sent, states, reports,
    get pc() { return pcs.at(-1)!; },
    get offers() { return sent.filter(signal => signal.kind === "offer"); },
    holdSignaling() {
      let release = () => {};
      gate = new Promise(resolve => release = resolve);
      return () => release();
    },
  };
}

function phoneEnd(context: TestContext, relayOnly = false) {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const it = end(relayOnly);
  const peer = new PhonePeer({ ...it.options, apple: false });
  context.after(() => peer.close());
  return Object.assign(it, { peer });
}

function agentEnd(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const it = end();
  const cameras: string[] = [];
  const peer = new AgentPeer({ ...it.options, stream: () => {}, camera: state => void cameras.push(state) });
  context.after(() => peer.close());
  return Object.assign(it, { peer, cameras });
}

async function connectedPhone(context: TestContext) {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  const offer = phone.offers[0]!;
  phone.peer.receive({ kind: "answer", peer: offer.peer, round: 0, sdp: "agent" });
  await settle();
  phone.pc.becomes("connected");
  await settle();
  return Object.assign(phone, { name: offer.peer });
}

const elapse = async (context: TestContext, milliseconds: number) => {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    context.mock.timers.tick(250);
    await settle();
  }
};

test("the phone offers once its camera is there, and trickles", async context => {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  phone.pc.gathers("candidate:1 1 udp 1 192.0.2.1 1 typ host");
  phone.pc.gathers(null);
  assert.deepEqual(phone.sent.map(signal => signal.kind), ["offer", "candidate", "candidate"]);
  assert.deepEqual(phone.pc.tracks, [track]);
  assert.equal(new Set(phone.sent.map(signal => "peer" in signal && signal.peer)).size, 1);
});

test("the connection is made while the camera is asked for, and nothing is offered on it before", async context => {
  const phone = phoneEnd(context);
  phone.peer.prepare();
  await settle();
  assert.equal(phone.pcs.length, 1);
  assert.equal(phone.pc.localDescription, null);
  assert.deepEqual([phone.sent, phone.reports], [[], []]);
  await phone.peer.show(track);
  assert.equal(phone.pcs.length, 1);
  assert.equal(phone.offers.length, 1);
  assert.deepEqual(phone.pc.tracks, ["video", track]);
});

test("a connection that was made too long before the camera came gives way to one with fresh servers", async context => {
  const phone = phoneEnd(context);
  phone.peer.prepare();
  await elapse(context, 61_000);
  await phone.peer.show(track);
  assert.equal(phone.pcs.length, 2);
  assert.ok(phone.pcs[0]!.closed);
  assert.equal(phone.offers.length, 1);
});

test("a connection that was made for a camera that never came goes with its peer", async context => {
  const phone = phoneEnd(context);
  phone.peer.prepare();
  await settle();
  phone.peer.close();
  await settle();
  assert.ok(phone.pc.closed);
});

test("candidates that come before the answer wait for it", async context => {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  const { peer } = phone.offers[0]!;
  phone.peer.receive({ kind: "candidate", peer, candidate: { candidate: "early" } });
  await settle();
  assert.deepEqual(phone.pc.candidates, []);
  phone.peer.receive({ kind: "answer", peer, round: 0, sdp: "agent" });
  phone.peer.receive({ kind: "candidate", peer, candidate: { candidate: "late" } });
  await settle();
  assert.deepEqual(phone.pc.candidates, [{ candidate: "early" }, { candidate: "late" }]);
});

test("signals of an older connection, and answers to an older round, are ignored", async context => {
  const phone = await connectedPhone(context);
  phone.peer.networkChanged();
  await settle();
  assert.equal(phone.offers.at(-1)!.round, 1);
  phone.peer.receive({ kind: "answer", peer: phone.name, round: 0, sdp: "stale round" });
  phone.peer.receive({ kind: "answer", peer: "somebody", round: 1, sdp: "stale peer" });
  phone.peer.receive({ kind: "candidate", peer: "somebody", candidate: { candidate: "x" } });
  await settle();
  assert.equal(phone.pc.remoteDescription!.sdp, "agent");
  assert.deepEqual(phone.pc.candidates, []);
  phone.peer.receive({ kind: "answer", peer: phone.name, round: 1, sdp: "fits" });
  await settle();
  assert.equal(phone.pc.remoteDescription!.sdp, "fits");
});

test("a short disconnection heals by itself, a longer one gets a new round with fresh servers", async context => {
  const phone = await connectedPhone(context);
  phone.pc.becomes("disconnected");
  await elapse(context, 250);
  phone.pc.becomes("connected");
  await elapse(context, 10_000);
  assert.equal(phone.offers.length, 1);
  phone.pc.becomes("disconnected");
  await elapse(context, 750);
  assert.equal(phone.offers.length, 2);
  assert.equal(phone.pc.restarts, 1);
  assert.equal(phone.pcs.length, 1);
  assert.deepEqual(phone.pc.configurations.map(c => c.iceServers![0]!.username), ["user-1", "user-2"]);
});

test("after a loss, and on another way, the picture begins with a whole one", async context => {
  const phone = await connectedPhone(context);
  const begun = async () => {
    await settle();
    return phone.pc.encodings.splice(0).map(encoding => encoding.active);
  };
  assert.ok((await begun()).every(active => active === undefined), "the first one is whole by itself");
  phone.pc.becomes("disconnected");
  assert.deepEqual(await begun(), []);
  phone.pc.becomes("connected");
  assert.deepEqual(await begun(), [false, true]);
  phone.pc.iceTransport.dispatchEvent(new Event("selectedcandidatepairchange"));
  assert.deepEqual(await begun(), [false, true]);
});

test("a restart waits until signaling is back", async context => {
  const phone = await connectedPhone(context);
  const release = phone.holdSignaling();
  phone.pc.becomes("failed");
  await elapse(context, 60_000);
  assert.equal(phone.offers.length, 1);
  release();
  await elapse(context, 250);
  assert.equal(phone.offers.length, 2);
});

test("a connection that came back while signaling was away is left alone", async context => {
  const phone = await connectedPhone(context);
  const release = phone.holdSignaling();
  phone.pc.becomes("failed");
  await elapse(context, 1_000);
  phone.pc.becomes("connected");
  release();
  await elapse(context, 5_000);
  assert.equal(phone.offers.length, 1);
});

test("the search for a route never ends and never rushes", async context => {
  const phone = await connectedPhone(context);
  phone.pc.becomes("failed");
  await elapse(context, 10 * 60_000);
  assert.ok(phone.offers.length >= 30, `${phone.offers.length} rounds`);
  assert.ok(phone.offers.length <= 60, `${phone.offers.length} rounds`);
  assert.ok(phone.pcs.length > 1, "now and then with a new connection");
  assert.deepEqual(phone.states.map(([state]) => state), ["connecting", "connected", "interrupted", "no-route"], "each word once");
  assert.equal(phone.pcs.filter(pc => !pc.closed).length, 1);
});

test("no route in time is said, and taken back when one is found after all", async context => {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  phone.peer.receive({ kind: "answer", peer: phone.offers[0]!.peer, round: 0, sdp: "agent" });
  await elapse(context, 15_250);
  assert.deepEqual(phone.states.at(-1), ["no-route", "no-route"]);
  assert.equal(phone.reports.at(-1)!.problem!.code, "no-route");
  phone.pc.becomes("connected");
  await settle();
  assert.deepEqual(phone.states.at(-1), ["connected", undefined]);
});

test("rounds that are answered and still find nothing do not put the word off", async context => {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  const { peer } = phone.offers[0]!;
  for (let passed = 0; passed < 16_000; passed += 250) {
    if (phone.pc.signalingState === "have-local-offer") phone.peer.receive({ kind: "answer", peer, round: phone.offers.at(-1)!.round, sdp: "agent" });
    await elapse(context, 250);
  }
  assert.ok(phone.offers.length > 1);
  assert.deepEqual(phone.states.at(-1), ["no-route", "no-route"]);
});

test("a relay that refuses is named as the reason", async context => {
  const phone = phoneEnd(context);
  await phone.peer.show(track);
  phone.pc.refuses(401);
  phone.peer.receive({ kind: "answer", peer: phone.offers[0]!.peer, round: 0, sdp: "agent" });
  await elapse(context, 15_250);
  assert.deepEqual(phone.states.at(-1), ["no-route", "relay-refused"]);
});

test("with relays only, one that refuses is said at once", async context => {
  const phone = phoneEnd(context, true);
  await phone.peer.show(track);
  assert.equal(phone.pc.configurations[0]!.iceTransportPolicy, "relay");
  phone.pc.refuses(401);
  phone.pc.gathers(null);
  assert.deepEqual(phone.states.at(-1), ["no-route", "relay-refused"]);
});

test("with relays only, a relay that does not answer is said at once", async context => {
  const phone = phoneEnd(context, true);
  await phone.peer.show(track);
  phone.pc.refuses(701);
  phone.pc.gathers(null);
  assert.deepEqual(phone.states.at(-1), ["no-route", "relay-unreachable"]);
});

test("with relays only, a relay that was found is nothing to complain about", async context => {
  const phone = phoneEnd(context, true);
  await phone.peer.show(track);
  phone.pc.gathers("candidate:1 1 udp 1 192.0.2.1 1 typ relay raddr 0.0.0.0 rport 0");
  phone.pc.gathers(null);
  assert.deepEqual(phone.states, [["connecting", undefined]]);
});

test("an agent's page that came up anew gets a new connection", async context => {
  const phone = await connectedPhone(context);
  phone.peer.receive({ kind: "renew" });
  await settle();
  assert.equal(phone.pcs.length, 2);
  assert.ok(phone.pcs[0]!.closed);
  assert.notEqual(phone.offers[1]!.peer, phone.name);
  assert.equal(phone.offers[1]!.round, 0);
});

test("both sides noticing one loss makes one round", async context => {
  const phone = await connectedPhone(context);
  await elapse(context, 10_000);
  phone.pc.becomes("failed");
  await elapse(context, 250);
  phone.peer.receive({ kind: "restart", peer: phone.name });
  await elapse(context, 250);
  assert.equal(phone.offers.length, 2);
});

test("a route without encryption is begun anew", async context => {
  const phone = await connectedPhone(context);
  phone.pc.connectionState = "failed";
  phone.pc.iceConnectionState = "connected";
  phone.pc.dispatchEvent(new Event("connectionstatechange"));
  await elapse(context, 250);
  assert.equal(phone.pcs.length, 2);
});

test("a phone that sends nothing says so, unless it is paused", async context => {
  const phone = await connectedPhone(context);
  const outbound = { id: "out", type: "outbound-rtp", kind: "video", framesSent: 100 };
  phone.pc.statistics = [outbound];
  await elapse(context, 5_000);
  assert.equal(phone.states.at(-1)![0], "connected");
  await elapse(context, 5_000);
  assert.deepEqual(phone.states.at(-1), ["black", "nothing-sent"]);
  phone.peer.expectPicture(false);
  assert.equal(phone.states.at(-1)![0], "connected");
  await elapse(context, 10_000);
  assert.equal(phone.states.at(-1)![0], "connected");
});

test("a later camera takes the place of the first without a new connection", async context => {
  const phone = await connectedPhone(context);
  const other = { kind: "video" } as MediaStreamTrack;
  await phone.peer.show(other);
  assert.deepEqual(phone.pc.tracks, [track, other]);
  assert.equal(phone.offers.length, 1);
});

test("the agent answers, with candidates that overtook the offer", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "candidate", peer: "p1", candidate: { candidate: "early" } });
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await settle();
  assert.deepEqual(agent.sent, [{ kind: "answer", peer: "p1", round: 0, sdp: "pc0 answer 0" }]);
  assert.deepEqual(agent.pc.candidates, [{ candidate: "early" }]);
});

test("the agent's connection is made before the offer comes", async context => {
  const agent = agentEnd(context);
  agent.peer.prepare();
  await settle();
  assert.deepEqual([agent.pcs.length, agent.sent.length], [1, 0]);
  agent.peer.receive({ kind: "offer", peer: "p", round: 0, sdp: "phone" });
  await settle();
  assert.equal(agent.pcs.length, 1);
  assert.deepEqual(agent.sent.map(signal => signal.kind), ["answer"]);
});

test("a connection that the agent made too long before the offer gives way to one with fresh servers", async context => {
  const agent = agentEnd(context);
  agent.peer.prepare();
  await elapse(context, 61_000);
  agent.peer.receive({ kind: "offer", peer: "p", round: 0, sdp: "phone" });
  await settle();
  assert.equal(agent.pcs.length, 2);
  assert.ok(agent.pcs[0]!.closed);
});

test("a new round keeps the agent's connection, a new name replaces it", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "a" });
  agent.peer.receive({ kind: "offer", peer: "p1", round: 1, sdp: "b" });
  await settle();
  assert.equal(agent.pcs.length, 1);
  assert.deepEqual(agent.pc.configurations.map(c => c.iceServers![0]!.username), ["user-1", "user-2"]);
  agent.peer.receive({ kind: "offer", peer: "p2", round: 0, sdp: "c" });
  await settle();
  assert.equal(agent.pcs.length, 2);
  assert.ok(agent.pcs[0]!.closed);
});

test("a round of a connection the agent does not have makes the phone begin anew", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 3, sdp: "x" });
  await settle();
  assert.deepEqual(agent.sent, [{ kind: "renew" }]);
  assert.equal(agent.pcs.length, 0);
});

test("a console that came up asks for a new connection unless the offer is already waiting for it", async context => {
  const fresh = agentEnd(context);
  fresh.peer.rejoined();
  await elapse(context, 500);
  assert.deepEqual(fresh.sent, [{ kind: "renew" }]);

  const waiting = end();
  const peer = new AgentPeer({ ...waiting.options, stream: () => {}, camera: () => {} });
  peer.rejoined();
  peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await elapse(context, 10_000);
  assert.deepEqual(waiting.sent.map(signal => signal.kind), ["answer"]);
  peer.close();
});

test("a connection that stands outlives the hub", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await settle();
  agent.pc.becomes("connected");
  agent.peer.rejoined();
  await elapse(context, 10_000);
  assert.deepEqual(agent.sent.map(signal => signal.kind), ["answer"]);
  assert.ok(!agent.pc.closed);
});

test("the agent is connected when a frame is decoded, not before", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await settle();
  agent.pc.becomes("connected");
  await elapse(context, 1_000);
  assert.equal(agent.states.at(-1)![0], "connecting");
  agent.pc.statistics = [{ id: "in", type: "inbound-rtp", kind: "video", framesDecoded: 1 }];
  await elapse(context, 500);
  assert.equal(agent.states.at(-1)![0], "connected");
});

test("connected without a frame is said after five seconds, but not of a paused camera nor on hold", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await settle();
  agent.pc.becomes("connected");
  await elapse(context, 5_500);
  assert.deepEqual(agent.states.at(-1), ["black", "nothing-sent"]);
  agent.peer.expectPicture(false);
  assert.deepEqual(agent.states.at(-1), ["connected", undefined]);
  agent.peer.expectPicture(true);
  assert.deepEqual(agent.states.at(-1), ["black", "nothing-sent"]);
  agent.peer.receive({ kind: "camera", state: "paused" });
  await settle();
  assert.deepEqual(agent.states.at(-1), ["connected", undefined]);
  assert.deepEqual(agent.cameras, ["paused"]);
});

test("an agent that loses the route asks for a new round", async context => {
  const agent = agentEnd(context);
  agent.peer.receive({ kind: "offer", peer: "p1", round: 0, sdp: "phone" });
  await settle();
  agent.pc.becomes("connected");
  agent.pc.becomes("disconnected");
  await elapse(context, 750);
  assert.deepEqual(agent.sent.at(-1), { kind: "restart", peer: "p1" });
});

test("every offer has a place for sound, so talking takes no new one; a renewed connection goes on talking", async context => {
  const phone = await connectedPhone(context);
  assert.deepEqual(phone.pc.voices, ["audio"]);
  assert.equal(phone.pc.transceivers[1]!.direction, "sendrecv");
  await phone.peer.talk(voice);
  assert.deepEqual(phone.pc.voices, ["audio", voice]);
  assert.equal(phone.offers.length, 1);
  phone.peer.receive({ kind: "renew" });
  await settle();
  assert.deepEqual([phone.pcs.length, phone.pc.voices], [2, [voice]]);
});

test("the agent takes the place for sound in both directions, and talks on over renewed connections", async context => {
  const agent = agentEnd(context);
  const offer = async (peer: string) => {
    agent.peer.receive({ kind: "offer", peer, round: 0, sdp: "phone with sound" });
    await settle();
  };
  await offer("p1");
  assert.equal(agent.pc.transceivers[0]!.direction, "sendrecv");
  await agent.peer.talk(voice);
  await offer("p2");
  assert.deepEqual(agent.pc.voices.at(-1), voice);
  await agent.peer.talk(null);
  assert.deepEqual(agent.pc.voices.at(-1), null);
});

mock.reset();
