/** The tables of this room, each to be put to the vote. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { View } from "../../netcode/view.ts";
import { roundName } from "../hud/roundName.ts";
import { words } from "../words/words.ts";

export function tablesView(
  { rounds, arena, mode }: View,
  mayPropose: boolean,
  propose: (round: number) => void,
): TemplateResult | typeof nothing {
  if (rounds.length === 0 || !mayPropose) return nothing;
  const playing = rounds.find((round) => round.title === arena.title && round.mode === mode);
  const text = words.tables;
  return html`
    <section class="people tables" aria-labelledby="tables-title">
      <h3 id="tables-title">${text.title}</h3>
      <ul>
        ${rounds.map(
          (round, number) =>
            html`<li>
              <span class="who-name">${roundName(round)}</span>
              ${round === playing ? html`<small class="badge">${text.playing}</small>` : nothing}
              <button
                class="button quiet"
                aria-label=${`${round === playing ? text.again : text.propose}: ${roundName(round)}`}
                @click=${() => propose(number)}
              >
                ${round === playing ? text.again : text.propose}
              </button>
            </li>`,
        )}
      </ul>
    </section>
  `;
}
