/** For who only watches: whom he follows, and the ways to another, to a camera of his own and to a seat. */
import { html, type TemplateResult } from "lit-html";
import type { View, WatchedView } from "../../netcode/view.ts";
import { words } from "../words/words.ts";

export interface WatchActions {
  /** Follows the next (1) or the one before (-1). */
  follow(by: 1 | -1): void;
  free(): void;
  /** From watching to playing, in the same room. */
  sitDown(): void;
}

/** By place, as in `event.code`; the caps say the same. */
export const WATCH_KEYS = {
  previous: "KeyQ",
  next: "KeyE",
  free: "KeyF",
  sitDown: "KeyJ",
} as const;

export function watchBarView(
  { seats }: View,
  watched: WatchedView,
  actions: WatchActions,
): TemplateResult {
  const text = words.watch;
  const name = seats.find(({ slot }) => slot === watched.slot)?.name;
  return html`
    <section class="panel watch-bar" aria-label=${text.title}>
      <p class="watch-whom" role="status">
        ${name === undefined ? text.freely : html`${text.following} <b class="ally">${name}</b>`}
      </p>
      <div class="watch-ways">
        ${wayView("watch-previous", "Q", text.previous, () => actions.follow(-1))}
        ${wayView("watch-next", "E", text.next, () => actions.follow(1))}
        ${wayView("watch-free", "F", text.free, () => actions.free())}
        <button
          class="button primary"
          id="sit-down"
          ?disabled=${!watched.hasFreeSeat}
          @click=${() => actions.sitDown()}
        >
          ${watched.hasFreeSeat ? html`<kbd>J</kbd> ${text.sitDown}` : text.noSeat}
        </button>
      </div>
      <p class="hint">${text.steer}</p>
    </section>
  `;
}

function wayView(id: string, key: string, label: string, act: () => void): TemplateResult {
  return html`<button class="button" id=${id} @click=${act}><kbd>${key}</kbd> ${label}</button>`;
}
