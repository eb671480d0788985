import assert from "node:assert/strict";
import { test } from "node:test";
import { outline } from "../console/qr.ts";

const link = "https://support.example.com/j#0123456789abcdef.abcdefghijklmnopqrstuv";

/** Draws the path: what is dark, by row and column. */
function modules({ size, path }: ReturnType<typeof outline>): boolean[][] {
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const runs = [...path.matchAll(/M(\d+) (\d+)H(\d+)v1H(\d+)z/g)];
  assert.equal(runs.map(([run]) => run).join(""), path);
  for (const [, x, y, end, back] of runs) {
    assert.equal(x, back);
    dark[Number(y)]!.fill(true, Number(x), Number(end));
  }
  return dark;
}

test("a link's QR code has finder patterns in three corners, inside a quiet zone of four modules", () => {
  const code = outline(link);
  const dark = modules(code);
  const finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"];
  const at = (top: number, left: number) =>
    finder.map((_, y) => dark[top + y]!.slice(left, left + 7).map((each) => (each ? "1" : "0")).join(""));
  assert.deepEqual(at(4, 4), finder);
  assert.deepEqual(at(4, code.size - 11), finder);
  assert.deepEqual(at(code.size - 11, 4), finder);
  assert.ok(dark.every((row, y) => row.every((each, x) =>
    !each || (Math.min(x, y) >= 4 && Math.max(x, y) < code.size - 4))));
});

test("other links have other codes", () => assert.notEqual(outline(link).path, outline(`${link}x`).path));
