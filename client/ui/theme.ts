/**
 * What the settings mean for the page: colours of the sides, size of the text, contrast, motion, language. The style sheets
 * do the rest.
 */
import { hexColor, PALETTES } from "../render/palettes.ts";
import type { Settings } from "./settings.ts";
import { type Language, words } from "./words/words.ts";

/** Beyond this two cards do not stand beside each other in a window of usual width. */
const LARGE_TEXT = 1.05;

/** What the system asks of every page. */
export interface SystemWishes {
  readonly isMotionReduced: boolean;
  readonly isContrastHigh: boolean;
}

export function applyTheme(
  root: HTMLElement,
  settings: Readonly<Settings>,
  system: SystemWishes,
): void {
  for (const [name, color] of Object.entries(PALETTES[settings.palette])) {
    root.style.setProperty(`--${name}`, hexColor(color));
  }
  root.style.setProperty("--text-size", String(settings.textSize));
  root.dataset["text"] = settings.textSize > LARGE_TEXT ? "large" : "normal";
  root.style.setProperty("--flash", String(settings.flash));
  root.dataset["motion"] = isMotionReduced(settings, system) ? "reduced" : "full";
  root.dataset["contrast"] = isContrastHigh(settings, system) ? "high" : "normal";
}

/** The player's word counts before the system's. */
export function isMotionReduced(settings: Readonly<Settings>, system: SystemWishes): boolean {
  return settings.motion === "system" ? system.isMotionReduced : settings.motion === "reduced";
}

function isContrastHigh(settings: Readonly<Settings>, system: SystemWishes): boolean {
  return settings.contrast === "system" ? system.isContrastHigh : settings.contrast === "high";
}

/** What the page says of itself beyond what is drawn; the words have to be those of `language`. */
export function applyLanguage(root: HTMLElement, stage: HTMLElement, language: Language): void {
  root.lang = language;
  document.title = `${words.title} – ${words.tagline}`;
  stage.setAttribute("aria-label", words.table);
}
