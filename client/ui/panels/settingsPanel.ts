/** The settings: every change counts at once and is kept. */
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { PALETTE_NAMES } from "../../render/palettes.ts";
import { MOTIONS, type Settings, type SettingsStore, TEXT_SIZE_RANGE, TIERS } from "../settings.ts";
import { words } from "../words/words.ts";

type NumberName = { [K in keyof Settings]: Settings[K] extends number ? K : never }[keyof Settings];

const SHARE_RANGE = { min: 0, max: 1, step: 0.05 };

export function settingsView(store: SettingsStore, close: () => void): TemplateResult {
  const text = words.settings;
  return html`
    <dialog
      class="card dialog settings"
      aria-labelledby="settings-title"
      @cancel=${(event: Event) => cancel(event, close)}
    >
      <h2 id="settings-title">${text.title}</h2>
      <div class="settings-columns">
        <section>
          <h3>${text.sound}</h3>
          ${slider(store, "volumeMaster", text.master)}
          ${slider(store, "volumeEffects", text.effects)} ${slider(store, "volumeUi", text.ui)}
          <h3>${text.comfort}</h3>
          ${slider(store, "shake", text.shake)} ${slider(store, "flash", text.flash)}
        </section>
        <section>
          <h3>${text.picture}</h3>
          ${choice(text.palette, PALETTE_NAMES, text.palettes, store.current.palette, (palette) => store.change({ palette }))}
          ${choice(text.tier, TIERS, text.tiers, store.current.tier, (tier) => store.change({ tier }))}
          ${choice(text.motion, MOTIONS, text.motions, store.current.motion, (motion) => store.change({ motion }))}
          ${slider(store, "textSize", text.textSize, TEXT_SIZE_RANGE)}
        </section>
      </div>
      <footer class="dialog-footer">
        <p class="hint">${store.isLasting ? text.kept : text.notKept}</p>
        <button class="button primary" autofocus @click=${close}>${text.done}</button>
      </footer>
    </dialog>
  `;
}

function slider(
  store: SettingsStore,
  name: NumberName,
  label: string,
  range = SHARE_RANGE,
): TemplateResult {
  const value = store.current[name];
  const id = `setting-${name}`;
  const change = (event: Event): void => {
    if (event.target instanceof HTMLInputElement)
      store.change({ [name]: event.target.valueAsNumber });
  };
  return html`
    <div class="setting">
      <label for=${id}>${label}</label>
      <output for=${id}>${words.settings.percent(value)}</output>
      <input
        type="range"
        id=${id}
        min=${range.min}
        max=${range.max}
        step=${range.step}
        .value=${live(String(value))}
        .style=${`--share: ${(value - range.min) / (range.max - range.min)}`}
        @input=${change}
      />
    </div>
  `;
}

function choice<T extends string>(
  label: string,
  options: readonly T[],
  names: Record<T, string>,
  chosen: T,
  choose: (option: T) => void,
): TemplateResult {
  const change = (event: Event): void => {
    const option =
      event.target instanceof HTMLSelectElement ? options[event.target.selectedIndex] : undefined;
    if (option !== undefined) choose(option);
  };
  return html`
    <label class="setting"
      ><span>${label}</span>
      <select class="field" @change=${change}>
        ${options.map((option) => html`<option value=${option} ?selected=${option === chosen}>${names[option]}</option>`)}
      </select>
    </label>
  `;
}

/** Esc closes through the state of the page, so that what is drawn and what is open stay one. */
function cancel(event: Event, close: () => void): void {
  event.preventDefault();
  close();
}
