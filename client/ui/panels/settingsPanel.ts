/** The settings: every change counts at once and is kept. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { PALETTE_NAMES } from "../../render/palettes.ts";
import {
  CONTRASTS,
  LANGUAGE_CHOICES,
  MOTIONS,
  SWITCHES,
  type Settings,
  type SettingsStore,
  TEXT_SIZE_RANGE,
  TIERS,
} from "../settings.ts";
import { LANGUAGE_NAMES, words } from "../words/words.ts";

type NumberName = { [K in keyof Settings]: Settings[K] extends number ? K : never }[keyof Settings];
type ChoiceName = { [K in keyof Settings]: Settings[K] extends string ? K : never }[keyof Settings];

const SHARE_RANGE = { min: 0, max: 1, step: 0.05 };

export interface SettingsActions {
  openBindings(): void;
  close(): void;
}

/** `missingLanguage`: own name of the language that should be here and could not be loaded, or "". */
export function settingsView(
  store: SettingsStore,
  missingLanguage: string,
  { openBindings, close }: SettingsActions,
): TemplateResult {
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
          ${slider(store, "volumeMaster", text.master)} ${slider(store, "volumeShots", text.shots)}
          ${slider(store, "volumeHits", text.hits)} ${slider(store, "volumeUi", text.ui)}
          ${choice(store, "captions", text.captions, SWITCHES, text.switches)}
          <h3>${text.comfort}</h3>
          ${slider(store, "shake", text.shake)} ${slider(store, "flash", text.flash)}
        </section>
        <section>
          ${languageView(store, missingLanguage)}
          ${choice(store, "hints", text.hints, SWITCHES, text.switches)}
          <h3>${text.picture}</h3>
          ${choice(store, "palette", text.palette, PALETTE_NAMES, text.palettes)}
          ${choice(store, "tier", text.tier, TIERS, text.tiers)}
          ${choice(store, "contrast", text.contrast, CONTRASTS, text.contrasts)}
          ${choice(store, "motion", text.motion, MOTIONS, text.motions)}
          ${choice(store, "killCam", text.killCam, SWITCHES, text.switches)}
          ${slider(store, "textSize", text.textSize, TEXT_SIZE_RANGE)}
          <h3>${text.controls}</h3>
          <button class="button" id="open-bindings" @click=${openBindings}>
            ${words.bindings.open}
          </button>
        </section>
      </div>
      <footer class="dialog-footer">
        <p class="hint">${store.isLasting ? text.kept : text.notKept}</p>
        <button class="button primary" id="settings-done" @click=${close}>${text.done}</button>
      </footer>
    </dialog>
  `;
}

function languageView(store: SettingsStore, missing: string): TemplateResult {
  const text = words.settings;
  const names = { browser: text.languageOfBrowser, ...LANGUAGE_NAMES };
  return html`
    ${choice(store, "language", text.language, LANGUAGE_CHOICES, names)}
    <p class="hint" role="status">${missing ? text.languageMissing(missing) : nothing}</p>
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
      <output for=${id}>${words.percent(value)}</output>
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

function choice<Name extends ChoiceName>(
  store: SettingsStore,
  name: Name,
  label: string,
  options: readonly Settings[Name][],
  names: Readonly<Record<Settings[Name], string>>,
): TemplateResult {
  const id = `setting-${name}`;
  const change = (event: Event): void => {
    const option =
      event.target instanceof HTMLSelectElement ? options[event.target.selectedIndex] : undefined;
    if (option !== undefined) store.change({ [name]: option });
  };
  const isChosen = (option: string): boolean => option === store.current[name];
  return html`
    <div class="setting">
      <label for=${id}>${label}</label>
      <select class="field" id=${id} @change=${change}>
        ${options.map((option) => html`<option value=${option} .selected=${live(isChosen(option))}>${names[option]}</option>`)}
      </select>
    </div>
  `;
}

/** Esc closes through the state of the page, so that what is drawn and what is open stay one. */
function cancel(event: Event, close: () => void): void {
  event.preventDefault();
  close();
}
