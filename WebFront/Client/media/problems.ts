import type { Problem } from "../hub/contract.ts";

/** What keeps the picture away, in words that both sides can read. */
export const mediaProblems = {
  relayRefused: {
    code: "relay-refused",
    sentence: "The relay server refuses this session. The agent's support team has to check the relay's settings.",
  },
  relayUnreachable: {
    code: "relay-unreachable",
    sentence: "The relay server cannot be reached. Try another network, such as Wi-Fi or mobile data.",
  },
  noRoute: {
    code: "no-route",
    sentence: "No route was found between phone and agent. Try another network, such as Wi-Fi or mobile data.",
  },
  black: {
    code: "picture-black",
    sentence: "The picture is black. Make sure that nothing covers the camera.",
  },
  nothingSent: {
    code: "nothing-sent",
    sentence: "The phone sends no picture. Pause the camera and resume it.",
  },
} as const satisfies Record<string, Problem>;
