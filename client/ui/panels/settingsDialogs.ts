/** The settings and, one step further in, what keys and buttons do; the records: one of them at a time, above everything else. */
import { nothing, render, type TemplateResult } from "lit-html";
import type { Controls } from "../../controls.ts";
import { closeDialogs, openDialogs } from "../dialogs.ts";
import type { RecordBook } from "../recordBook.ts";
import type { SettingsStore } from "../settings.ts";
import type { LanguageSwitch } from "../words/languageSwitch.ts";
import { bindingsView } from "./bindingsPanel.ts";
import { recordsView } from "./recordsPanel.ts";
import { settingsView } from "./settingsPanel.ts";

export interface SettingsDialogsParts {
  settings: SettingsStore;
  language: LanguageSwitch;
  controls: Controls;
  records: RecordBook;
}

type DialogName = "settings" | "bindings" | "records";

export class SettingsDialogs {
  readonly #root: HTMLElement;
  readonly #parts: SettingsDialogsParts;
  #shown: DialogName | null = null;

  constructor(root: HTMLElement, parts: SettingsDialogsParts) {
    this.#root = root;
    this.#parts = parts;
    parts.records.watch(() => this.draw());
  }

  get isOpen(): boolean {
    return this.#shown !== null;
  }

  /** Opens one of them; null closes. */
  open(name: DialogName | null): void {
    closeDialogs(this.#root);
    this.#shown = name;
    // It may have been taken away, as with a match, while it waited for a key.
    this.#parts.controls.rebinder.cancel();
    if (name === "records") this.#parts.records.open();
    else this.draw();
  }

  draw(): void {
    render(this.#view(), this.#root);
    openDialogs(this.#root);
  }

  #view(): TemplateResult | typeof nothing {
    const { settings, language, controls, records } = this.#parts;
    if (this.#shown === null) return nothing;
    if (this.#shown === "records") return recordsView(records, () => this.open(null));
    if (this.#shown === "bindings")
      return bindingsView(controls.rebinder, controls.isPadSeen, () => this.open("settings"));
    const openBindings = (): void => {
      controls.rebinder.show(controls.inUse.current === "pad" ? "pad" : "keys");
      this.open("bindings");
    };
    const close = (): void => this.open(null);
    return settingsView(settings, language.missing, { openBindings, close });
  }
}
