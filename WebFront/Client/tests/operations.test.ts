import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, type Report } from "../operations/charts.ts";

const report = (processId: string, second: number, figures: Record<string, number>): Report =>
  ({ processId, name: processId, at: new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString(), figures });

test("adds up what several processes hold", () => {
  const [live] = lines([
    report("a", 0, { "seesupport.sessions|live": 3 }), report("b", 2, { "seesupport.sessions|live": 4 }),
    report("a", 10, { "seesupport.sessions|live": 5 }), report("b", 12, { "seesupport.sessions|live": 4 }),
  ], "seesupport.sessions", "level", ([state]) => state!);
  assert.equal(live!.name, "live");
  assert.deepEqual(live!.points.map(point => point.value), [7, 9]);
});

test("makes a rate of totals, for each process by itself", () => {
  const [sent] = lines([
    report("a", 0, { "seesupport.invites|email|sent": 10 }), report("a", 10, { "seesupport.invites|email|sent": 30 }),
    report("b", 10, { "seesupport.invites|email|sent": 500 }),
  ], "seesupport.invites", "rate", dimensions => dimensions.join(" "));
  assert.deepEqual(sent!.points.map(point => point.value), [2]);
});

test("shows the worst of all processes", () => {
  const [worst] = lines([
    report("a", 0, { "seesupport.relay.duration|p99": 0.002 }), report("b", 1, { "seesupport.relay.duration|p99": 0.2 }),
  ], "seesupport.relay.duration", "worst", ([quantile]) => quantile!);
  assert.equal(worst!.latest, 0.2);
});
