import { texts } from "../words/operations.ts";
import { charts, type Chart, type Report } from "./charts.ts";

/** How long a process may be silent before it counts as gone. */
const SILENT = 20_000;
const KEPT = 15 * 60_000;
const EVERY = 5_000;

const state = document.getElementById("operations-state")!;
const place = document.getElementById("operations-charts")!;
const table = document.getElementById("operations-processes")!;

let reports: Report[] = [];

async function fetchMore(): Promise<void> {
  const last = reports.at(-1)?.at;
  const answer = await fetch(`/api/operations${last ? `?after=${encodeURIComponent(last)}` : ""}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const more = await answer.json() as Report[];
  const from = Date.now() - KEPT;
  reports = [...reports, ...more].filter(report => Date.parse(report.at) >= from);
}

function element(name: string, className?: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** One chart: its name, the latest figure of each line, and the lines over fifteen minutes. */
function draw(chart: Chart): HTMLElement {
  const card = element("figure", "card");
  card.append(element("figcaption", undefined, chart.title));
  const lines = chart.lines(reports);
  const now = Date.now();
  const top = Math.max(...lines.flatMap(line => line.points.map(point => point.value)), chart.atLeast ?? 0);
  const picture = svg("svg", { viewBox: "0 0 300 80", role: "img", "aria-label": `${chart.title}: ${lines.map(line => `${line.name} ${chart.write(line.latest)}`).join(", ") || texts.nothing}` });
  picture.append(svg("line", { x1: 0, y1: 79.5, x2: 300, y2: 79.5, class: "axis" }));
  lines.forEach((line, index) => {
    const at = (point: { at: number; value: number }) =>
      `${(300 * (1 - (now - point.at) / KEPT)).toFixed(1)},${(78 - 74 * (top > 0 ? point.value / top : 0)).toFixed(1)}`;
    picture.append(svg("polyline", { points: line.points.map(at).join(" "), class: `line line-${index % 5}` }));
  });
  card.append(picture);
  const legend = element("ul", "legend");
  lines.forEach((line, index) => {
    const entry = element("li", `line-${index % 5}`);
    entry.append(element("span", undefined, line.name), element("strong", "digits", chart.write(line.latest)));
    legend.append(entry);
  });
  card.append(lines.length ? legend : element("p", "muted small", chart.empty));
  return card;
}

function drawProcesses(): void {
  const latest = new Map<string, Report>();
  for (const report of reports) latest.set(report.processId, report);
  const head = element("tr");
  for (const name of texts.columns) head.append(element("th", undefined, name));
  const rows = [...latest.values()].sort((a, b) => a.name.localeCompare(b.name)).map(report => {
    const row = element("tr");
    const sum = (prefix: string) => Object.entries(report.figures).filter(([name]) => name.startsWith(prefix)).reduce((total, [, value]) => total + value, 0);
    const silent = Date.now() - Date.parse(report.at);
    row.append(
      element("td", undefined, report.name),
      element("td", undefined, silent > SILENT ? texts.silent(Math.round(silent / 1000)) : texts.running),
      element("td", "digits", `${Math.round((report.figures["process.memory"] ?? 0) / 1048576)} MB`),
      element("td", "digits", String(sum("seesupport.sessions|"))),
      element("td", "digits", String(sum("seesupport.hub.connections|"))));
    return row;
  });
  table.replaceChildren(head, ...rows);
}

async function show(): Promise<void> {
  try {
    await fetchMore();
    place.replaceChildren(...charts.map(draw));
    drawProcesses();
    state.textContent = texts.asOf(new Date().toLocaleTimeString());
  } catch {
    state.textContent = texts.away;
  }
}

void show();
setInterval(() => document.hidden || void show(), EVERY);
document.addEventListener("visibilitychange", () => document.hidden || void show());
