/** One hint, above the weapons: the keys, and what they are good for. */
import { html, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { controlLabel } from "../controlLabels.ts";
import { words } from "../words/words.ts";
import { hintControls, type HintName } from "./hints.ts";

export function hintView(hint: HintName | null): TemplateResult {
  // Keyed by its name, so that each one comes in by itself.
  return html`<div class="hints" role="status">
    ${repeat(
      hint ? [hint] : [],
      (name) => name,
      (name) => html`
        <p class="panel hint-line">
          ${hintControls(name).map((control) => html`<kbd>${controlLabel(control)}</kbd>`)}
          <span>${words.hints[name]}</span>
        </p>
      `,
    )}
  </div>`;
}
