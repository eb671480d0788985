import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionEvent } from "../hub/contract.ts";
import { textSize } from "../console/segments.ts";
import { isTextReport, textProgress } from "../console/texts.ts";

// The server's own test has the same cases: what the agent reads beside the field is what is charged.
const cases: [text: string, segments: number, left: number][] = [
  ["", 1, 160],
  ["a".repeat(160), 1, 0],
  ["a".repeat(161), 2, 145],
  ["a".repeat(306), 2, 0],
  ["a".repeat(307), 3, 152],
  ["€".repeat(80), 1, 0],
  ["a".repeat(159) + "€", 2, 145],
  // The euro takes two septets, which one segment of 153 has no room for after 152 others: it begins the next one.
  ["a".repeat(152) + "€" + "a".repeat(152), 3, 152],
  ["山".repeat(70), 1, 0],
  ["山".repeat(71), 2, 63],
  ["山".repeat(134), 2, 0],
  ["山".repeat(135), 3, 66],
  ["😀".repeat(35), 1, 0],
  ["😀".repeat(67), 3, 65],
  ["Which light is red? {1|2}", 1, 132],
];

for (const [text, segments, left] of cases) {
  test(`"${text.slice(0, 12)}…" of ${text.length} takes ${segments}`, () => {
    const size = textSize(text);
    assert.deepEqual([size.segments, size.left], [segments, left]);
  });
}

test("names the character that makes segments shorter", () => {
  assert.equal(textSize("It’s fine").wide, "’");
  assert.equal(textSize("Señor, ¿qué pasa?").wide, null);
});

const line = (sequence: number, kind: SessionEvent["kind"], text: string, data: Record<string, string>): SessionEvent =>
  ({ sequence, at: "2026-11-22T10:00:00Z", kind, text, data });

test("a text is shown once, with its newest state", () => {
  const events = [
    line(1, "text-out", "Hello", { text: "a", state: "queued" }),
    line(2, "text-out", "Are you there?", { text: "b", state: "queued" }),
    line(3, "text-out", "The text was sent.", { text: "a", state: "sent" }),
    line(4, "text-out", "The phone is off.", { text: "b", state: "failed", code: "sms-unreachable" }),
    line(5, "text-out", "The text arrived.", { text: "a", state: "delivered" }),
    line(6, "text-in", "Yes", {}),
  ];
  assert.deepEqual(events.filter(event => !isTextReport(event)).map(event => event.sequence), [1, 2, 6]);
  const progress = textProgress(events);
  assert.equal(progress.get("a")?.state, "delivered");
  assert.deepEqual(progress.get("b"), { state: "failed", sentence: "The phone is off.", code: "sms-unreachable" });
});
