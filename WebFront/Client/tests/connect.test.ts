import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ConsumerView, TroubleCode } from "../hub/contract.ts";
import { noGuidance } from "../marks/ShownBoard.ts";
import { missingFrom, troubleOf } from "../connect/cameraTrouble.ts";
import { Keepsake } from "../connect/Keepsake.ts";
import { chromeIntent, surroundings, type Platform } from "../connect/platform.ts";
import { statusOf, unread } from "../connect/status.ts";
import { adviceFor, texts } from "../connect/texts.ts";
import { consoleIcons } from "../look/consoleIcons.ts";
import spanish from "../words/es/connect.ts";

const agents = {
  iosSafari: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1",
  iosChrome: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.0.0 Mobile/15E148 Safari/604.1",
  iosView: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  iosInstagram: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 361.0.0.35",
  ipad: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15",
  androidChrome: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
  samsung: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  androidFirefox: "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
  edge: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36 EdgA/141.0.0.0",
  facebook: "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0.0.0;]",
  webView: "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36",
  desktop: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  mac: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15",
};

const at = (userAgent: string, maxTouchPoints = 5, standalone?: boolean) =>
  surroundings({ userAgent, maxTouchPoints, ...(standalone !== undefined && { standalone }) });

test("each browser is known by what its user agent says", () => {
  const platforms = (["iosSafari", "iosChrome", "androidChrome", "samsung", "androidFirefox", "edge"] as const).map(name => at(agents[name]).platform);
  assert.deepEqual(platforms, ["ios-safari", "ios-other", "android-chrome", "samsung", "android-firefox", "android-other"]);
  assert.equal(at(agents.desktop, 0).platform, "desktop");
});

test("an iPad that says it is a Mac is an iPad, a Mac is not", () => {
  assert.equal(at(agents.ipad, 5).platform, "ios-safari");
  assert.equal(at(agents.mac, 0).platform, "desktop");
  assert.ok(at(agents.mac, 0).apple);
});

test("built-in browsers are found, by name where they have one", () => {
  assert.deepEqual((["iosInstagram", "facebook", "iosView", "webView"] as const).map(name => at(agents[name]).inApp),
    ["Instagram", "Facebook", "app", "app"]);
});

test("browsers of their own right are not taken for built-in ones", () => {
  for (const name of ["iosSafari", "iosChrome", "ipad", "androidChrome", "samsung", "androidFirefox", "edge", "desktop"] as const) {
    assert.equal(at(agents[name]).inApp, null, name);
  }
});

test("an app on the home screen looks like a built-in browser and is none", () => {
  assert.deepEqual([at(agents.iosView, 5, true).platform, at(agents.iosView, 5, true).inApp], ["ios-installed", null]);
});

test("the link's fragment survives the way into Chrome", () => {
  assert.equal(chromeIntent("https://help.example/j#abc.def"),
    "intent://help.example/j#abc.def#Intent;scheme=https;package=com.android.chrome;end");
});

const failure = (name: string, message = "") => ({ name, message });

test("each failure of the camera has its own trouble", () => {
  const code = (name: string, message?: string, permission?: PermissionState) => troubleOf(failure(name, message), permission).code;
  assert.equal(code("NotAllowedError", "Permission denied", "denied"), "camera-denied");
  assert.equal(code("NotAllowedError", "", undefined), "camera-denied");
  assert.equal(code("NotAllowedError", "Permission dismissed", "prompt"), "camera-dismissed");
  assert.equal(code("NotAllowedError", "", "prompt"), "camera-dismissed");
  assert.equal(code("NotFoundError"), "camera-missing");
  assert.equal(code("NotReadableError"), "camera-busy");
  assert.equal(code("AbortError"), "camera-busy");
  assert.equal(code("OverconstrainedError"), "camera-unsuitable");
  assert.equal(code("TypeError"), "webrtc-missing");
});

test("a refusal by the system is told from one by the consumer", () => {
  assert.ok(troubleOf(failure("NotAllowedError", "Permission denied by system"), "prompt").bySystem);
  assert.ok(!troubleOf(failure("NotAllowedError", "Permission denied"), "denied").bySystem);
});

test("an insecure page and a browser without WebRTC are found before anybody is asked", () => {
  assert.equal(missingFrom({ isSecureContext: false, mediaDevices: undefined, RTCPeerConnection: {} })?.code, "page-insecure");
  assert.equal(missingFrom({ isSecureContext: true, mediaDevices: undefined, RTCPeerConnection: {} })?.code, "webrtc-missing");
  assert.equal(missingFrom({ isSecureContext: true, mediaDevices: {}, RTCPeerConnection: undefined })?.code, "webrtc-missing");
  assert.equal(missingFrom({ isSecureContext: true, mediaDevices: {}, RTCPeerConnection: {} }), null);
});

const troubles: TroubleCode[] = [
  "camera-denied", "camera-dismissed", "camera-missing", "camera-busy", "camera-unsuitable", "page-insecure", "webrtc-missing", "in-app-browser",
];
const platforms: Platform[] = [
  "ios-safari", "ios-other", "ios-installed", "android-chrome", "samsung", "android-firefox", "android-other", "desktop",
];

test("every trouble has something to do on every platform", () => {
  for (const code of troubles) {
    for (const platform of platforms) {
      for (const bySystem of [false, true]) {
        const { title, steps } = adviceFor(code, platform, bySystem);
        assert.ok(title && steps.length > 0, `${code} on ${platform}`);
      }
    }
  }
});

test("a blocked camera is unblocked differently on each platform", () => {
  const ways = platforms.map(platform => adviceFor("camera-denied", platform, false).steps.join(" "));
  assert.equal(new Set(ways).size, platforms.length);
  assert.notDeepEqual(adviceFor("camera-denied", "android-chrome", true), adviceFor("camera-denied", "android-chrome", false));
});

/** Every sentence there is, names put in. */
function sentences(value: unknown): string[] {
  if (typeof value === "string") return value.split(/(?<=[.?!])\s+/);
  if (typeof value === "function") return sentences((value as (...names: string[]) => unknown)("Ana", "Ana"));
  return value && typeof value === "object" ? Object.values(value).flatMap(sentences) : [];
}

test("no sentence has more than twelve words, and none speaks of errors", () => {
  const all = [texts, spanish].flatMap(sentences);
  assert.ok(all.length > 200);
  for (const sentence of all) {
    assert.ok(sentence.trim().split(/\s+/).length <= 12, sentence);
    assert.doesNotMatch(sentence, /\b(error|failed|invalid|inválid[oa]|fallid[oa])\b/i);
  }
});

const view: ConsumerView = { sessionId: "s", version: 1, status: "live", agentName: "Ana", agent: "here", step: "live", joined: true, toConvert: [], audio: "off", recording: "off" };
const live: Parameters<typeof statusOf>[0] = {
  view, company: null, paused: false, stopped: false, black: false, media: "connected", mediaProblem: null, link: "connected", offline: false, guidance: noGuidance,
};

test("the picture's line says the one thing that matters most", () => {
  const said = (change: Partial<typeof live>) => statusOf({ ...live, ...change }).text;
  assert.match(said({}), /Ana sees your camera/);
  assert.match(said({ paused: true, media: "interrupted" }), /Paused/);
  assert.match(said({ view: { ...view, status: "on-hold" } }), /on hold/);
  assert.match(said({ media: "no-route", mediaProblem: { code: "relay-refused", sentence: "" } }), /refuses/);
  assert.match(said({ media: "interrupted" }), /lost/);
  assert.match(said({ link: "reconnecting", offline: true }), /offline/);
  assert.match(said({ link: "reconnecting" }), /still sees you/);
  assert.match(said({ stopped: true }), /stopped the camera/);
  assert.match(said({ black: true }), /black/);
  assert.match(said({ view: { ...view, agent: "lost" } }), /Ana is reconnecting/);
  assert.match(said({ media: "connecting" }), /Connecting to Ana/);
});

test("only the agent's lines that were not looked at are news", () => {
  const line = (sequence: number, by: "agent" | "consumer") => ({ sequence, by, at: "", kind: "chat" as const, text: "", data: {} });
  const chat = [line(3, "agent"), line(5, "consumer"), line(8, "agent"), line(9, "agent")];
  assert.deepEqual(unread({ chat, readThrough: 5 }).map(({ sequence }) => sequence), [8, 9]);
});

class Shelf {
  kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
}

const visit = { ticket: "t", sessionId: "s", company: { name: "Acme", termsUrl: "", privacyUrl: "", accent: "" }, link: null };

test("a browser keeps its key and its visit over a reload", () => {
  const shelf = new Shelf() as unknown as Storage;
  const before = new Keepsake(() => shelf);
  const key = before.deviceKey;
  before.visit = visit;
  const after = new Keepsake(() => shelf);
  assert.match(key, /^[\w-]{22}$/);
  assert.equal(after.deviceKey, key);
  assert.deepEqual(after.visit, visit);
  after.visit = null;
  assert.equal(new Keepsake(() => shelf).visit, null);
});

test("a browser that keeps nothing remembers as long as the page lives", () => {
  const forbidding = [() => { throw new Error("SecurityError"); }, () => ({ getItem() { throw new Error(); }, setItem() { throw new Error(); }, removeItem() { throw new Error(); } }) as unknown as Storage];
  for (const storage of forbidding) {
    const keepsake = new Keepsake(storage as () => Storage);
    assert.equal(keepsake.deviceKey, keepsake.deviceKey);
    keepsake.visit = visit;
    assert.deepEqual(keepsake.visit, visit);
  }
});

test("what was kept and is broken counts as nothing", () => {
  const shelf = new Shelf();
  shelf.kept.set("seesupport.visit", "{");
  shelf.kept.set("seesupport.device", "short");
  const keepsake = new Keepsake(() => shelf as unknown as Storage);
  assert.equal(keepsake.visit, null);
  assert.match(keepsake.deviceKey, /^[\w-]{22}$/);
});

test("the consumer's page names no icon that only the console brings along", () => {
  const folder = [join(process.cwd(), "connect"), join(process.cwd(), "connect", "photos")];
  const sources = folder.flatMap(path => readdirSync(path).filter(name => /\.tsx?$/.test(name)).map(name => readFileSync(join(path, name), "utf8"))).join("\n");
  for (const name of Object.keys(consoleIcons)) assert.doesNotMatch(sources, new RegExp(`\\b(icon|Icon name)(=|: )[^,;>\n]*"${name}"`), name);
});
