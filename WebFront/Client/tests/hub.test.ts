import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../hub/contract.ts";
import { HubLink, type LinkOptions, type LinkState, type Wire } from "../hub/HubLink.ts";
import { mergedLog, newer } from "../hub/newer.ts";
import { operationId } from "../hub/operationId.ts";
import { ProblemError } from "../hub/ProblemError.ts";
import { retryDelay } from "../hub/retryDelay.ts";

interface ToyHub {
  Attach(): Answer<string>;
  Say(operationId: string, text: string): Answer<string>;
}
interface ToyClient {
  Heard(text: string): void;
  Draining(withinMs: number): void;
}

const notAnswered = { code: "not-answered", sentence: "The server did not answer in time." };

/** A server that remembers operations, and wires to it that can be cut. */
class Toy {
  reachable = true;
  attachProblem: { code: string; sentence: string } | undefined;
  said: string[] = [];
  wires: ToyWire[] = [];
  /**
   * Called for each command: "cut-before" and "cut-after" end the wire before or after the server has done it, "unanswered" does it and says
   * that it is not known.
   */
  fate: (text: string) => "answer" | "cut-before" | "cut-after" | "throw" | "silence" | "unanswered" = () => "answer";
  answers = new Map<string, string>();

  open = (): Wire => {
    const wire = new ToyWire(this);
    this.wires.push(wire);
    return wire;
  };

  get wire(): ToyWire {
    return this.wires.at(-1)!;
  }
}

class ToyWire implements Wire {
  closed: (() => void)[] = [];
  receivers = new Map<string, (...given: never[]) => void>();
  open = false;
  reject: ((reason: Error) => void)[] = [];

  constructor(private toy: Toy) {}

  async start(): Promise<void> {
    if (!this.toy.reachable) throw new Error("refused");
    this.open = true;
  }

  async stop(): Promise<void> {
    this.cut();
  }

  on(method: string, receive: (...given: never[]) => void): void {
    this.receivers.set(method, receive);
  }

  onclose(closed: () => void): void {
    this.closed.push(closed);
  }

  cut(): void {
    if (!this.open) return;
    this.open = false;
    for (const reject of this.reject) reject(new Error("closed"));
    for (const closed of this.closed) closed();
  }

  push(method: string, ...given: unknown[]): void {
    this.receivers.get(method)?.(...given as never[]);
  }

  invoke(method: string, ...given: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(new Error("not connected"));
      this.reject.push(reject);
      if (method === "Attach") return resolve(this.toy.attachProblem ? { problem: this.toy.attachProblem } : { value: "attached" });
      const [id, text] = given as [string, string];
      const fate = this.toy.fate(text);
      if (fate === "throw") return reject(new Error("An unexpected error occurred."));
      if (fate === "silence") return;
      if (fate === "cut-before") return this.cut();
      if (!this.toy.answers.has(id)) {
        this.toy.said.push(text);
        this.toy.answers.set(id, `heard ${text}`);
      }
      if (fate === "cut-after") return this.cut();
      if (fate === "unanswered") return resolve({ problem: notAnswered });
      resolve({ value: this.toy.answers.get(id) });
    });
  }
}

function linkTo(toy: Toy, options: Partial<LinkOptions<ToyHub, ToyClient>> = {}) {
  const states: LinkState[] = [];
  const heard: string[] = [];
  const waiting: (() => boolean)[] = [];
  const link = new HubLink<ToyHub, ToyClient>({
    open: toy.open,
    receive: { Heard: text => void heard.push(text) },
    rejoin: async now => void await now.Attach(),
    refused: () => false,
    random: () => 0,
    ...options,
    changed: state => {
      states.push(state);
      for (const check of waiting) check();
    },
  });
  const until = (state: LinkState) => new Promise<void>(resolve => {
    const check = () => link.state === state && (resolve(), true);
    if (!check()) waiting.push(check);
  });
  return { link, states, heard, until };
}

test("a command sent before the connection stands goes out once it does", async () => {
  const toy = new Toy();
  const { link } = linkTo(toy);
  assert.equal(await link.ask.Say(operationId(), "early"), "heard early");
  link.close();
});

test("a command whose connection ended is sent again: never lost, never doubled", async () => {
  for (const cut of ["cut-before", "cut-after"] as const) {
    const toy = new Toy();
    const { link, until } = linkTo(toy);
    await until("connected");
    let cuts = 3;
    toy.fate = text => text === "b" && cuts-- > 0 ? cut : "answer";
    const answers = await Promise.all(["a", "b", "c"].map(text => link.ask.Say(operationId(), text)));
    assert.deepEqual(answers, ["heard a", "heard b", "heard c"]);
    assert.deepEqual(toy.said, ["a", "b", "c"]);
    link.close();
  }
});

test("a command that ends every connection is given up with a problem", async () => {
  const toy = new Toy();
  const { link, until } = linkTo(toy);
  await until("connected");
  toy.fate = text => text === "poison" ? "cut-before" : "answer";
  // Connections are cut at once: the link slows down between tries, so the test hurries it on.
  const hurry = setInterval(() => link.renew(), 20);
  await assert.rejects(link.ask.Say(operationId(), "poison"), { code: "not-connected" });
  clearInterval(hurry);
  assert.equal(await link.ask.Say(operationId(), "fine"), "heard fine");
  link.close();
});

test("a connection in doubt is kept when the answer comes, and made anew when it does not", async context => {
  const toy = new Toy();
  const { link, until, states } = linkTo(toy);
  await until("connected");
  context.mock.timers.enable({ apis: ["setTimeout"] });
  link.doubt(link.now.Say(operationId(), "there?"));
  await new Promise(setImmediate);
  context.mock.timers.tick(5_000);
  assert.equal(toy.wires.length, 1);
  toy.fate = () => "silence";
  link.doubt(link.now.Say(operationId(), "there?"));
  context.mock.timers.tick(1_000);
  await until("reconnecting");
  context.mock.timers.tick(0);
  await until("connected");
  assert.deepEqual([toy.wires.length, states], [2, ["connected", "reconnecting", "connected"]]);
  link.close();
});

test("a problem of the server is thrown with its code and sentence", async () => {
  const toy = new Toy();
  const { link, until } = linkTo(toy);
  await until("connected");
  toy.attachProblem = { code: "session-taken", sentence: "Another phone has joined." };
  await assert.rejects(link.ask.Attach(), (problem: ProblemError) =>
    problem.code === "session-taken" && problem.sentence === "Another phone has joined.");
  toy.fate = () => "throw";
  await assert.rejects(link.ask.Say(operationId(), "x"), { code: "server-trouble" });
  link.close();
});

test("each connection rejoins before waiting commands go out", async () => {
  const toy = new Toy();
  const order: string[] = [];
  toy.fate = text => (order.push(text), "answer");
  const { link, until, states } = linkTo(toy, { rejoin: async now => { await now.Attach(); order.push("rejoin"); } });
  await until("connected");
  toy.wire.cut();
  await until("reconnecting");
  await link.ask.Say(operationId(), "after");
  assert.deepEqual(order, ["rejoin", "rejoin", "after"]);
  assert.deepEqual(states, ["connected", "reconnecting", "connected"]);
  link.close();
});

test("a server that is away is tried again until it is back", async () => {
  const toy = new Toy();
  const { until, link } = linkTo(toy);
  await until("connected");
  toy.reachable = false;
  toy.wire.cut();
  await until("reconnecting");
  const back = until("connected");
  while (toy.wires.length < 4) await new Promise(resolve => setImmediate(resolve));
  toy.reachable = true;
  await back;
  link.close();
});

test("a command that the server's machines did not answer in time is sent again, and given up at the third time", async () => {
  const toy = new Toy();
  const { link, until } = linkTo(toy);
  await until("connected");
  let unanswered = 2;
  toy.fate = () => unanswered-- > 0 ? "unanswered" : "answer";
  assert.equal(await link.ask.Say(operationId(), "slow"), "heard slow");
  assert.deepEqual(toy.said, ["slow"]);
  unanswered = 3;
  await assert.rejects(link.ask.Say(operationId(), "never"), { code: "not-answered" });
  assert.equal(unanswered, 0);
  link.close();
});

test("a rejoin that the server's machines did not answer in time is tried again, and nobody is sent away", async () => {
  const toy = new Toy();
  toy.attachProblem = notAnswered;
  const refusals: string[] = [];
  const { link, until } = linkTo(toy, { refused: problem => (refusals.push(problem.code), false) });
  while (toy.wires.length < 3) await new Promise(resolve => setImmediate(resolve));
  toy.attachProblem = undefined;
  await until("connected");
  assert.deepEqual(refusals, []);
  link.close();
});

test("a refused rejoin ends the link when the page says so", async () => {
  const toy = new Toy();
  toy.attachProblem = { code: "ticket-refused", sentence: "This visit is over." };
  const refusals: string[] = [];
  const { link, until } = linkTo(toy, { refused: problem => (refusals.push(problem.code), false) });
  await until("closed");
  assert.deepEqual(refusals, ["ticket-refused"]);
  await assert.rejects(link.ask.Say(operationId(), "x"), { code: "connection-closed" });
});

test("a page that the server does not let in learns why", async () => {
  const toy = new Toy();
  toy.reachable = false;
  const refusals: string[] = [];
  const { until } = linkTo(toy, {
    forbidden: async () => new ProblemError("sign-in-needed", "Sign in again."),
    refused: problem => (refusals.push(problem.code), false),
  });
  await until("closed");
  assert.deepEqual(refusals, ["sign-in-needed"]);
});

test("what is only for now is refused while there is no connection", async () => {
  const toy = new Toy();
  toy.reachable = false;
  const { link } = linkTo(toy);
  await assert.rejects(link.now.Say(operationId(), "x"), { code: "not-connected" });
  link.close();
});

test("a connection that was replaced is not listened to any more", async () => {
  const toy = new Toy();
  const { link, until, heard } = linkTo(toy);
  await until("connected");
  const old = toy.wire;
  old.push("Heard", "one");
  link.renew();
  await until("reconnecting");
  await until("connected");
  old.push("Heard", "ghost");
  toy.wire.push("Heard", "two");
  assert.deepEqual(heard, ["one", "two"]);
  link.close();
});

test("a server about to stop is left in time", async () => {
  const toy = new Toy();
  const { link, until } = linkTo(toy);
  await until("connected");
  toy.wire.push("Draining", 1_000);
  await until("reconnecting");
  await until("connected");
  assert.equal(toy.wires.length, 2);
  link.close();
});

test("waits between tries stay short in the first minutes, and differ from page to page", () => {
  const most = Array.from({ length: 40 }, (_, failures) => retryDelay(failures, 1));
  assert.ok(most[0]! <= 100);
  assert.ok(Math.max(...most) <= 2_000);
  assert.equal(retryDelay(4, 0), 1_000);
  assert.equal(retryDelay(1_000, 1), 10_000);
});

test("of two views the newer one is shown, and a log holds each line once", () => {
  assert.equal(newer({ version: 3 }, { version: 2 }).version, 3);
  assert.equal(newer({ version: 3 }, { version: 4 }).version, 4);
  const line = (sequence: number) => ({ sequence, at: "", kind: "chat" as const, text: "", data: {} });
  assert.deepEqual(mergedLog([line(1), line(2)], [line(4), line(2), line(3)]).map(event => event.sequence), [1, 2, 3, 4]);
});

test("operation ids are version 4 UUIDs and differ", () => {
  const ids = Array.from({ length: 100 }, operationId);
  assert.equal(new Set(ids).size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
