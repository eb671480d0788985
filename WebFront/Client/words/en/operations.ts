/** What the operations page says in English. */
const operations = {
  charts: {
    sessions: { title: "Sessions awake", empty: "No session is open." },
    browsers: { title: "Browsers connected", empty: "No browser is connected." },
    connect: { title: "Start to first picture", empty: "No session came to its picture yet." },
    join: { title: "Tap on Connect to first picture", empty: "No session came to its picture yet." },
    invites: { title: "Invites", empty: "No invite was sent yet." },
    codes: { title: "Codes", empty: "No code was used yet." },
    routes: { title: "Routes found", empty: "No route was looked for yet." },
    probes: { title: "Relay probes", empty: "No relay is set up." },
    signals: { title: "Signals", empty: "No signal was sent yet." },
    relay: { title: "A signal through the grid", empty: "No signal was sent yet." },
    pictures: { title: "Pictures", empty: "No picture was taken yet." },
    rtt: { title: "Round trip of the media", empty: "No media is flowing." },
    cpu: { title: "Processor use, cores", empty: "No figures yet." },
  },
  median: "median",
  worst: "worst of a hundred",
  redeemed: "redeemed",
  missed: "missed",
  allProcesses: "all processes",
  nothing: "nothing yet",
  columns: ["Process", "State", "Memory", "Sessions", "Browsers"],
  running: "Running",
  silent: (seconds: number) => `Silent for ${seconds} s`,
  asOf: (time: string) => `Figures of ${time}, new ones every five seconds.`,
  away: "SeeSupport does not answer. This page tries again by itself.",
};

export default operations;

export type OperationsWords = typeof operations;
