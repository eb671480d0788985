import assert from "node:assert/strict";
import { test } from "node:test";
import { Gallery } from "../console/pictures/Gallery.ts";
import { afterDeleting, bytesWords, neighbour, newsWords, sourceWords } from "../console/pictures/pictures.ts";
import type { AgentView, PictureView } from "../hub/contract.ts";

const picture = (pictureId: string, over: Partial<PictureView> = {}): PictureView => ({
  pictureId, source: "photo", state: "ready", bytes: 1000, receivedBytes: 1000, at: "2026-11-22T10:00:00Z", by: "consumer", rotation: 0, ...over,
});
const view = (...pictures: PictureView[]): AgentView => ({
  sessionId: "s1", version: 1, number: 1, status: "live", agentId: "a", agentName: "Agent", startedAt: "2026-11-22T10:00:00Z",
  step: "live", consumer: "here", agent: "here", invites: [], pictures, audio: "off", recording: "off", recordings: [],
});

test("a picture of the consumer is news once, when it is decided, and new until it is looked at", () => {
  const gallery = new Gallery();
  const arriving = picture("a", { state: "receiving" });
  assert.deepEqual(gallery.apply(view(), view(arriving)), []);
  assert.equal(gallery.apply(view(arriving), view(picture("a"))).length, 1);
  assert.equal(newsWords(gallery.news), "A new picture has arrived.");
  assert.deepEqual(gallery.apply(view(picture("a")), view(picture("a"))), []);
  assert.equal(gallery.unseen, 1);
  gallery.open("a");
  assert.equal(gallery.unseen, 0);

  assert.deepEqual(gallery.apply(view(picture("a")), view(picture("a"), picture("mine", { by: "agent", source: "frozen" }))), []);
  gallery.apply(view(), view(picture("b", { state: "private" })));
  assert.equal(gallery.unseen, 0);
  assert.match(newsWords(gallery.news), /cannot be shown/);
});

test("progress is the furthest that anything has told, and unknown where the size is", () => {
  const gallery = new Gallery();
  const arriving = picture("a", { state: "receiving", receivedBytes: 200 });
  assert.equal(gallery.progress(arriving), 0.2);
  gallery.received("a", 500);
  assert.equal(gallery.progress(arriving), 0.5);
  assert.equal(gallery.progress({ ...arriving, bytes: 0 }), undefined);
});

test("a turn shows at once, quick ones add up, and a refused one turns back", () => {
  const gallery = new Gallery();
  assert.equal(gallery.turn(picture("a"), 90), 90);
  assert.equal(gallery.turn(picture("a"), 90), 180);
  assert.equal(gallery.rotation(picture("a")), 180);
  gallery.apply(view(picture("a")), view(picture("a", { rotation: 180 })));
  assert.equal(gallery.rotation(picture("a", { rotation: 180 })), 180);
  assert.equal(gallery.turn(picture("a", { rotation: 0 }), -90), 270);
  gallery.turnBack("a");
  assert.equal(gallery.rotation(picture("a")), 0);
});

test("two pictures stand side by side, and the list changes the active one", () => {
  const gallery = new Gallery();
  gallery.open("a");
  gallery.compare("b");
  assert.deepEqual(gallery.looking, { first: "a", second: "b", active: "second", marking: false });
  gallery.open("c");
  assert.equal(gallery.looking?.second, "c");
  gallery.open("a");
  assert.equal(gallery.looking?.active, "first");
  gallery.activate("second");
  gallery.compare(null);
  assert.deepEqual(gallery.looking, { first: "c", second: null, active: "first", marking: false });
});

test("a picture that is deleted is looked at no longer, but the one after it", () => {
  const gallery = new Gallery();
  gallery.open("a");
  gallery.compare("b");
  gallery.apply(view(picture("a"), picture("b")), view(picture("b")));
  assert.deepEqual(gallery.looking, { first: "b", second: null, active: "first", marking: false });
  gallery.apply(view(picture("b"), picture("c")), view(picture("c")));
  assert.equal(gallery.looking?.first, "c");
  gallery.apply(view(picture("c")), view());
  assert.equal(gallery.looking, null);
});

test("neighbours go round, and deleting leads to the next or the last", () => {
  const pictures = [picture("a"), picture("b"), picture("c")];
  assert.equal(neighbour(pictures, "c", 1), "a");
  assert.equal(neighbour(pictures, "a", -1), "c");
  assert.equal(neighbour([], "a", 1), null);
  assert.equal(afterDeleting(pictures, "b"), "c");
  assert.equal(afterDeleting(pictures, "c"), "b");
  assert.equal(afterDeleting([picture("a")], "a"), null);
});

test("sizes and sources read as people say them", () => {
  assert.deepEqual([512, 84_300, 2_140_000].map(bytesWords), ["512 B", "84 KB", "2.1 MB"]);
  assert.equal(sourceWords(picture("a", { source: "text", from: "+1•••23" })), "Text message from +1•••23");
  assert.equal(sourceWords(picture("a")), "Photo from the consumer");
});
