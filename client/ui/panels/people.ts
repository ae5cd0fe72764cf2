/** Who else is in the room, and what one may do about them. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { SeatView } from "../../netcode/view.ts";
import { sideIcon } from "../icons.ts";
import { words } from "../words/words.ts";

export interface PeopleActions {
  isMuted(name: string): boolean;
  toggleMute(name: string): void;
  /** Asks the room to send the one on this slot away; null where there are too few to ask. */
  kick: ((slot: number) => void) | null;
}

export function peopleView(seats: readonly SeatView[], actions: PeopleActions): TemplateResult {
  const others = seats.filter((seat) => !seat.isBot && seat.relation !== "self");
  return html`
    <section class="people" aria-labelledby="people-title">
      <h3 id="people-title">${words.people.title}</h3>
      ${
        others.length === 0
          ? html`<p class="hint">${words.people.nobody}</p>`
          : html`<ul>
              ${repeat(
                others,
                (seat) => seat.slot,
                (seat) => personView(seat, actions),
              )}
            </ul>`
      }
    </section>
  `;
}

function personView({ name, relation, slot }: SeatView, actions: PeopleActions): TemplateResult {
  const text = words.people;
  const { kick } = actions;
  const isMuted = actions.isMuted(name);
  return html`
    <li>
      ${sideIcon(relation)}<span class="who-name">${name}</span>
      <button
        class="button quiet mute"
        aria-pressed=${isMuted}
        aria-label=${`${isMuted ? text.hear : text.mute}: ${name}`}
        @click=${() => actions.toggleMute(name)}
      >
        ${isMuted ? text.hear : text.mute}
      </button>
      ${
        kick
          ? html`<button
              class="button quiet kick"
              aria-label=${`${text.kick}: ${name}`}
              @click=${() => kick(slot)}
            >
              ${text.kick}
            </button>`
          : nothing
      }
    </li>
  `;
}
