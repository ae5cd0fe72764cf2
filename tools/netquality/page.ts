/** One page of a whole measurement, which needs nothing beside itself: figures beside their targets, and timelines. */
import type { Row } from "../rows.ts";
import { drawTimeline } from "./chart.ts";
import type { Timeline } from "./timelines.ts";

export interface Chapter {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly timelines: readonly Timeline[];
}

interface Terms {
  readonly bots: number;
  readonly seconds: number;
  readonly seed: number;
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b2a2e, #d8e6e4); --faint: light-dark(#5d7175, #8aa09f);
  --rule: light-dark(#d9e2e2, #24383c); --line: light-dark(#0a7d6c, #49e0c8); --bad: light-dark(#c22b2b, #ff6b6b); }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { text-align: right; padding: 1px 12px 1px 0; border-bottom: 1px solid var(--rule); }
td:first-child, th:first-child { text-align: left; }
tr.bad td { color: var(--bad); font-weight: 600; }
tr.told td { color: var(--faint); }
section > div { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
figure { margin: 0 0 1rem; } figcaption { font-weight: 600; } figure p { margin: 0; color: var(--faint); }
svg { width: min(100%, 560px); height: auto; font: 10px system-ui, sans-serif; fill: var(--faint); }
.grid { stroke: var(--rule); } .band { fill: var(--line); opacity: 0.22; }
.line { fill: none; stroke: var(--line); stroke-width: 1.5; }
.bad { fill: var(--bad); } .excused { fill: var(--faint); opacity: 0.5; }
.charts { flex: 1 1 420px; }`;

export function renderPage(chapters: readonly Chapter[], { bots, seconds, seed }: Terms): string {
  const rows = chapters.flatMap((chapter) => chapter.rows).filter(({ budget }) => budget !== null);
  const missed = rows.filter(({ ok }) => !ok).length;
  const summary = `${rows.length - missed} of ${rows.length} targets reached`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Carom: quality of the netcode</title><style>${STYLE}</style>
<h1>Quality of the netcode</h1>
<p>${summary}; ${bots} players, ${seconds} s on each network, seed ${seed}. Lines are the middle of all players, bands hold nine
of ten. A red correction is one that no hit and no push explains.</p>
${chapters.map(renderChapter).join("\n")}
</html>
`;
}

function renderChapter({ title, rows, timelines }: Chapter): string {
  const table = `<table><tr><th>Figure</th><th>Value</th><th>Target</th></tr>${rows.map(renderRow).join("")}</table>`;
  const charts = `<div class="charts">${timelines.map(drawTimeline).join("")}</div>`;
  return `<section><h2>${title}</h2><div>${table}${charts}</div></section>`;
}

function renderRow({ name, value, unit, budget, ok }: Row): string {
  const kind = budget === null ? "told" : ok ? "good" : "bad";
  const words = name.slice(name.indexOf(": ") + 2);
  const target = budget === null ? "" : String(Math.round(budget * 1000) / 1000);
  return `<tr class="${kind}"><td>${words}</td><td>${value} ${unit}</td><td>${target}</td></tr>`;
}
