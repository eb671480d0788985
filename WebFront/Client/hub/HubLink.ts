import type { Answer } from "./contract.ts";
import { ProblemError } from "./ProblemError.ts";
import { retryDelay } from "./retryDelay.ts";

/** One connection to a hub, as HubLink needs it; `@microsoft/signalr`'s HubConnection has this shape. */
export interface Wire {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, ...given: unknown[]): Promise<unknown>;
  on(method: string, receive: (...given: never[]) => void): void;
  onclose(closed: () => void): void;
}

/** The methods of a hub as the page calls them: the value, or a thrown ProblemError. */
export type Calls<Hub> = {
  [Method in keyof Hub]: Hub[Method] extends (...given: infer Given) => infer Reply
    ? (...given: Given) => Promise<Reply extends { value: infer Value; problem?: null } ? Value : never>
    : never;
};

/** `connecting` until the first rejoin is done; from then on `connected` or `reconnecting`; `closed` is for good. */
export type LinkState = "connecting" | "connected" | "reconnecting" | "closed";

export interface LinkOptions<Hub, Client> {
  /** A new connection, not started yet. */
  open(): Wire;
  /** What the server calls on the page; Draining is the link's own affair. */
  receive: Omit<Client, "Draining">;
  /** Every new connection is a rejoin: say who this is and take the whole state. Calls made here go out before all others. */
  rejoin(now: Calls<Hub>): Promise<void>;
  /** The rejoin was answered with a problem, or the server does not let this page in. True: keep trying. */
  refused(problem: ProblemError): boolean;
  changed?(state: LinkState): void;
  /** Asked after a try that did not come through, as a browser does not tell why: a problem when it is no use to go on trying. */
  forbidden?(): Promise<ProblemError | null>;
  random?(): number;
}

/** A try that has neither succeeded nor failed by then is given up, in milliseconds. */
const tryLimit = 10_000;

/** How long an answer may take while there is reason to doubt the connection, in milliseconds. */
const doubtLimit = 1_000;

/** A connection that lived shorter than this does not count as success, or two parties could keep throwing each other out quickly. */
const steadyAfter = 5_000;

/**
 * How often a command goes out at most, by what it met last. One that saw eight connections end under it is likely what ends them; a
 * session on a machine that is gone answers on another one within two times of ten seconds.
 */
const mostTrips: Readonly<Record<string, number>> = { "not-connected": 8, "not-answered": 3 };

/** Codes of problems that another try may not meet. */
export const passing: ReadonlySet<string> = new Set([
  "not-connected", "not-answered", "server-trouble", "unexpected", "storage-unavailable", "too-fast", "too-many-connections",
]);

interface Pending {
  method: string;
  given: unknown[];
  trips: number;
  done(value: unknown): void;
  failed(problem: ProblemError): void;
}

/**
 * A hub as the page sees it: always there. It connects, and connects anew without end while the page lives; commands wait for
 * the connection and are sent again, in order, when a connection ends before their answer came. The operation id in a command
 * lets the server give a repeat the first answer, so nothing is lost and nothing is done twice.
 */
export class HubLink<Hub, Client> {
  /** Calls that outlive the connection. They end with the answer, or with a problem when the link is closed. */
  readonly ask: Calls<Hub>;
  /** Calls that are worth something only now: a problem at once when there is no connection. */
  readonly now: Calls<Hub>;

  #options: LinkOptions<Hub, Client>;
  #state: LinkState = "connecting";
  #wire: Wire | undefined;
  #pending = new Set<Pending>();
  #endWire: (() => void) | undefined;
  #wake: (() => void) | undefined;
  #hurried = false;
  #triedAt = 0;

  constructor(options: LinkOptions<Hub, Client>) {
    this.#options = options;
    this.ask = calls((method, given) => this.#queue(method, given));
    this.now = calls((method, given) => this.#wire && this.#state === "connected"
      ? this.#invoke(this.#wire, method, given)
      : Promise.reject(new ProblemError("not-connected", "There is no connection at the moment. It comes back by itself.")));
    globalThis.addEventListener?.("online", this.#online);
    globalThis.document?.addEventListener("visibilitychange", this.#visible);
    void this.#keep();
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Ends the link for good. What still waited for an answer reads a problem. */
  close(): void {
    if (this.#state === "closed") return;
    this.#set("closed");
    globalThis.removeEventListener?.("online", this.#online);
    globalThis.document?.removeEventListener("visibilitychange", this.#visible);
    this.#endWire?.();
    this.#wake?.();
    for (const call of this.#pending) call.failed(new ProblemError("connection-closed", "The connection was closed before this was done."));
    this.#pending.clear();
  }

  /** Drops the connection, if any, and connects anew at once. */
  renew(): void {
    this.#hurried = true;
    this.#endWire?.();
    this.#wake?.();
  }

  /** Something else that needs the network is lost: unless this answer comes soon, the connection is taken for dead as well. */
  doubt(answer: Promise<unknown>): void {
    const wire = this.#wire;
    const late = setTimeout(() => {
      if (wire && this.#wire === wire) this.renew();
    }, doubtLimit);
    answer.catch(() => {}).finally(() => clearTimeout(late));
  }

  /** A network that has come back rarely carries the old connection on. */
  #online = () => this.renew();

  #visible = () => {
    if (document.visibilityState !== "visible") return;
    if (this.#state !== "connected" && Date.now() - this.#triedAt > 2_000) this.renew();
  };

  async #keep(): Promise<void> {
    let failures = 0;
    while (!this.#isClosed()) {
      this.#hurried = false;
      const began = this.#triedAt = Date.now();
      const rejoined = await this.#live();
      if (this.#isClosed()) return;
      if (rejoined && Date.now() - began >= steadyAfter) failures = 0;
      if (this.#state === "connected") this.#set("reconnecting");
      if (!rejoined) void this.#askWhetherForbidden();
      await this.#pause(retryDelay(failures++, (this.#options.random ?? Math.random)()));
    }
  }

  /** One connection from its start to its end. True when the rejoin was done on it. */
  async #live(): Promise<boolean> {
    const wire = this.#options.open();
    const ended = new Promise<void>(resolve => {
      this.#endWire = resolve;
      wire.onclose(() => {
        if (this.#wire === wire) this.#wire = undefined;
        resolve();
      });
    });
    const receive = this.#options.receive as unknown as Record<string, (...given: unknown[]) => void>;
    for (const [method, handler] of Object.entries(receive)) {
      wire.on(method, (...given: unknown[]) => {
        if (this.#wire === wire) handler(...given);
      });
    }
    wire.on("Draining", (withinMs: number) => {
      setTimeout(() => {
        if (this.#wire === wire) this.renew();
      }, withinMs * (this.#options.random ?? Math.random)());
    });

    let rejoined = false;
    try {
      const over = Promise.race([ended, new Promise(resolve => setTimeout(resolve, tryLimit))])
        .then(() => Promise.reject(new Error("The connection ended before it was of use.")));
      over.catch(() => {});
      await Promise.race([wire.start(), over]);
      this.#wire = wire;
      await Promise.race([this.#options.rejoin(calls((method, given) => this.#invoke(wire, method, given))), over]);
      rejoined = true;
      this.#set("connected");
      for (const call of this.#pending) this.#send(wire, call);
      await ended;
    } catch (problem) {
      if (problem instanceof ProblemError && !passing.has(problem.code) && !this.#isClosed() && !this.#options.refused(problem)) this.close();
    } finally {
      this.#wire = undefined;
      this.#endWire = undefined;
      wire.stop().catch(() => {});
    }
    return rejoined;
  }

  async #askWhetherForbidden(): Promise<void> {
    const problem = await this.#options.forbidden?.().catch(() => null);
    if (problem && this.#state !== "connected" && !this.#isClosed() && !this.#options.refused(problem)) this.close();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
      setTimeout(resolve, this.#hurried ? 0 : milliseconds);
    });
  }

  #queue(method: string, given: unknown[]): Promise<unknown> {
    if (this.#state === "closed") return Promise.reject(new ProblemError("connection-closed", "The connection is closed."));
    return new Promise((done, failed) => {
      const call: Pending = { method, given, trips: 0, done, failed };
      this.#pending.add(call);
      if (this.#wire && this.#state === "connected") this.#send(this.#wire, call);
    });
  }

  #send(wire: Wire, call: Pending): void {
    this.#invoke(wire, call.method, call.given).then(
      value => {
        this.#pending.delete(call);
        call.done(value);
      },
      (problem: ProblemError) => {
        if (++call.trips < (mostTrips[problem.code] ?? 0)) {
          if (this.#wire === wire) this.#send(wire, call);
          return;
        }
        this.#pending.delete(call);
        call.failed(problem);
      },
    );
  }

  async #invoke(wire: Wire, method: string, given: unknown[]): Promise<unknown> {
    let answer: Answer<unknown>;
    try {
      answer = await wire.invoke(method, ...given) as Answer<unknown>;
    } catch {
      throw this.#wire !== wire
        ? new ProblemError("not-connected", "The connection was lost before the answer came. It comes back by itself.")
        : new ProblemError("server-trouble", "The server could not do that just now. Please try again.");
    }
    if (answer.problem) throw new ProblemError(answer.problem.code, answer.problem.sentence);
    return answer.value;
  }

  #isClosed(): boolean {
    return this.#state === "closed";
  }

  #set(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.changed?.(state);
  }
}

function calls<Hub>(call: (method: string, given: unknown[]) => Promise<unknown>): Calls<Hub> {
  return new Proxy({}, { get: (_, method: string) => (...given: unknown[]) => call(method, given) }) as Calls<Hub>;
}
