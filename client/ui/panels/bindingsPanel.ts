/** Which key or button does what, and how to change it: press one of them, and then what it shall be instead. */
import { html, nothing, type TemplateResult } from "lit-html";
import { ACTION_GROUPS, type Action, type ActionGroup, weaponOf } from "../../input/actions.ts";
import { type BoundDevice, codesOf, FIXED_CODES, MOST_CODES } from "../../input/bindings.ts";
import { codeLabel } from "../controlLabels.ts";
import type { Rebinder } from "../rebinder.ts";
import { weaponName } from "../hud/weaponName.ts";
import { words } from "../words/words.ts";

const DEVICES: readonly BoundDevice[] = ["keys", "pad"];
const COLUMNS: readonly (readonly ActionGroup[])[] = [
  ["fight", "move", "aim", "watch"],
  ["weapons", "talk", "game"],
];

export function bindingsView(
  rebinder: Rebinder,
  isPadSeen: boolean,
  close: () => void,
): TemplateResult {
  const text = words.bindings;
  const cancel = (event: Event): void => {
    event.preventDefault();
    if (!rebinder.cancel()) close();
  };
  return html`
    <dialog class="card dialog bindings" aria-labelledby="bindings-title" @cancel=${cancel}>
      <header class="bindings-header">
        <h2 id="bindings-title">${text.title}</h2>
        ${devicesView(rebinder)}
      </header>
      <p class="hint">${rebinder.device === "pad" && !isPadSeen ? text.noPad : text.hint}</p>
      <div class="settings-columns">
        ${COLUMNS.map((groups) => html`<div>${groups.map((group) => groupView(rebinder, group))}</div>`)}
      </div>
      <footer class="dialog-footer">
        <button class="button" id="reset-bindings" @click=${() => rebinder.reset()}>
          ${text.reset}
        </button>
        <p class="bindings-news ${rebinder.capture ? "capturing" : ""}" role="status">
          ${newsOf(rebinder)}
        </p>
        <button class="button primary" id="bindings-back" @click=${close}>${text.back}</button>
      </footer>
    </dialog>
  `;
}

function actionName(action: Action): string {
  const names: Readonly<Record<string, string>> = words.bindings.actions;
  return names[action] ?? weaponName(weaponOf(action));
}

function devicesView(rebinder: Rebinder): TemplateResult {
  return html`
    <div class="segments" role="group">
      ${DEVICES.map(
        (device) => html`
          <button
            class="button"
            aria-pressed=${device === rebinder.device}
            @click=${() => rebinder.show(device)}
          >
            ${words.bindings.devices[device]}
          </button>
        `,
      )}
    </div>
  `;
}

function groupView(rebinder: Rebinder, group: ActionGroup): TemplateResult {
  const text = words.bindings;
  return html`
    <section>
      <h3>${text.groups[group]}</h3>
      ${group === "aim" && rebinder.device === "keys" ? html`<p class="hint">${text.aimByMouse}</p>` : nothing}
      ${ACTION_GROUPS[group].map((action) => rowView(rebinder, action))}
    </section>
  `;
}

function rowView(rebinder: Rebinder, action: Action): TemplateResult {
  const codes = codesOf(rebinder.bindings, rebinder.device, action);
  const isAdding = rebinder.isCapturing(action, null);
  const name = actionName(action);
  return html`
    <div class="binding" id="binding-${action}">
      <span class="binding-name">${name}</span>
      <span class="binding-codes">
        ${codes.map((code) => codeView(rebinder, action, code))}
        ${codes.length === 0 && !isAdding ? html`<i class="hint">${words.bindings.none}</i>` : nothing}
        ${
          codes.length < MOST_CODES
            ? html`<button
                class="button code-add ${isAdding ? "capturing" : ""}"
                aria-label=${isAdding ? nothing : words.bindings.add(name)}
                title=${words.bindings.add(name)}
                @click=${() => rebinder.begin(action, null)}
              >
                ${isAdding ? words.bindings.press[rebinder.device] : "+"}
              </button>`
            : nothing
        }
      </span>
    </div>
  `;
}

function codeView(rebinder: Rebinder, action: Action, code: string): TemplateResult {
  const text = words.bindings;
  const label = codeLabel(rebinder.device, code);
  if (code === FIXED_CODES[rebinder.device])
    return html`<kbd class="code-fixed" title=${text.fixed(label)}>${label}</kbd>`;
  const isCapturing = rebinder.isCapturing(action, code);
  const name = actionName(action);
  return html`
    <span class="code ${isCapturing ? "capturing" : ""}">
      <button
        class="button"
        aria-label=${isCapturing ? nothing : text.change(name, label)}
        @click=${() => rebinder.begin(action, code)}
      >
        ${isCapturing ? text.press[rebinder.device] : label}
      </button>
      <button
        class="button code-remove"
        aria-label=${text.remove(name, label)}
        title=${text.remove(name, label)}
        @click=${() => rebinder.remove(action, code)}
      >
        ×
      </button>
    </span>
  `;
}

function newsOf({ capture, device, news }: Rebinder): string {
  const text = words.bindings;
  if (news?.kind === "refused") return text.refused;
  if (news?.kind === "reset") return text.wasReset;
  if (capture) return text.capture[device](actionName(capture.action));
  if (!news) return "";
  const code = codeLabel(news.device, news.code);
  const name = actionName(news.action);
  if (news.kind === "removed") return text.removed(name, code);
  if (news.losers.length === 0) return text.bound(name, code);
  const list = (actions: readonly Action[]): string => actions.map(actionName).join(", ");
  if (news.bare.length > 0) return text.takenLast(name, code, list(news.bare));
  return text.taken(name, code, list(news.losers));
}
