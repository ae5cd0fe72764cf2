/** What is heard, for those who do not hear it. Whoever has the page read to him hears it: it is not read. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Caption } from "../../audio/captions.ts";
import { words } from "../words/words.ts";

export function captionsView(captions: readonly Caption[]): TemplateResult {
  return html`<ol class="captions" aria-hidden="true">
    ${repeat(
      captions,
      ({ id }) => id,
      ({ name, arrow }) => html`
        <li>${words.captions[name]}${arrow ? html` <b>${arrow}</b>` : nothing}</li>
      `,
    )}
  </ol>`;
}
