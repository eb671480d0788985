import assert from "node:assert/strict";
import { test } from "node:test";
import { mostPhotos, PhotoTray } from "../connect/photos/PhotoTray.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import { claimedSize } from "../pictures/claimed.ts";
import { kindOf } from "../pictures/kind.ts";
import { prepare, type Prepared } from "../pictures/prepare.ts";
import { fitting, within } from "../pictures/sizes.ts";
import type { Parcel } from "../uploads/Parcel.ts";
import { Upload } from "../uploads/Upload.ts";
import { Uploads } from "../uploads/Uploads.ts";

URL.createObjectURL = () => "blob:preview";
URL.revokeObjectURL = () => {};

/** Uploads whose fate the test decides: nothing goes over a network. */
class ToyUploads extends Uploads {
  sent: Upload[] = [];

  constructor() {
    super({ shelf: { put: async () => {}, remove: async () => {}, all: async () => [] } });
  }

  override send(parcel: Omit<Parcel, "id">): Upload {
    const upload = new Upload({ ...parcel, id: `id-${this.sent.length}` });
    this.sent.push(upload);
    return upload;
  }
}

const photo = () => new Blob(["photo"]);
const prepared: Prepared = { bytes: new Blob(["small"]), type: "image/jpeg", thumbnail: new Blob(["t"]) };

function trayWith(prepare: (file: Blob) => Promise<Prepared> = async () => prepared) {
  const uploads = new ToyUploads();
  const tray = new PhotoTray({ uploads, prepare, session: () => "s1", changed: () => {} });
  const states = () => tray.photos.map(({ state }) => state).join(" ");
  return { tray, uploads, states };
}

const settle = () => new Promise(resolve => setTimeout(resolve));

test("a photo is prepared, chosen, sent and arrives, and then there is room for the next", async () => {
  const { tray, uploads, states } = trayWith();
  assert.equal(tray.phase, "empty");
  tray.add([photo(), photo()]);
  assert.equal(states(), "preparing preparing");
  await settle();
  assert.equal(states(), "chosen chosen");
  assert.equal(tray.phase, "choosing");
  assert.equal(uploads.sent.length, 0);

  tray.send();
  assert.equal(tray.phase, "sending");
  assert.deepEqual(uploads.sent.map(({ parcel: { source, type, session, bytes } }) => [source, type, session, bytes.size]),
    [["photo", "image/jpeg", "s1", 5], ["photo", "image/jpeg", "s1", 5]]);
  uploads.sent[0]!.state = "arrived";
  uploads.sent[1]!.sent = 2;
  assert.deepEqual(tray.photos.map(({ progress }) => progress), [1, 0.4]);
  uploads.sent[1]!.state = "arrived";
  assert.equal(tray.phase, "done");

  tray.add([photo()]);
  assert.equal(states(), "preparing");
});

test("photos are prepared one after the other, and what is not ready when Send is tapped goes out when it is", async () => {
  const waiting: (() => void)[] = [];
  const { tray, uploads, states } = trayWith(() => new Promise(resolve => waiting.push(() => resolve(prepared))));
  tray.add([photo(), photo(), photo()]);
  await settle();
  assert.equal(waiting.length, 1);
  waiting[0]!();
  await settle();
  assert.equal(waiting.length, 2);
  tray.send();
  assert.equal(uploads.sent.length, 1);
  assert.equal(tray.phase, "sending");
  waiting[1]!();
  await settle();
  waiting[2]!();
  await settle();
  assert.equal(uploads.sent.length, 3);
  assert.equal(states(), "waiting waiting waiting");
});

test("what is no picture says so and keeps none of the others from being sent", async () => {
  let nth = 0;
  const { tray, uploads, states } = trayWith(async () => {
    if (++nth === 2) throw new ProblemError("picture-type-unknown", "This file is no picture.");
    return prepared;
  });
  tray.add([photo(), photo(), photo()]);
  await settle();
  assert.equal(states(), "chosen refused chosen");
  assert.equal(tray.photos[1]!.problem?.code, "picture-type-unknown");
  tray.send();
  for (const upload of uploads.sent) upload.state = "arrived";
  assert.equal(uploads.sent.length, 2);
  assert.equal(tray.phase, "done");
});

test("what was refused is sent once more only where that may help", async () => {
  const { tray, uploads } = trayWith(async () => prepared);
  tray.add([photo(), photo()]);
  await settle();
  tray.send();
  uploads.sent.forEach((upload, at) => {
    upload.state = "refused";
    upload.problem = new ProblemError(at === 0 ? "picture-limit-session" : "picture-too-large", "No.");
  });
  assert.deepEqual(tray.photos.map(({ canRepeat }) => canRepeat), [true, false]);
  tray.again(tray.photos[0]!.key);
  assert.equal(uploads.sent.length, 3);
  assert.equal(tray.phase, "sending");
});

test("ten fit at a time, one that is removed makes room, and a removed one is never sent", async () => {
  const { tray, uploads } = trayWith();
  tray.add(Array.from({ length: 12 }, photo));
  await settle();
  assert.equal(tray.photos.length, mostPhotos);
  assert.equal(tray.overfull, true);
  tray.remove(tray.photos[0]!.key);
  assert.equal(tray.overfull, false);
  tray.send();
  assert.equal(uploads.sent.length, mostPhotos - 1);
});

test("photos on their way stay when the tray is cleared; decided ones go", async () => {
  const { tray, uploads, states } = trayWith();
  tray.add([photo(), photo()]);
  await settle();
  tray.send();
  uploads.sent[0]!.state = "arrived";
  tray.clear();
  assert.equal(states(), "waiting");
});

test("cancelling gives up what has not arrived and keeps what has", async () => {
  const { tray, uploads, states } = trayWith();
  tray.add([photo(), photo(), photo()]);
  await settle();
  tray.send();
  uploads.sent[0]!.state = "arrived";
  tray.cancel();
  assert.equal(states(), "arrived");
  assert.deepEqual(uploads.sent.map(({ state }) => state), ["arrived", "cancelled", "cancelled"]);
});

test("a picture is known by its first bytes, whatever it is called", () => {
  const ftyp = (brand: string) => new Uint8Array([0, 0, 0, 24, ...Buffer.from(`ftyp${brand}`), 0, 0, 0, 0]);
  assert.equal(kindOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe1])), "image/jpeg");
  assert.equal(kindOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])), "image/png");
  assert.equal(kindOf(new Uint8Array([...Buffer.from("RIFF"), 1, 2, 3, 4, ...Buffer.from("WEBPVP8 ")])), "image/webp");
  assert.equal(kindOf(ftyp("heic")), "image/heic");
  assert.equal(kindOf(ftyp("mp42")), null);
  assert.equal(kindOf(new Uint8Array([...Buffer.from("%PDF-1.7")])), null);
  assert.equal(kindOf(new Uint8Array()), null);
});

test("sizes keep their shape, and nothing is made larger", () => {
  assert.deepEqual(within({ width: 4000, height: 3000 }, 50_000_000), { width: 4000, height: 3000 });
  assert.deepEqual(within({ width: 8000, height: 6000 }, 12_000_000), { width: 4000, height: 3000 });
  assert.deepEqual(fitting({ width: 4000, height: 3000 }, 480), { width: 480, height: 360 });
  assert.deepEqual(fitting({ width: 30_000, height: 10 }, 480), { width: 480, height: 1 });
});

const pngOf = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

test("a picture says its size before it is decoded", () => {
  assert.deepEqual(claimedSize("image/png", pngOf(4000, 3000)), { width: 4000, height: 3000 });
  const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4], tables = [0xff, 0xc4, 0, 4, 0, 0];
  const jpeg = new Uint8Array([0xff, 0xd8, ...exif, ...tables, 0xff, 0xff, 0xc2, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3, 0, 0]);
  assert.deepEqual(claimedSize("image/jpeg", jpeg), { width: 4000, height: 3000 });
  assert.equal(claimedSize("image/jpeg", jpeg.subarray(0, 20)), null);
  assert.equal(claimedSize("image/jpeg", new Uint8Array([0xff, 0xd8, 1, 2, 3])), null);
  const webp = (chunk: string, ...rest: number[]) => new Uint8Array([...Buffer.from(`RIFF....WEBP${chunk}....`), ...rest]);
  assert.deepEqual(claimedSize("image/webp", webp("VP8X", 0, 0, 0, 0, 0x9f, 0x0f, 0, 0xb7, 0x0b, 0, 0)), { width: 4000, height: 3000 });
  assert.deepEqual(claimedSize("image/webp", webp("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 0xa0, 0x0f, 0xb8, 0x0b)), { width: 4000, height: 3000 });
  assert.deepEqual(claimedSize("image/webp", webp("VP8L", 0x2f, 0x9f, 0xcf, 0xed, 0x02, 0)), { width: 4000, height: 3000 });
  assert.equal(claimedSize("image/webp", webp("ALPH")), null);
  assert.equal(claimedSize("image/heic", new Uint8Array(64)), null);
});

test("a picture bomb, and a file beyond all measure, are refused before anything is decoded", async () => {
  await assert.rejects(prepare(new Blob([pngOf(40_000, 40_000)]), false), { code: "picture-too-many-pixels" });
  await assert.rejects(prepare({ size: 300 * 1024 * 1024 } as Blob, false), { code: "picture-too-large" });
});
