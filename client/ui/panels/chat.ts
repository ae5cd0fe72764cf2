/** What is said in the room, and the box to say something. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { CHAT_MAX, type ChatLine } from "../hud/chatLog.ts";
import { isAtKeyboard } from "../controlLabels.ts";
import { takeText } from "../form.ts";
import { sideIcon } from "../icons.ts";
import { words } from "../words/words.ts";

/** To whom what is typed goes; `null` where there are no teams to choose. */
export type Scope = "all" | "team" | null;
const FUNCTION_KEY = /^F\d+$/;

export interface ChatActions {
  /** To the team instead of to all, and back. */
  turn(): void;
  /** "" closes the box without a word. */
  send(text: string): void;
  close(): void;
}

export function chatView(
  lines: readonly ChatLine[],
  isOpen: boolean,
  scope: Scope,
  actions: ChatActions,
): TemplateResult {
  return html`
    <section class="chat ${isOpen ? "open" : ""}" aria-label=${words.chat.log}>
      <div role="log" aria-label=${words.chat.log}>
        <ol>
          ${repeat(lines, (line) => line.id, lineView)}
        </ol>
      </div>
      ${isOpen ? boxView(scope, actions) : nothing}
    </section>
  `;
}

function lineView(line: ChatLine): TemplateResult {
  if (!line.name) return html`<li class="news">${line.text}</li>`;
  const sign = line.relation === "ally" ? sideIcon("ally") : nothing;
  return html`<li>${sign}<b class=${line.relation}>${line.name}</b> ${line.text}</li>`;
}

function boxView(scope: Scope, actions: ChatActions): TemplateResult {
  const label = scope === "team" ? words.chat.toTeam : words.chat.label;
  const leaveOnEscape = (event: KeyboardEvent): void => {
    // Whoever composes a character has keys of his own for it.
    const code = event.isComposing ? "" : event.code;
    if (code === "Escape") actions.close();
    if (code === "Tab" && scope !== null) {
      event.preventDefault();
      actions.turn();
    }
    // What is typed must not steer, open the scoreboard or close anything else.
    if (!FUNCTION_KEY.test(event.code)) event.stopPropagation();
  };
  return html`
    <form
      @submit=${(event: Event) => actions.send(takeText(event, "text"))}
      @keydown=${leaveOnEscape}
    >
      ${scope === null ? nothing : html`<p class="scope ${scope}">${words.chat.scopes[scope]}</p>`}
      <input
        class="field"
        name="text"
        id="chat-box"
        autocomplete="off"
        maxlength=${CHAT_MAX}
        aria-label=${label}
        placeholder=${isAtKeyboard() ? words.chat.placeholder : label}
        @blur=${() => actions.close()}
      />
    </form>
  `;
}
