/** Esc: the match goes on, the player may leave it. */
import { html, type TemplateResult } from "lit-html";
import { words } from "../words/words.ts";

export interface PauseActions {
  resume(): void;
  openSettings(): void;
  leave(): void;
}

/** `sections` say who is here and how others get here. */
export function pauseView(
  roomCode: string,
  sections: readonly unknown[],
  actions: PauseActions,
): TemplateResult {
  const text = words.pause;
  const cancel = (event: Event): void => {
    event.preventDefault();
    actions.resume();
  };
  return html`
    <dialog class="card dialog pause" aria-labelledby="pause-title" @cancel=${cancel}>
      <header>
        <h2 id="pause-title">${text.title}</h2>
        <p class="hint">${text.body}</p>
        <p class="hint">${text.talk}</p>
        <p class="room-code">${text.room(roomCode)}</p>
      </header>
      <div class="pause-ways">
        <button class="button primary" id="resume" autofocus @click=${() => actions.resume()}>
          ${text.resume}
        </button>
        <button class="button" id="pause-settings" @click=${() => actions.openSettings()}>
          ${text.settings}
        </button>
        <button class="button danger" id="leave" @click=${() => actions.leave()}>
          ${text.leave}
        </button>
      </div>
      ${sections}
    </dialog>
  `;
}
