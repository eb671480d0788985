import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { RecordingSender } from "../console/recording/RecordingSender.ts";
import { SessionRecorder } from "../console/recording/SessionRecorder.ts";
import { settle } from "./FakePhone.ts";

/** The server's end: keeps what comes, and fails as it is told to. */
class Server {
  kept = "";
  asked: string[] = [];
  /** What the next requests meet, in order. */
  meets: ((piece: string) => Response | "lost" | "lost answer" | undefined)[] = [];

  fetch = (async (address: string, { method, headers, body }: { method: string; headers?: Record<string, string>; body?: Blob }) => {
    const piece = body ? await body.text() : "";
    this.asked.push(`${method} ${address.slice("/api/recordings/s/r".length)}${piece && `${headers!["upload-offset"]}+${piece.length}`}`.trim());
    const meets = this.meets.shift()?.(piece);
    if (meets === "lost") throw new TypeError("network");
    if (meets instanceof Response) return meets;
    if (method === "PATCH") {
      if (Number(headers!["upload-offset"]) !== this.kept.length) return this.#answer(409);
      this.kept += piece;
    }
    if (meets === "lost answer") throw new TypeError("network");
    return this.#answer(method === "POST" && !address.endsWith("finish") ? 201 : 204);
  }) as unknown as typeof fetch;

  #answer = (status: number) => new Response(null, { status, headers: { "upload-offset": `${this.kept.length}` } });
}

function sending(context: TestContext) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const server = new Server();
  const sender = new RecordingSender({ sessionId: "s", recordingId: "r", fetch: server.fetch, random: () => 1 });
  const lets = async (milliseconds = 0) => {
    for (let passed = 0; passed <= milliseconds; passed += 250) {
      for (let turn = 0; turn < 20; turn++) {
        await settle();
        await new Promise(resolve => setImmediate(resolve));
      }
      context.mock.timers.tick(250);
    }
  };
  const add = (...pieces: string[]) => pieces.forEach(piece => sender.add(new Blob([piece])));
  return { server, sender, lets, add };
}

test("pieces go as they come, and the recording is made whole at its end", async context => {
  const { server, sender, lets, add } = sending(context);
  await lets();
  add("one");
  await lets();
  assert.equal(server.kept, "one");
  add("two");
  await lets();
  sender.finish();
  await lets();
  await sender.done;
  assert.deepEqual(server.asked, ["POST", "PATCH 0+3", "PATCH 3+3", "POST /finish"]);
  assert.deepEqual([sender.waiting, sender.problem], [0, null]);
});

test("nothing is lost or doubled by a network that is lost, with or without the answer, or by a server that is started anew", async context => {
  const { server, sender, lets, add } = sending(context);
  await lets();
  server.meets = [() => "lost", () => "lost", () => undefined, () => "lost answer", () => undefined, () => new Response(null, { status: 503 })];
  add("one");
  await lets(2_000);
  add("two", "three");
  await lets(10_000);
  add("four");
  sender.finish();
  await lets(20_000);
  await sender.done;
  assert.equal(server.kept, "onetwothreefour");
  assert.equal(sender.problem, null);
});

test("a server that has more of it than thought is believed", async context => {
  const { server, sender, lets, add } = sending(context);
  await lets();
  server.meets = [piece => {
    server.kept += piece.slice(0, 2);
    return new Response(null, { status: 409, headers: { "upload-offset": "2" } });
  }];
  add("abcdef");
  await lets();
  sender.finish();
  await lets();
  await sender.done;
  assert.equal(server.kept, "abcdef");
});

test("what the server refuses for good ends it with the reason, and what it has lost is not made up", async context => {
  for (const [answer, code] of [
    [new Response(JSON.stringify({ code: "recording-quota", detail: "There is no room." }), { status: 507 }), "recording-quota"],
    [new Response(null, { status: 409, headers: { "upload-offset": "9" } }), "recording-offset"],
    [new Response("{}", { status: 403 }), "recording-over"],
  ] as const) {
    context.mock.timers.reset();
    const { server, sender, lets, add } = sending(context);
    await lets();
    server.meets = [() => answer];
    add("one");
    await lets();
    await sender.done;
    add("two");
    assert.deepEqual([sender.problem?.code, sender.waiting], [code, 0]);
  }
});

class FakeRecorder extends EventTarget {
  static all: FakeRecorder[] = [];
  static isTypeSupported = (type: string) => type.startsWith("video/webm");
  state = "inactive";
  constructor(readonly stream: { tracks: unknown[] }) {
    super();
    FakeRecorder.all.push(this);
  }
  start(every: number): void {
    assert.ok(every <= 2_000);
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob(["end"]) }));
    this.dispatchEvent(new Event("stop"));
  }
}

test("it records only while that is agreed to, and each connection of the picture by itself", async () => {
  const put = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const heard = new Set<unknown>();
  put("MediaRecorder", FakeRecorder);
  put("MediaStream", class {
    constructor(readonly tracks: unknown[]) {}
  });
  put("AudioContext", class {
    state = "running";
    resume = async () => {};
    close = async () => {};
    createConstantSource = () => ({ offset: { value: 1 }, connect: () => {}, start: () => {} });
    createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => ["mixed"] } });
    createMediaStreamSource = ({ tracks: [track] }: { tracks: unknown[] }) => ({ connect: () => heard.add(track), disconnect: () => heard.delete(track) });
  });
  const asked: string[] = [];
  const recorder = new SessionRecorder({
    sessionId: "s", changed: () => {},
    fetch: (async (_: string, { method }: { method: string }) => {
      asked.push(method);
      return new Response(null, { status: 204, headers: { "upload-offset": "3" } });
    }) as unknown as typeof fetch,
  });
  const stream = (name: string) => ({ getVideoTracks: () => [name] }) as unknown as MediaStream;
  const [first, second] = [stream("first"), stream("second")];
  const [agent, consumer] = ["agent", "consumer"] as unknown as MediaStreamTrack[];
  recorder.follow("asked", first, [agent, null]);
  await settle();
  assert.equal(FakeRecorder.all.length, 0);
  recorder.follow("on", first, [agent, null]);
  await settle();
  assert.ok(recorder.running);
  assert.deepEqual(FakeRecorder.all[0]!.stream.tracks, ["first", "mixed"]);
  recorder.follow("on", first, [agent, consumer]);
  assert.deepEqual([...heard], ["agent", "consumer"]);
  recorder.follow("on", first, [null, consumer]);
  assert.deepEqual([...heard], ["consumer"]);
  recorder.follow("on", second, [null, consumer]);
  await settle();
  assert.deepEqual(FakeRecorder.all.map(({ state }) => state), ["inactive", "recording"]);
  recorder.follow("off", second, []);
  await settle();
  assert.ok(!recorder.running);
  assert.deepEqual(FakeRecorder.all.map(({ state }) => state), ["inactive", "inactive"]);
});
