/** Esc: the match goes on, the player may leave it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { controlLabel } from "../controlLabels.ts";
import { words } from "../words/words.ts";

const TALK = ["chat", "teamChat", "phrases", "mark"] as const;

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
        ${talkView()}
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

/** How one talks in the midst of play, as far as the device in use has something for it. Votes say it themselves. */
function talkView(): TemplateResult | typeof nothing {
  const ways = TALK.filter((action) => controlLabel(action) !== "");
  if (ways.length === 0) return nothing;
  return html`<ul class="hint talk-keys">
    ${ways.map(
      (action) =>
        html`<li><kbd>${controlLabel(action)}</kbd> ${words.bindings.actions[action]}</li>`,
    )}
  </ul>`;
}
