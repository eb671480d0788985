import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, test } from "node:test";
import type { Parcel } from "../uploads/Parcel.ts";
import type { Shelf } from "../uploads/Shelf.ts";
import { Upload } from "../uploads/Upload.ts";
import { Uploads } from "../uploads/Uploads.ts";

type Fate = "take" | "cut" | "take-then-cut" | { status: number; body?: unknown; headers?: Record<string, string> };

/** A server of tus 1.0 in memory, whose answer to each request the test decides. */
class TusServer {
  stored = new Map<string, { length: number; bytes: Buffer }>();
  requests: string[] = [];
  headers: IncomingMessage["headers"][] = [];
  fate: (method: string, nth: number) => Fate = () => "take";
  address = "";
  #server: Server | undefined;
  #port = 0;

  async start(): Promise<this> {
    this.#server = createServer((request, answer) => void this.#serve(request, answer));
    await new Promise<void>(resolve => this.#server!.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    this.address = `http://127.0.0.1:${this.#port}/api/uploads`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => this.#server?.close(resolve));
  }

  bytesOf(id: string): Buffer {
    return this.stored.get(id)!.bytes;
  }

  async #serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const method = request.method!;
    this.requests.push(method);
    this.headers.push(request.headers);
    const fate = this.fate(method, this.requests.filter(one => one === method).length);
    if (fate === "cut") return void request.socket.destroy();
    if (typeof fate === "object") {
      request.resume();
      return void answer.writeHead(fate.status, { "content-type": "application/problem+json", ...fate.headers }).end(JSON.stringify(fate.body ?? {}));
    }
    const id = method === "POST" ? metadata(request).id! : request.url!.split("/").findLast(part => part !== "thumbnail")!;
    if (method === "POST" && !this.stored.has(id)) {
      this.stored.set(id, { length: Number(request.headers["upload-length"]), bytes: Buffer.alloc(0) });
    }
    const upload = this.stored.get(id);
    if (!upload) return void answer.writeHead(404).end();
    if (method === "PATCH") {
      if (Number(request.headers["upload-offset"]) !== upload.bytes.length) {
        request.resume();
        return void answer.writeHead(409, { "upload-offset": upload.bytes.length }).end();
      }
      for await (const chunk of request) upload.bytes = Buffer.concat([upload.bytes, chunk as Buffer]);
    }
    if (method === "DELETE") this.stored.delete(id);
    if (fate === "take-then-cut") return void request.socket.destroy();
    answer.writeHead(method === "POST" ? 201 : method === "PATCH" ? 204 : 200, {
      "upload-offset": upload.bytes.length, ...(method === "POST" && { location: `/api/uploads/${id}` }),
    }).end();
  }
}

function metadata(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(String(request.headers["upload-metadata"]).split(",").map(pair => {
    const [key, value] = pair.split(" ");
    return [key, Buffer.from(value!, "base64").toString()];
  }));
}

class MemoryShelf implements Shelf {
  parcels = new Map<string, Parcel>();
  async put(parcel: Parcel) { this.parcels.set(parcel.id, parcel); }
  async remove(id: string) { this.parcels.delete(id); }
  async all() { return [...this.parcels.values()]; }
}

const servers: TusServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map(server => server.stop())));

async function server(): Promise<TusServer> {
  const one = await new TusServer().start();
  servers.push(one);
  return one;
}

const megapixels = randomBytes(3_000_000);
const parcel = (bytes: Buffer = megapixels, id = "picture-1"): Parcel =>
  ({ id, source: "photo", type: "image/jpeg", session: "s1", bytes: new Blob([new Uint8Array(bytes)]) });
const small = () => ({ source: "photo" as const, type: "image/jpeg", session: "s1", bytes: new Blob([new Uint8Array(randomBytes(50))]) });
const quickly = { random: () => 0 };

test("SendsBytesInPiecesThatGrow_AndTellsHowManyHaveArrived", async () => {
  const far = await server();
  const seen: number[] = [];
  const upload = new Upload(parcel(), {
    address: far.address, headers: () => ({ authorization: "Bearer ticket" }), changed: () => seen.push(upload.sent),
  });
  upload.start();
  await upload.settled;
  assert.equal(upload.state, "arrived");
  assert.deepEqual(far.bytesOf("picture-1"), megapixels);
  assert.deepEqual(far.requests, ["POST", ...Array<string>(5).fill("PATCH")]);
  assert.deepEqual([...new Set(seen)].slice(0, 4), [0, 131_072, 393_216, 917_504]);
  assert.equal(seen.at(-1), megapixels.length);
  assert.ok(far.headers.every(headers => headers["tus-resumable"] === "1.0.0" && headers.authorization === "Bearer ticket"));
  assert.equal(far.headers[1]!["content-type"], "application/offset+octet-stream");
});

test("ArrivesByteForByte_WhenTheNetworkIsCutThreeTimes_OnceAfterTheServerHadThePiece", async () => {
  const far = await server();
  far.fate = (method, nth) => method !== "PATCH" ? "take" : nth === 2 || nth === 5 ? "cut" : nth === 4 ? "take-then-cut" : "take";
  const upload = new Upload(parcel(), { address: far.address, ...quickly });
  upload.start();
  await upload.settled;
  assert.equal(upload.state, "arrived");
  assert.deepEqual(far.bytesOf("picture-1"), megapixels);
  assert.equal(far.requests.filter(one => one === "HEAD").length, 3);
});

test("GoesOn_WhenTheServerWasAwayForAWhile_AndSaysSoMeanwhile", async () => {
  const far = await server();
  const states: string[] = [];
  let stopped: Promise<void> | undefined;
  far.fate = (method, nth) => {
    if (method === "PATCH" && nth === 3) stopped ??= far.stop();
    return method === "PATCH" && nth === 3 ? "cut" : "take";
  };
  const upload = new Upload(parcel(), {
    address: far.address, ...quickly,
    changed: () => {
      states.push(upload.state);
      if (upload.state === "retrying") void stopped?.then(() => far.start());
    },
  });
  upload.start();
  await upload.settled;
  assert.deepEqual(far.bytesOf("picture-1"), megapixels);
  assert.deepEqual(states.filter((state, at) => state !== states[at - 1]), ["sending", "retrying", "sending", "arrived"]);
});

test("BeginsAnew_WhenTheServerForgotTheUpload_AndIsDoneAtOnce_WhenItHasAll", async () => {
  const far = await server();
  far.fate = (method, nth) => {
    if (method === "PATCH" && nth === 2) far.stored.clear();
    return "take";
  };
  const first = new Upload(parcel(), { address: far.address, ...quickly });
  first.start();
  await first.settled;
  assert.deepEqual(far.bytesOf("picture-1"), megapixels);
  const patches = far.requests.filter(one => one === "PATCH").length;

  const again = new Upload(parcel(), { address: far.address });
  again.start();
  await again.settled;
  assert.equal(again.state, "arrived");
  assert.equal(far.requests.filter(one => one === "PATCH").length, patches);
});

test("EndsWithTheServersSentence_WhenItMeansNo_AndTriesAgain_WhenItDoesNot", async () => {
  const far = await server();
  const trouble = { code: "picture-type-refused", detail: "This is not a picture." };
  far.fate = (method, nth) => method !== "PATCH" ? "take"
    : nth === 1 ? { status: 503 }
    : nth === 2 ? { status: 409, body: { code: "storage-unavailable", detail: "Try again." } }
    : nth === 3 ? { status: 200 }
    : nth === 4 ? { status: 429, headers: { "retry-after": "0.001" }, body: trouble }
    : { status: 400, body: trouble };
  const upload = new Upload(parcel(), { address: far.address, ...quickly });
  upload.start();
  await upload.settled;
  assert.equal(upload.state, "refused");
  assert.equal(upload.problem?.code, "picture-type-refused");
  assert.equal(upload.problem?.sentence, "This is not a picture.");
});

test("SendsARefusedPictureAgain_AsAnotherOneInTheSamePlace", async () => {
  const far = await server();
  far.fate = (method, nth) => method === "POST" && nth === 1 ? { status: 409, body: { code: "picture-limit-session", detail: "Delete some first." } } : "take";
  const uploads = new Uploads({ address: far.address, shelf: new MemoryShelf() });
  const refused = await uploads.send(small()).settled;
  const other = uploads.send(small());
  assert.equal(refused.problem?.code, "picture-limit-session");
  const again = uploads.again(refused);
  assert.deepEqual(uploads.all, [again, other]);
  assert.equal((await again.settled).state, "arrived");
  assert.notEqual(again.parcel.id, refused.parcel.id);
  assert.ok(far.stored.has(again.parcel.id) && !far.stored.has(refused.parcel.id));
});

test("SendsTheSmallForm_WhenThePictureHasArrived_UnlessItIsPrivate", async () => {
  const far = await server();
  const thumbnail = new Blob(["small"], { type: "image/jpeg" });
  const seen = new Upload({ ...parcel(), thumbnail }, { address: far.address });
  seen.start();
  await seen.settled;
  assert.equal(far.requests.at(-1), "PUT");
  assert.equal(far.headers.at(-1)!["content-type"], "image/jpeg");

  far.fate = method => method === "PATCH" ? { status: 204, headers: { "upload-offset": "3", "picture-state": "private" } } : "take";
  const hidden = new Upload({ ...parcel(randomBytes(3), "picture-2"), thumbnail }, { address: far.address });
  hidden.start();
  assert.equal((await hidden.settled).picture, "private");
  assert.equal(far.requests.filter(one => one === "PUT").length, 1);
});

test("IsRefused_WhenNotLetIn_AndWhenThePhoneTakesTheFileBack", async () => {
  const far = await server();
  far.fate = () => ({ status: 401 });
  const stranger = new Upload(parcel(), { address: far.address });
  stranger.start();
  assert.equal((await stranger.settled).problem?.code, "not-let-in");

  far.fate = () => "take";
  const gone = parcel();
  gone.bytes.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }) as unknown as Blob;
  const upload = new Upload(gone, { address: far.address });
  upload.start();
  assert.equal((await upload.settled).problem?.code, "file-gone");

  const over = { status: 410, body: { code: "picture-abandoned", detail: "This picture did not arrive completely." } };
  const before = far.requests.length;
  far.fate = method => far.requests.length === before + 1 ? "take" : method === "PATCH" ? "cut" : over;
  const late = new Upload(parcel(), { address: far.address, ...quickly });
  late.start();
  assert.equal((await late.settled).problem?.code, "picture-abandoned");
});

test("SendsNothingMore_WhenCancelled", async () => {
  const far = await server();
  const upload = new Upload(parcel(), { address: far.address, changed: () => upload.sent > 0 && upload.cancel() });
  upload.start();
  await upload.settled;
  assert.equal(upload.state, "cancelled");
  assert.equal(far.requests.filter(one => one === "PATCH").length, 1);
  await until(() => far.requests.at(-1) === "DELETE");
});

test("SendsTwoAtATime_InTheOrderTheyWereGiven_AndTakesEachFromTheShelfWhenItHasArrived", async () => {
  const far = await server();
  const shelf = new MemoryShelf();
  let most = 0;
  const uploads: Uploads = new Uploads({
    address: far.address, shelf,
    changed: () => most = Math.max(most, uploads.all.filter(({ state }) => state === "sending").length),
  });
  const all = Array.from({ length: 6 }, () => uploads.send(small()));
  await Promise.all(all.map(({ settled }) => settled));
  assert.equal(most, 2);
  assert.deepEqual([...far.stored.keys()], all.map(({ parcel }) => parcel.id));
  await until(() => shelf.parcels.size === 0);
});

test("LetsALaterPageGoOn_WithWhatAnEarlierOneLeft_OfItsOwnSessionsOnly", async () => {
  const far = await server();
  const shelf = new MemoryShelf();
  far.fate = (method, nth) => method === "PATCH" && nth > 2 ? { status: 503 } : "take";
  const closed = new Uploads({ address: far.address, shelf, ...quickly });
  const half = closed.send({ ...parcel(), session: "s1" });
  const other = closed.send({ ...small(), session: "s2" });
  await until(() => half.state === "retrying" && shelf.parcels.size > 0);
  const arrived = far.bytesOf(half.parcel.id).length;
  assert.ok(arrived > 0 && arrived < megapixels.length);

  far.fate = () => "take";
  await other.settled;
  await shelf.put({ ...parcel(megapixels, "elsewhere"), session: "s3" });
  const opened = new Uploads({ address: far.address, shelf });
  const resumed = await opened.resume(["s1"]);
  assert.equal((await opened.resume(["s1"])).length, 0);
  assert.deepEqual(resumed.map(({ parcel }) => parcel.id), [half.parcel.id]);
  await Promise.all([half.settled, resumed[0]!.settled]);
  assert.deepEqual(far.bytesOf(half.parcel.id), megapixels);
  assert.equal(far.stored.size, 2);
});

test("StillSends_WhenTheBrowserKeepsNothing", async () => {
  const far = await server();
  const refuses = () => Promise.reject(new Error("no database"));
  const uploads = new Uploads({ address: far.address, shelf: { put: refuses, remove: refuses, all: refuses } });
  assert.deepEqual(await uploads.resume(["s1"]), []);
  assert.equal((await uploads.send(small()).settled).state, "arrived");
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, "The condition never held.");
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
