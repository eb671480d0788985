import { texts } from "../words/operations.ts";

/** What one process said of itself: see ProcessFigures on the server. */
export interface Report {
  processId: string;
  name: string;
  at: string;
  figures: Record<string, number>;
}

export interface Line {
  name: string;
  latest: number;
  points: { at: number; value: number }[];
}

export interface Chart {
  title: string;
  empty: string;
  /** The top of the scale is at least this. */
  atLeast?: number;
  write(value: number): string;
  lines(reports: Report[]): Line[];
}

/** All processes are read together in steps of this length: they report at moments of their own. */
const STEP = 10_000;

type Kind = "level" | "rate" | "worst";

/**
 * One line for each value of a dimension of an instrument, over all processes: `level` adds up, `rate` is the growth each second,
 * `worst` the highest of all.
 */
export function lines(reports: Report[], instrument: string, kind: Kind, name: (dimensions: string[]) => string | null): Line[] {
  const found = new Map<string, Map<number, number>>();
  const steps = new Map<string, Map<number, Report>>();
  for (const report of reports) {
    const own = steps.get(report.processId) ?? new Map<number, Report>();
    own.set(Math.floor(Date.parse(report.at) / STEP), report);
    steps.set(report.processId, own);
  }
  for (const own of steps.values()) {
    let before: Report | undefined;
    for (const [step, report] of own) {
      for (const [key, value] of Object.entries(report.figures)) {
        const [head, ...dimensions] = key.split("|");
        const label = head === instrument ? name(dimensions) : null;
        if (label === null) continue;
        const seconds = before ? (Date.parse(report.at) - Date.parse(before.at)) / 1000 : 0;
        if (kind === "rate" && seconds <= 0) continue;
        const amount = kind === "rate" ? (value - (before!.figures[key] ?? 0)) / seconds : value;
        const line = found.get(label) ?? new Map<number, number>();
        line.set(step, kind === "worst" ? Math.max(line.get(step) ?? 0, amount) : (line.get(step) ?? 0) + amount);
        found.set(label, line);
      }
      before = report;
    }
  }
  return [...found].map(([label, line]) => {
    const points = [...line].sort(([a], [b]) => a - b).map(([step, value]) => ({ at: step * STEP, value }));
    // The newest step may lack processes that have not reported in it yet. A rate is told of the last minute: some things happen once in it.
    const whole = points.length > 1 ? points.slice(0, -1) : points;
    const told = kind === "rate" ? whole.slice(-6) : whole.slice(-1);
    return { name: label, points, latest: told.reduce((sum, point) => sum + point.value, 0) / told.length };
  }).sort((a, b) => a.name.localeCompare(b.name));
}

const whole = (value: number) => Math.round(value).toString();
const perMinute = (value: number) => `${(value * 60).toFixed(value * 60 < 10 ? 1 : 0)}/min`;
const perSecond = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)}/s`;
const duration = (value: number) => value < 1 ? `${(value * 1000).toFixed(value < 0.01 ? 1 : 0)} ms` : `${value.toFixed(1)} s`;
const first = ([dimension]: string[]) => dimension ?? "all";
const quantile = (dimensions: string[]) => dimensions.at(-1) === "p50" ? texts.median : texts.worst;

export const charts: Chart[] = [
  { ...texts.charts.sessions, write: whole, lines: all => lines(all, "seesupport.sessions", "level", first) },
  { ...texts.charts.browsers, write: whole, lines: all => lines(all, "seesupport.hub.connections", "level", first) },
  { ...texts.charts.connect, write: duration, lines: all => lines(all, "seesupport.session.connect.duration", "worst", quantile) },
  { ...texts.charts.join, write: duration, lines: all => lines(all, "seesupport.session.join.duration", "worst", quantile) },
  { ...texts.charts.invites, write: perMinute, lines: all => lines(all, "seesupport.invites", "rate", dimensions => dimensions.join(" ")) },
  {
    ...texts.charts.codes, write: perMinute,
    lines: all => [...lines(all, "seesupport.codes.redeemed", "rate", () => texts.redeemed), ...lines(all, "seesupport.codes.missed", "rate", () => texts.missed)],
  },
  { ...texts.charts.routes, write: perMinute, lines: all => lines(all, "seesupport.ice.outcomes", "rate", dimensions => dimensions.join(" ")) },
  { ...texts.charts.probes, write: perMinute, lines: all => lines(all, "seesupport.turn.probes", "rate", dimensions => dimensions.join(" ")) },
  { ...texts.charts.signals, write: perSecond, lines: all => lines(all, "seesupport.signals", "rate", dimensions => dimensions.at(-1)!) },
  { ...texts.charts.relay, write: duration, lines: all => lines(all, "seesupport.relay.duration", "worst", quantile) },
  { ...texts.charts.pictures, write: perMinute, lines: all => lines(all, "seesupport.pictures", "rate", dimensions => dimensions.join(" ")) },
  { ...texts.charts.rtt, write: duration, lines: all => lines(all, "seesupport.media.rtt", "worst", quantile) },
  { ...texts.charts.cpu, atLeast: 1, write: value => value.toFixed(2), lines: all => lines(all, "process.cpu", "rate", () => texts.allProcesses) },
];
