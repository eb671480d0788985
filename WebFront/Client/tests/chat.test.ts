import assert from "node:assert/strict";
import { test } from "node:test";
import { Unsent } from "../hub/unsent.ts";
import { partsOf } from "../look/links.ts";

const links = (text: string) => partsOf(text).filter(part => part.link).map(part => part.text);

test("only whole http and https addresses open, and what ends the sentence is not theirs", () => {
  assert.deepEqual(links("See https://example.com/a?b=c#d. Or (http://example.org/x)!"), ["https://example.com/a?b=c#d", "http://example.org/x"]);
  for (const text of [
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "ftp://example.com/", "//example.com", "https://", "vbscript:x", "file:///etc/passwd",
  ]) assert.deepEqual(links(text), [], text);
});

test("an address that looks like another than it is stays text", () => {
  assert.deepEqual(links("https://bank.example@evil.example/login"), []);
  assert.deepEqual(links("https://example.com/\u202Egnp.exe"), []);
});

test("markup is text", () => {
  const text = "<img src=x onerror=alert(1)> <a href=\"javascript:alert(1)\">x</a> &lt; https://example.com/<b>";
  assert.equal(partsOf(text).map(part => part.text).join(""), text);
  assert.deepEqual(links(text), ["https://example.com/"]);
});

test("lines on their way and the one being typed outlive the page", () => {
  const shelf = new Map<string, string>();
  const storage = () => ({
    getItem: (name: string) => shelf.get(name) ?? null, setItem: (name: string, value: string) => void shelf.set(name, value),
    removeItem: (name: string) => void shelf.delete(name),
  }) as unknown as Storage;
  const lines = [{ operationId: "1", text: "Hello", problem: { code: "too-fast", sentence: "" } }];
  new Unsent(storage, "s").keep(lines, "half a li");
  assert.deepEqual(new Unsent(storage, "s").read(), { lines: [{ operationId: "1", text: "Hello", problem: null }], draft: "half a li" });
  assert.deepEqual(new Unsent(storage, "other").read(), { lines: [], draft: "" });
  new Unsent(storage, "s").keep([], "");
  assert.equal(shelf.size, 0);
});

test("what was kept and is broken, or cannot be kept, counts as nothing", () => {
  for (const kept of ["{", "null", "[]", '{"lines":[{"text":1}],"draft":2}', '{"lines":{}}']) {
    assert.deepEqual(new Unsent(() => ({ getItem: () => kept }) as unknown as Storage, "s").read(), { lines: [], draft: "" }, kept);
  }
  const forbidden = new Unsent(() => { throw new Error("SecurityError"); }, "s");
  forbidden.keep([], "x");
  assert.deepEqual(forbidden.read(), { lines: [], draft: "" });
});
