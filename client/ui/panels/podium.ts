/**
 * The first three on their steps, each as a skiff in the look that one knows him by from the table; of teams the first
 * three of each, the winners before the others.
 */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";
import type { Relation, SeatView, View } from "../../netcode/view.ts";
import { sideScores } from "../hud/matchBar.ts";
import { sideIcon } from "../icons.ts";
import { words } from "../words/words.ts";

const PLACES = 3;

/** Hulls as on the table (render/silhouettes.ts), with where their core lies. */
const HULLS: Record<Relation, { path: string; coreX: number }> = {
  self: { path: "M23 0-13-16-7 0-13 16Z", coreX: -1 },
  ally: {
    path: "M13.3-12.5A19 19 0 1 0 13.3 12.5L13.9 12.4A14.2 14.2 0 1 1 13.9-12.4Z",
    coreX: -11.5,
  },
  enemy: { path: "M20 0 9-16.5-10-16.5-19 0-10 16.5 9 16.5Z", coreX: 0 },
};

type Standing = Pick<View, "seats" | "hasTeams" | "ownTeam" | "teamScores">;

export interface SideResult {
  readonly relation: "ally" | "enemy";
  readonly score: number;
  readonly hasWon: boolean;
  /** Best first. */
  readonly seats: readonly SeatView[];
}

/** The side that won first; after a draw mine. */
export function sideResults(view: Pick<View, "seats" | "ownTeam" | "teamScores">): SideResult[] {
  const [mine, theirs] = sideScores(view);
  const side = (relation: "ally" | "enemy", score: number, against: number): SideResult => ({
    relation,
    score,
    hasWon: score > against,
    seats: view.seats.filter((seat) => (seat.relation === "enemy") === (relation === "enemy")),
  });
  const [own, other] = [side("ally", mine, theirs), side("enemy", theirs, mine)];
  return other.hasWon ? [other, own] : [own, other];
}

export function podiumView(view: Standing): TemplateResult {
  if (!view.hasTeams) return placesView(view.seats);
  return html`<div class="podium-sides">${sideResults(view).map(sideView)}</div>`;
}

function sideView({ relation, score, hasWon, seats }: SideResult): TemplateResult {
  const text = words.scoreboard;
  return html`
    <section class="podium-side ${relation} ${hasWon ? "won" : ""}">
      <h3>
        ${sideIcon(relation)} ${relation === "ally" ? text.ours : text.theirs} <b>${score}</b>
      </h3>
      ${placesView(seats)}
    </section>
  `;
}

function placesView(seats: readonly SeatView[]): TemplateResult {
  return html`
    <ol class="podium">
      ${seats.slice(0, PLACES).map(
        (seat, index) => html`
          <li class="podium-place place-${index + 1} ${seat.relation}">
            <span class="podium-skiff">${skiffPicture(seat.relation)}</span>
            <b>${seat.name}</b>
            <span class="podium-block"><i>${index + 1}</i><strong>${seat.score}</strong></span>
          </li>
        `,
      )}
    </ol>
  `;
}

function skiffPicture(relation: Relation): TemplateResult {
  const { path, coreX } = HULLS[relation];
  const barrel: SVGTemplateResult = svg`<rect x="8" y="-2.8" width="20" height="5.6" rx="2.8" />`;
  return html`<svg class="skiff" viewBox="-34 -34 68 68" aria-hidden="true">
    <g transform="rotate(-90)">
      <path class="skiff-rim" d=${path} />
      <path class="skiff-hull" d=${path} />
      <circle class="skiff-core" cx=${coreX} r="4.4" />
      <g class="skiff-barrel">${barrel}</g>
    </g>
  </svg>`;
}
