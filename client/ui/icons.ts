/** Small drawings in one stroke weight. They repeat what is said beside them, so screen readers pass over them. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";
import type { Relation } from "../netcode/view.ts";

function icon(name: string, drawing: SVGTemplateResult, viewBox = "0 0 24 24"): TemplateResult {
  return html`<svg class="icon icon-${name}" viewBox=${viewBox} aria-hidden="true">
    ${drawing}
  </svg>`;
}

/** The shapes that tell sides apart on the table: kite, broken ring, hexagon. */
function relationIcon(relation: Relation): TemplateResult {
  if (relation === "self") return icon("self", svg`<path d="M20 4 3.5 10.5 6 18l7.5 2.5Z" />`);
  if (relation === "ally")
    return icon("ally", svg`<path d="M18.5 17.5a8.5 8.5 0 1 1 0-11" /><path d="M12 12h9" />`);
  return icon("enemy", svg`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z" />`);
}

/** The same in the colour of its side. */
export function sideIcon(relation: Relation): TemplateResult {
  return html`<span class=${relation}>${relationIcon(relation)}</span>`;
}

/** By weapon index: a capsule, a beam off a cushion, a fan of pellets, a rocket, a ring that flies. */
const WEAPON_DRAWINGS: readonly SVGTemplateResult[] = [
  svg`<path d="M3 12h7" stroke-dasharray="2 3" /><rect x="12" y="8.5" width="17" height="7" rx="3.5" />`,
  svg`<path d="M2 17 17 7l13 9" /><circle cx="17" cy="7" r="2.4" />`,
  svg`<path d="M3 12h5m0 0 5-5m-5 5 5 5m-5-5h5" /><path d="M19 12h.01M26 12h.01M18 5.5h.01M18 18.5h.01M25 3.5h.01M25 20.5h.01" stroke-width="4.4" />`,
  svg`<path d="M10 8.5h11q6 .6 9 3.5-3 2.9-9 3.5H10Z" /><path d="m13 8.5-4-4.5M13 15.5 9 20M2 12h4.5" />`,
  svg`<path d="M28.5 12a7.5 7.5 0 1 1-15 0 7.5 7.5 0 1 1 15 0" /><circle cx="21" cy="12" r="1.6" /><path d="M2 8h8M4 12h5M2 16h8" />`,
];

export function weaponIcon(weapon: number): TemplateResult {
  return icon("weapon", WEAPON_DRAWINGS[weapon] ?? WEAPON_DRAWINGS[0]!, "0 0 32 24");
}

export function shieldIcon(): TemplateResult {
  return icon("shield", svg`<path d="m12 3 8 3c.4 8-2 12-8 15-6-3-8.4-7-8-15Z" />`);
}

export function overdriveIcon(): TemplateResult {
  return icon("overdrive", svg`<path d="m4 12 8-7 8 7M4 19l8-7 8 7" />`);
}

const AWARD_DRAWINGS = {
  caroms: svg`<path d="M2 18 9 6l7 12 6-12" />`,
  aim: svg`<circle cx="12" cy="12" r="7.5" /><path d="M12 2v6m0 8v6M2 12h6m8 0h6" />`,
  run: svg`<path d="m4 16 5-5 4 4 7-8m0 0h-5m5 0v5" />`,
  way: svg`<path d="M3 4h18v16H3Z" /><path d="m6 17 4-10 4 10 3-7" />`,
  help: svg`<path d="M12 20C4 14 3 9.5 6 7c2.5-2 5-.5 6 1.5 1-2 3.5-3.5 6-1.5 3 2.5 2 7-6 13Z" />`,
};

export function awardIcon(kind: keyof typeof AWARD_DRAWINGS): TemplateResult {
  return icon("award", AWARD_DRAWINGS[kind]);
}

/** A path that turns once for every cushion. */
export function bounceIcon(bounces: number): TemplateResult {
  const points = Array.from(
    { length: Math.min(bounces, 3) + 2 },
    (_, i) => `${3 + i * 8},${i % 2 === 0 ? 18 : 6}`,
  );
  return icon(
    "bounce",
    svg`<polyline points=${points.join(" ")} />`,
    `0 0 ${6 + (points.length - 1) * 8} 24`,
  );
}

export function diceIcon(): TemplateResult {
  return icon(
    "dice",
    svg`<rect x="4" y="4" width="16" height="16" rx="3.5" /><path d="M8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01" />`,
  );
}

export function dashIcon(): TemplateResult {
  return icon("dash", svg`<path d="m5 6 6 6-6 6M13 6l6 6-6 6" />`);
}

export function slideIcon(): TemplateResult {
  return icon(
    "slide",
    svg`<path d="M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5" />`,
  );
}

export function crosshairIcon(): TemplateResult {
  return icon(
    "crosshair",
    svg`<circle cx="12" cy="12" r="6.5" /><path d="M12 2v6M12 16v6M2 12h6M16 12h6" />`,
  );
}

export function pauseIcon(): TemplateResult {
  return icon("pause", svg`<path d="M8.5 6v12M15.5 6v12" />`);
}

export function scoresIcon(): TemplateResult {
  return icon("scores", svg`<path d="M4 20v-7h5v7M9 20V5h6v15M15 20v-9h5v9M3 20h18" />`);
}

export function chatIcon(): TemplateResult {
  return icon("chat", svg`<path d="M5 5h14v10.5h-8L6.5 19v-3.5H5Z" />`);
}

/** Something said with one press: a bubble with its line already in it. */
export function phrasesIcon(): TemplateResult {
  return icon(
    "phrases",
    svg`<path d="M4 4.5h16v12h-6.5L9 20.5v-4H4Z" /><path d="M8 9h8M8 12.3h5" />`,
  );
}

/** A pin in the cloth. */
export function markIcon(): TemplateResult {
  return icon(
    "mark",
    svg`<path d="M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11Z" /><circle cx="12" cy="10" r="2.2" />`,
  );
}

export function cupIcon(): TemplateResult {
  return icon(
    "cup",
    svg`<path d="M7 4h10v6a5 5 0 0 1-10 0Z" /><path d="M7 6H3.5q0 5 4 5M17 6h3.5q0 5-4 5M12 15v5M8 20h8" />`,
  );
}

export function gearIcon(): TemplateResult {
  return icon(
    "gear",
    svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9" /><circle cx="15.5" cy="7" r="2.5" /><circle cx="8.5" cy="17" r="2.5" />`,
  );
}
