/** Runs in the page: puts one scene after the other on it, with the game's own views and style sheets and nothing else. */
import "../../../client/styles/base.css";
import "../../../client/styles/title.css";
import "../../../client/styles/menu.css";
import "../../../client/styles/nearby.css";
import "../../../client/styles/curtain.css";
import "../../../client/styles/corners.css";
import "../../../client/styles/arms.css";
import "../../../client/styles/hud.css";
import "../../../client/styles/replay.css";
import "../../../client/styles/hints.css";
import "../../../client/styles/touch.css";
import "../../../client/styles/dialogs.css";
import "../../../client/styles/bindings.css";
import "../../../client/styles/scores.css";
import "../../../client/styles/results.css";
import "../../../client/styles/records.css";
import "../../../client/styles/awards.css";
import "../../../client/styles/chat.css";
import "../../../client/styles/poll.css";
import "../../../client/styles/watch.css";
import "../../../client/styles/debug.css";
import "../../../client/styles/contrast.css";
import { setControls } from "../../../client/ui/controlLabels.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../../client/ui/settings.ts";
import { applyLanguage, applyTheme } from "../../../client/ui/theme.ts";
import { type Language, loadWords, speak } from "../../../client/ui/words/words.ts";
import { findMisfits } from "./fit.ts";
import { flatten } from "./flatten.ts";
import type { Page, Scene } from "./menuScenes.ts";
import { clear, SCENES } from "./scenes.ts";

export type SceneName = keyof typeof SCENES;

export interface Gallery {
  readonly scenes: readonly SceneName[];
  show(scene: SceneName, language: Language, settings: Partial<Settings>): Promise<void>;
  findMisfits(): string[];
  flatten(cloth: string): void;
}

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

const page: Page = {
  menu: element("menu"),
  game: element("game"),
  curtain: element("curtain"),
  panels: element("panels"),
  netGraph: element("net-graph"),
};
const root = document.documentElement;

const gallery: Gallery = {
  scenes: Object.keys(SCENES) as SceneName[],
  async show(name, language, settings) {
    clear(page);
    speak(await loadWords(language));
    const system = { isMotionReduced: true, isContrastHigh: false };
    applyTheme(root, { ...DEFAULT_SETTINGS, ...settings }, system);
    applyLanguage(root, element("stage"), language);
    const { screen, device = "keys", show }: Scene = SCENES[name];
    root.dataset["screen"] = screen;
    root.dataset["input"] = device;
    setControls({ device });
    show(page);
    await document.fonts.ready;
  },
  findMisfits,
  flatten,
};

element("boot").remove();
Object.assign(window, { gallery });
