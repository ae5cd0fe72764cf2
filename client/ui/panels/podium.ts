/** The first three on their steps, each as a skiff in the look that one knows him by from the table. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";
import type { Relation, SeatView } from "../../netcode/view.ts";

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

export function podiumView(seats: readonly SeatView[]): TemplateResult {
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
