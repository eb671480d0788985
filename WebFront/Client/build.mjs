// Bundles what the pages need. A page `x` is the folder `x` with `x.ts` or `x.tsx`, and `x.css` where it has a style:
// they become wwwroot/app/x.js and wwwroot/app/x.css. Pages refer to them with asp-append-version, so that browsers may
// keep them for ever.
//   node build.mjs            once, minified, with sizes
//   node build.mjs --watch    again whenever a source changes
//   node build.mjs --tests    the tests, into node_modules/.tests
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "wwwroot");
const app = join(root, "app");

const pages = ["connect", "console", "guide", "account", "outbox", "operations"];

/** The languages' folders, and in each a file for every page that has words: a page brings the one of its language along. */
const languages = readdirSync(join(here, "words"), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
const wordFiles = languages.flatMap(language => readdirSync(join(here, "words", language)).map(name => ({ language, page: name.replace(/\.ts$/, "") })));

/** Script and style of one page, compressed, in bytes. A page that grows past its aim fails the build. */
const aims = { connect: 60_000 };

/** What Safari before 15.4 and Chromium before 97 lack, and the bundler does not replace: a page with an aim is for phones, which may be as old. */
const tooNew = /\.(at|findLast|findLastIndex|toReversed|toSorted|toSpliced|with)\(|\bObject\.hasOwn\b|\bstructuredClone\b|\brandomUUID\b/;

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: here,
  bundle: true,
  target: ["es2020", "safari14.1", "chrome91", "firefox90"],
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
  legalComments: "none",
};

/**
 * The hubs speak WebSockets and nothing else, and rejoin in their own way: what SignalR would need for other ways, or to keep messages over
 * a reconnect, stays out of the bundles.
 */
const webSocketsOnly = {
  name: "web-sockets-only",
  setup: build => build.onLoad({ filter: /signalr[\\/]dist[\\/]esm[\\/](LongPollingTransport|ServerSentEventsTransport|DefaultHttpClient|FetchHttpClient|XhrHttpClient|MessageBuffer)\.js$/ },
    ({ path }) => ({ contents: `export class ${/(\w+)\.js$/.exec(path)[1]} { getCookieString() { return ""; } }` })),
};

if (process.argv.includes("--tests")) {
  const out = join(here, "node_modules", ".tests");
  rmSync(out, { recursive: true, force: true });
  const entryPoints = readdirSync(join(here, "tests")).filter(name => name.endsWith(".test.ts")).map(name => `tests/${name}`);
  await esbuild.build({
    ...common, entryPoints, outdir: out, outExtension: { ".js": ".mjs" }, format: "esm", platform: "node", target: "node20",
    packages: "external", sourcemap: "inline", plugins: [{ name: "english", setup: english }],
  });
} else {
  const entryPoints = pages.flatMap(page => [".tsx", ".ts", ".css"].map(extension => `${page}/${page}${extension}`))
    .filter(path => existsSync(join(here, path)))
    .map(path => ({ in: path, out: path.replace(/^.*\/|\.\w+$/g, "") }));
  const options = { ...common, entryPoints, outdir: app, format: "esm", minify: true, sourcemap: "linked", plugins: [webSocketsOnly] };
  const words = {
    ...options, format: "iife", globalName: "words",
    entryPoints: wordFiles.map(({ language, page }) => ({ in: `words/${language}/${page}.ts`, out: `words/${page}.${language}` })),
  };
  if (process.argv.includes("--watch")) {
    const context = await esbuild.context({ ...options, plugins: [webSocketsOnly, { name: "worker", setup: build => build.onEnd(worker) }] });
    for (const file of bundles().filter(name => existsSync(`${name}.br`))) rmSync(`${file}.br`);
    await context.watch();
    await (await esbuild.context(words)).watch();
  } else {
    rmSync(app, { recursive: true, force: true });
    mkdirSync(app, { recursive: true });
    await Promise.all([esbuild.build(options), esbuild.build(words)]);
    await worker();
    compress();
    report();
  }
}

/** Tests have no page that brings words along: they read English. */
function english(build) {
  build.onLoad({ filter: /\/words\/\w+\.ts$/ }, ({ path }) => {
    const { page } = wordFiles.find(({ page }) => path.endsWith(`/words/${page}.ts`)) ?? {};
    return page && { contents: `export { default as texts } from "./en/${page}.ts";`, loader: "ts" };
  });
}

/**
 * The service worker lies at the root, where its scope may be any page's, and knows the shell it has to keep by the
 * addresses that asp-append-version gives: `?v=` and the base64url of the content's SHA-256.
 */
async function worker() {
  const entry = join(here, "connect", "worker.ts");
  if (!existsSync(entry)) return;
  const shell = ["connect.js", "connect.css"].filter(name => existsSync(join(app, name)))
    .map(name => `/app/${name}?v=${createHash("sha256").update(readFileSync(join(app, name))).digest("base64url")}`);
  await esbuild.build({
    ...common, entryPoints: [entry], outfile: join(root, "connect-worker.js"), format: "iife", minify: true,
    define: { SHELL: JSON.stringify(shell) },
  });
}

/** Every script and style of the pages. */
function bundles() {
  return readdirSync(app, { recursive: true }).filter(name => /\.(js|css)$/.test(name)).map(name => join(app, name));
}

/** What phones download, made here as small as it gets: the server sends it as it is. */
function compress() {
  for (const file of bundles()) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
}

function report() {
  let over = false;
  for (const page of pages) {
    const files = [`${page}.js`, `${page}.css`].map(name => join(app, name)).filter(existsSync);
    if (files.length === 0) continue;
    const weigh = weight => files.reduce((sum, file) => sum + weight(file), 0)
      + Math.max(0, ...wordFiles.filter(one => one.page === page).map(one => weight(join(app, "words", `${page}.${one.language}.js`))));
    const compressed = weigh(file => statSync(`${file}.br`).size);
    const plain = weigh(file => readFileSync(file).length);
    const aim = aims[page];
    const lacking = aim && tooNew.exec(readFileSync(join(app, `${page}.js`), "utf8"));
    if (lacking) throw new Error(`${page} uses ${lacking[0]}, which older phones lack.`);
    over ||= compressed > aim;
    const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} KB`;
    console.log(`${page}: ${kilobytes(compressed)} compressed (${kilobytes(plain)} plain)${aim ? `, aim ${kilobytes(aim)}` : ""}`);
  }
  writeFileSync(join(app, ".built"), "");
  if (over) throw new Error("A page has grown past its aim.");
}
