/** For who only watches: whom he follows, and the ways to another, to a camera of his own and to a seat. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { View, WatchedView } from "../../netcode/view.ts";
import { controlLabel } from "../controlLabels.ts";
import { keyView } from "./keyView.ts";
import { words } from "../words/words.ts";

export interface WatchActions {
  /** Follows the next (1) or the one before (-1). */
  follow(by: 1 | -1): void;
  free(): void;
  /** From watching to playing, in the same room. */
  sitDown(): void;
}

const WAY_IDS = {
  watchPrevious: "watch-previous",
  watchNext: "watch-next",
  watchFree: "watch-free",
} as const;

export function watchBarView(
  { seats }: View,
  watched: WatchedView,
  actions: WatchActions,
): TemplateResult {
  const text = words.watch;
  const steering = controlLabel("move");
  const name = seats.find(({ slot }) => slot === watched.slot)?.name;
  return html`
    <section class="panel watch-bar" aria-label=${text.title}>
      <p class="watch-whom" role="status">
        ${name === undefined ? text.freely : html`${text.following} <b class="ally">${name}</b>`}
      </p>
      <div class="watch-ways">
        ${wayView("watchPrevious", text.previous, () => actions.follow(-1))}
        ${wayView("watchNext", text.next, () => actions.follow(1))}
        ${wayView("watchFree", text.free, () => actions.free())}
        <button
          class="button primary"
          id="sit-down"
          ?disabled=${!watched.hasFreeSeat}
          @click=${() => actions.sitDown()}
        >
          ${watched.hasFreeSeat ? html`${keyView("sitDown")} ${text.sitDown}` : text.noSeat}
        </button>
      </div>
      ${steering === "" ? nothing : html`<p class="hint">${text.steer(steering)}</p>`}
    </section>
  `;
}

function wayView(
  action: "watchPrevious" | "watchNext" | "watchFree",
  label: string,
  act: () => void,
): TemplateResult {
  return html`<button class="button" id=${WAY_IDS[action]} @click=${act}>
    ${keyView(action)} ${label}
  </button>`;
}
