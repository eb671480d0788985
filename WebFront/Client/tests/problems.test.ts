import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import agents from "../words/es/console.ts";
import consumers from "../words/es/connect.ts";
import { numberAtEnd, sentenceIn } from "../words/problems.ts";

/** What only those read who run the server or write programs against it: in logs, at the command line, as answers to webhooks. */
const forOperators = new Set([
  "webhook-malformed", "no-network", "configuration-broken", "data-missing", "storage-full", "username-taken", "name-malformed", "role-unknown",
  "username-malformed", "turn-open", "turn-unfit", "turn-unreachable", "turn-refused", "turn-certificate", "turn-silent", "unknown",
  "webhook-signature-refused", "database-busy", "database-unreachable", "data-damaged", "data-not-writable", "data-in-use", "schema-newer",
  "port-not-allowed", "address-unknown", "port-in-use", "grid-schema-missing", "grid-schema-older", "grid-of-another-cluster", "grid-unreachable",
  "grid-without-silo", "grid-silent", "front-leaving",
]);

const root = join(process.cwd(), "..", "..");

function* sources(folder: string, extension: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (["bin", "obj", "node_modules", "tests", "wwwroot", ".git", "Languages"].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path, extension);
    else if (entry.name.endsWith(extension)) yield path;
  }
}

/** Codes with an English sentence in the source: `new("code", "Sentence` however it is broken over lines, and `{ code: "…", sentence: "…" }`. */
function codes(): Map<string, string> {
  const found = new Map<string, string>();
  const put = (text: string, pattern: RegExp, path: string) => {
    for (const [, code] of text.matchAll(pattern)) if (code) found.set(code, path.slice(root.length));
  };
  for (const path of sources(root, ".cs")) put(readFileSync(path, "utf8"), /\(\s*"([a-z]+(?:-[a-z]+)+)",\s*(?:string\.Create\([^$]*)?\$?"[A-Z]/g, path);
  for (const path of sources(process.cwd(), ".ts")) {
    const text = readFileSync(path, "utf8");
    put(text, /code: "([a-z]+(?:-[a-z]+)+)",\s*sentence: "[A-Z]/g, path);
    put(text, /ProblemError\(\s*"([a-z]+(?:-[a-z]+)+)",\s*"[A-Z]/g, path);
  }
  return found;
}

test("every problem that people can read has a Spanish sentence beside its English one", () => {
  const pages = readFileSync(join(root, "WebFront", "Languages", "SpanishWords.cs"), "utf8");
  const all = codes();
  assert.ok(all.size > 80, `only ${all.size} codes were found`);
  const missing = [...all].filter(([code]) =>
    !forOperators.has(code) && !(code in agents.problems) && !(code in consumers.problems) && !pages.includes(`["${code}"]`));
  assert.equal(missing.map(([code, path]) => `${code} in ${path}`).join("\n"), "");
});

test("what the server says stays where a language has no words of its own, and so does the number to tell us", () => {
  assert.equal(sentenceIn({}, { code: "new-one", sentence: "Something new." }), "Something new.");
  const unexpected = { code: "unexpected", sentence: "Something went wrong on our side. Try again; if it happens again, tell us this number: 4bf92f35" };
  assert.match(sentenceIn(agents.problems, unexpected), /4bf92f35$/);
  assert.equal(numberAtEnd(""), "");
});
