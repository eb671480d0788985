import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentClient, AgentHub, AgentSnapshot, AgentView, SessionEvent, Welcome } from "../hub/contract.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import type { Calls } from "../hub/HubLink.ts";
import type { agentLink } from "../hub/hubs.ts";
import { Desk } from "../console/Desk.ts";

/** What a desk needs of a browser: it is looked at or not, and keeps two small stores. */
const page = { visibilityState: "visible", hasFocus: () => true };
const store = () => {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) };
};
Object.assign(globalThis, { document: page, sessionStorage: store(), localStorage: store() });

const view = (over: Partial<AgentView> = {}): AgentView => ({
  sessionId: "s1", version: 1, number: 10234, status: "waiting", agentId: "a", agentName: "Agent", startedAt: "2026-11-22T10:00:00Z",
  step: "none", consumer: "absent", agent: "here", invites: [], pictures: [], audio: "off", recording: "off", recordings: [], ...over,
});
const chat = (sequence: number, by: "agent" | "consumer", text: string): SessionEvent =>
  ({ sequence, at: "2026-11-22T10:00:00Z", kind: "chat", by, text, data: {} });
const snapshot = (over: Partial<AgentView> = {}, events: SessionEvent[] = []): AgentSnapshot => ({ view: view(over), events, link: null });
const welcome = (...sessions: AgentSnapshot[]): Welcome => ({
  now: new Date().toISOString(), agentId: "a", agentName: "Agent", role: "Restricted Agent",
  company: { name: "Acme", termsUrl: "", privacyUrl: "", accent: "" }, channels: { email: "smtp", phone: "twilio" },
  guides: { android: "", ios: "" }, notes: true, audio: true, recording: true, sessions, unanswered: [],
});

type Answers = Partial<{ [Method in keyof AgentHub]: (...given: Parameters<AgentHub[Method]>) => unknown }>;

/** A desk whose hub answers as told; `come` is a (re)join, `hub` what the server pushes. */
function deskWith(answers: Answers) {
  type Options = Parameters<typeof agentLink>[0];
  let options!: Options;
  const asked: string[] = [];
  const ask = new Proxy({}, {
    get: (_, method: keyof AgentHub) => async (...given: never[]) => {
      asked.push(method);
      const answer = answers[method] as ((...given: never[]) => unknown) | undefined;
      if (!answer) throw new ProblemError("not-told", `Nobody told ${method} what to answer.`);
      return answer(...given);
    },
  }) as Calls<AgentHub>;
  const desk = new Desk(given => {
    options = given;
    return { ask, now: ask, state: "connected" } as unknown as ReturnType<typeof agentLink>;
  });
  return { desk, asked, come: (given: Welcome) => options.rejoin({ ...ask, Welcome: async () => given }), hub: options.receive as Omit<AgentClient, "Draining"> };
}

test("a session that was started is in front", async () => {
  const { desk, come } = deskWith({ Start: () => snapshot() });
  await come(welcome());
  await desk.start();
  assert.equal(desk.front?.view.number, 10234);
  assert.equal(desk.sessions.length, 1);
});

test("a session that did not answer the welcome is asked for by itself, and keeps nobody from the others", async () => {
  let answers = false;
  const { desk, come } = deskWith({
    Attach: id => {
      if (!answers) throw new ProblemError("not-answered", "The server did not answer in time.");
      return snapshot({ sessionId: id as string });
    },
  });
  await come({ ...welcome(snapshot()), unanswered: ["s2"] });
  await new Promise(setImmediate);
  assert.deepEqual([desk.sessions.map(({ id }) => id), desk.problem?.code], [["s1"], "not-answered"]);
  answers = true;
  await come({ ...welcome(snapshot()), unanswered: ["s2"] });
  await new Promise(setImmediate);
  assert.deepEqual(desk.sessions.map(({ id }) => id), ["s1", "s2"]);
});

test("where none answered the welcome, the first that does is in front", async () => {
  const { desk, come } = deskWith({ Attach: id => snapshot({ sessionId: id as string }) });
  await come({ ...welcome(), unanswered: ["s1"] });
  await new Promise(setImmediate);
  assert.equal(desk.front?.id, "s1");
});

test("a push that overtakes the answer to Start makes no second tab", async () => {
  const { desk, come, hub } = deskWith({ Start: () => snapshot(), Attach: () => snapshot() });
  await come(welcome());
  hub.Updated({ view: view(), events: [] });
  await desk.start();
  assert.equal(desk.sessions.length, 1);
});

test("why a session could not be started is kept for the agent to read", async () => {
  const { desk, come } = deskWith({ Start: () => { throw new ProblemError("session-limit", "Close a session first."); } });
  await come(welcome());
  await desk.start();
  assert.equal(desk.problem?.code, "session-limit");
  assert.ok(desk.canStart);
});

test("an older view never takes the place of a newer one", async () => {
  const { desk, come, hub } = deskWith({});
  await come(welcome(snapshot({ version: 5, status: "live" })));
  hub.Updated({ view: view({ version: 4, status: "joining" }), events: [] });
  assert.equal(desk.front?.view.status, "live");
});

test("lines of the consumer count as unread only while nobody looks at them", async () => {
  const { desk, come, hub } = deskWith({});
  await come(welcome(snapshot(), snapshot({ sessionId: "s2", number: 10235 })));
  const [first, second] = desk.sessions;
  desk.bringToFront(second!);
  hub.Updated({ view: view({ version: 2 }), events: [chat(1, "consumer", "Hello?"), chat(2, "agent", "Hello!")] });
  hub.Updated({ view: view({ sessionId: "s2", version: 2 }), events: [chat(1, "consumer", "Here I am.")] });
  assert.deepEqual([first!.unread, second!.unread], [1, 0]);

  page.visibilityState = "hidden";
  hub.Updated({ view: view({ sessionId: "s2", version: 3 }), events: [chat(2, "consumer", "Still there?")] });
  assert.equal(second!.unread, 1);
  page.visibilityState = "visible";
  desk.seen();
  desk.bringToFront(first!);
  assert.deepEqual([first!.unread, second!.unread], [0, 0]);
});

test("lines that came while the connection was lost are unread after the rejoin", async () => {
  const { desk, come } = deskWith({});
  await come(welcome(snapshot({}, [chat(1, "consumer", "One")])));
  assert.equal(desk.front?.unread, 0);
  page.visibilityState = "hidden";
  await come(welcome(snapshot({ version: 2 }, [chat(1, "consumer", "One"), chat(2, "consumer", "Two")])));
  page.visibilityState = "visible";
  assert.equal(desk.front?.unread, 1);
});

test("a chat line waits until it is stored, then stands in the log once", async () => {
  let stored!: (event: SessionEvent) => void;
  const { desk, come, hub } = deskWith({ Say: () => new Promise(resolve => stored = resolve) });
  await come(welcome(snapshot()));
  const session = desk.front!;
  desk.say(session, "Move closer.");
  assert.deepEqual(session.outgoing.map(line => line.text), ["Move closer."]);
  await Promise.resolve();
  hub.Updated({ view: view({ version: 2 }), events: [chat(1, "agent", "Move closer.")] });
  assert.equal(session.outgoing.length, 0, "the push has overtaken the answer");
  stored(chat(1, "agent", "Move closer."));
  await new Promise(setImmediate);
  assert.deepEqual(session.events.map(event => event.text), ["Move closer."]);
});

test("a line that was refused says why and goes out again under the same operation id", async () => {
  const ids: string[] = [];
  const { desk, come } = deskWith({
    Say: (_, id, text) => {
      ids.push(id);
      if (ids.length === 1) throw new ProblemError("chat-too-long", "Write it shorter.");
      return chat(1, "agent", text);
    },
  });
  await come(welcome(snapshot()));
  const session = desk.front!;
  desk.say(session, "Long");
  await new Promise(setImmediate);
  assert.equal(session.outgoing[0]?.problem?.code, "chat-too-long");
  await desk.sayAgain(session, session.outgoing[0]!);
  assert.equal(session.outgoing.length, 0);
  assert.equal(new Set(ids).size, 1);
});

test("a log that has gaps is filled", async () => {
  const all = [1, 2, 3, 4, 5].map(sequence => chat(sequence, "agent", `line ${sequence}`));
  const { desk, come } = deskWith({ ReadLog: (_, after) => all.filter(event => event.sequence > after).slice(0, 2) });
  await come(welcome(snapshot({}, [all[4]!])));
  await new Promise(setImmediate);
  assert.deepEqual(desk.front?.events.map(event => event.sequence), [1, 2, 3, 4, 5]);
});

test("a session that was closed while the console was away shows its end", async () => {
  const { desk, come } = deskWith({ Attach: () => snapshot({ version: 9, status: "closed", endReason: "consumer-left" }) });
  await come(welcome(snapshot()));
  await come(welcome());
  await new Promise(setImmediate);
  assert.equal(desk.front?.view.endReason, "consumer-left");
});

test("a closed session leaves the desk with its tab, and no late push brings it back", async () => {
  const { desk, come, hub, asked } = deskWith({});
  await come(welcome(snapshot(), snapshot({ sessionId: "s2" })));
  desk.bringToFront(desk.sessions[0]!);
  desk.dismiss(desk.sessions[0]!);
  assert.equal(desk.front?.id, "s2");
  hub.Updated({ view: view({ version: 3, status: "closed" }), events: [] });
  assert.deepEqual([desk.sessions.length, asked.includes("Attach")], [1, false]);
});

test("a note is sent with the close and then forgotten", async () => {
  let note: string | null | undefined;
  const { desk, come } = deskWith({
    Close: (_, command) => {
      note = command.note;
      return view({ version: 2, status: "closed", endReason: "resolved" });
    },
  });
  await come(welcome(snapshot()));
  const session = desk.front!;
  session.typeNote(" Fuse replaced. ");
  await desk.close(session, "resolved");
  assert.deepEqual([note, session.note, session.view.status], ["Fuse replaced.", "", "closed"]);
});

test("a note is kept when its field is left, also when the consumer has ended the session before the agent could", async () => {
  const kept: (string | null)[] = [];
  const { desk, come, hub } = deskWith({
    WriteNote: (_, __, note) => {
      kept.push(note);
      return view({ version: 4, status: "closed", endReason: "consumer-left", note });
    },
  });
  await come(welcome(snapshot()));
  const session = desk.front!;
  session.typeNote(" Fuse replaced. ");
  hub.Updated({ view: view({ version: 3, status: "closed", endReason: "consumer-left" }), events: [] });
  assert.deepEqual([session.note, session.noteIsNew], [" Fuse replaced. ", true]);
  await desk.keepNote(session);
  await desk.keepNote(session);
  assert.deepEqual([kept, session.note, session.noteIsNew], [["Fuse replaced."], "Fuse replaced.", false]);
});

test("a console that was superseded takes its session back when told to", async () => {
  const { desk, come, hub } = deskWith({ Attach: () => snapshot({ version: 2 }) });
  await come(welcome(snapshot()));
  hub.Superseded("s1");
  assert.ok(desk.front?.superseded);
  await desk.useHere(desk.front!);
  assert.equal(desk.front?.superseded, false);
});
