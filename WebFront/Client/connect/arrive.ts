import type { ArriveRequest, ArriveResponse } from "../hub/contract.ts";
import { ProblemError } from "../hub/ProblemError.ts";

/** There was no answer at all: the phone is offline, or the server is away. */
export class Unreachable extends Error {}

const limit = 10_000;

/** Shows this device to the agent; opens nothing, spends nothing. Throws ProblemError or Unreachable. */
export async function arrive(request: ArriveRequest): Promise<ArriveResponse> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const answer = await fetch("/api/connect/arrive", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(request), signal: abort.signal,
    });
    const body: unknown = await answer.json();
    if (answer.ok) return body as ArriveResponse;
    const { code, detail } = body as { code?: string; detail?: string };
    if (!code || !detail) throw new Unreachable();
    throw new ProblemError(code, detail);
  } catch (failure) {
    throw failure instanceof ProblemError ? failure : new Unreachable();
  } finally {
    clearTimeout(timer);
  }
}
