import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { AgentClient, AgentHub, ConsumerClient, ConsumerHub } from "./contract.ts";
import { HubLink, type LinkOptions, type Wire } from "./HubLink.ts";
import { ProblemError } from "./ProblemError.ts";

/** A server that has said nothing for this long is gone, in milliseconds. It says something every 2 s, so three may be missed. */
const silenceLimit = 8_000;

/** How often the page says that it is there, in milliseconds. SignalR also does so when the server speaks, so a throttled tab stays in. */
const heartbeat = 2_000;

type Options<Hub, Client> = Pick<LinkOptions<Hub, Client>, "receive" | "rejoin" | "refused" | "changed">;

/** The agent's hub; who it is follows from the sign-in cookie. Refused with `sign-in-needed` when that is over. */
export function agentLink(options: Options<AgentHub, AgentClient>): HubLink<AgentHub, AgentClient> {
  return new HubLink({
    ...options,
    open: () => open("/hubs/agent"),
    forbidden: () => forbidden("/hubs/agent", {}, new ProblemError("sign-in-needed", "You are signed out. Sign in again.")),
  });
}

/** The consumer's hub; who it is follows from the ticket. Refused with `ticket-refused` when that is over. */
export function consumerLink(ticket: string, options: Options<ConsumerHub, ConsumerClient>): HubLink<ConsumerHub, ConsumerClient> {
  return new HubLink({
    ...options,
    open: () => open("/hubs/consumer", () => ticket),
    forbidden: () => forbidden("/hubs/consumer", { authorization: `Bearer ${ticket}` },
      new ProblemError("ticket-refused", "This visit is over. Enter the code again.")),
  });
}

/** WebSockets and nothing else: one request less, and no server has to be found a second time. */
function open(url: string, accessTokenFactory?: () => string): Wire {
  const connection = new HubConnectionBuilder()
    .withUrl(url, {
      transport: HttpTransportType.WebSockets, skipNegotiation: true, ...(accessTokenFactory && { accessTokenFactory }),
    })
    .configureLogging(LogLevel.None)
    .build();
  connection.serverTimeoutInMilliseconds = silenceLimit;
  connection.keepAliveIntervalInMilliseconds = heartbeat;
  return connection;
}

/** A browser does not tell a page why its WebSocket was refused; the negotiation that is skipped otherwise does, by its status. */
async function forbidden(url: string, headers: Record<string, string>, problem: ProblemError): Promise<ProblemError | null> {
  const answer = await fetch(`${url}/negotiate?negotiateVersion=1`, {
    method: "POST", headers, redirect: "manual", signal: timeout(5_000),
  });
  return answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect" ? problem : null;
}

/** AbortSignal.timeout, which Safari has since 16 only. */
function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
