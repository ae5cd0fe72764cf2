/** The name of the game as a shot: off the lower cushion, off the upper one, and into the O. */
import { html, type TemplateResult } from "lit-html";
import { words } from "../words/words.ts";

export function titleView(): TemplateResult {
  return html`
    <h1 class="title" aria-label=${words.title}>
      <svg viewBox="0 0 640 190" aria-hidden="true">
        <g class="title-cushions">
          <path class="title-cushion first" d="M86 172h112" />
          <path class="title-cushion second" d="M244 16h112" />
        </g>
        <path class="title-trail" pathLength="100" d="M-8 62 142 170 300 18 404 94" />
        <path class="title-bolt" pathLength="100" d="M-8 62 142 170 300 18 404 94" />
        <g class="title-letters">
          <text x="66" y="140">C</text>
          <text x="186" y="140">A</text>
          <text x="302" y="140">R</text>
          <text x="560" y="140">M</text>
        </g>
        <circle class="title-ring" cx="426" cy="96" r="45" />
        <circle class="title-pocket" cx="426" cy="96" r="13" />
      </svg>
    </h1>
    <p class="tagline">${words.tagline}</p>
  `;
}
