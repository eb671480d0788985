import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOf, grouped } from "../connect/code.ts";

test("a code is grouped as it is typed", () => {
  const typed = ["4", "47", "472", "4729", "472910", "4729103", "472910358"];
  assert.deepEqual(typed.map(grouped), ["4", "47", "472", "472 9", "472 910", "472 910 3", "472 910 358"]);
});

test("a pasted code loses everything but its digits", () => {
  assert.equal(digitsOf(" Code: 472-910-358. "), "472910358");
  assert.equal(digitsOf("472\u00a0910\u2009358"), "472910358");
});

test("digits past the ninth are dropped", () => assert.equal(digitsOf("4729103581"), "472910358"));

test("digits of other scripts are understood", () => {
  assert.equal(digitsOf("٤٧٢ ٩١٠ ٣٥٨"), "472910358");
  assert.equal(digitsOf("४७२९१०३५८"), "472910358");
  assert.equal(digitsOf("472910358"), "472910358");
});
