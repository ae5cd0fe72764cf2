/** Things that are said often, said with two presses: a list, whose words each reader has in his own language. */
import { html, nothing, type TemplateResult } from "lit-html";
import { isAtKeyboard } from "../controlLabels.ts";
import { words } from "../words/words.ts";

/** The number of the phrase that a key stands for while the list is open, or -1. */
export function phraseOfKey(code: string): number {
  const number = Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? 0) - 1;
  return number < words.phrases.length ? number : -1;
}

export function phraseListView(say: (number: number) => void, close: () => void): TemplateResult {
  return html`
    <section class="panel phrases" aria-label=${words.chat.phrases} @cancel=${close}>
      <ol>
        ${words.phrases.map(
          (phrase, number) =>
            html`<li>
              <button class="button quiet" @click=${() => say(number)}>
                ${isAtKeyboard() ? html`<kbd>${number + 1}</kbd>` : nothing} ${phrase}
              </button>
            </li>`,
        )}
      </ol>
    </section>
  `;
}
