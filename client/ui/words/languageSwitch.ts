/** Which language is on the screen: the one that the player chose, else the browser's; English where that one cannot be had. */
import { en } from "./en.ts";
import { type Language, LANGUAGE_NAMES, languageFrom, loadWords, speak } from "./words.ts";

export type LanguageChoice = Language | "browser";

export class LanguageSwitch {
  /** The language in use. */
  current: Language = "en";
  /** Own name of the language that could not be loaded, or "". */
  missing = "";
  readonly #preferred: readonly string[];
  readonly #load: typeof loadWords;
  readonly #listeners = new Set<() => void>();
  #asked: Language = "en";

  /** `preferred`: the languages that the browser asks for, the best first. */
  constructor(preferred: readonly string[], load = loadWords) {
    this.#preferred = preferred;
    this.#load = load;
  }

  /** Calls `listener` now and whenever everything is said in another language. */
  watch(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  /** Turns to the language of `choice`; done when it is there, or is known not to come. */
  async turnTo(choice: LanguageChoice): Promise<void> {
    const asked = choice === "browser" ? languageFrom(this.#preferred) : choice;
    if (asked === this.#asked) return;
    this.#asked = asked;
    // Whoever listens is told through `missing`.
    const catalogue = await this.#load(asked).catch(() => null);
    // Another language was asked for meanwhile.
    if (asked !== this.#asked) return;
    this.current = catalogue ? asked : "en";
    this.missing = catalogue ? "" : LANGUAGE_NAMES[asked];
    speak(catalogue ?? en);
    for (const listener of this.#listeners) listener();
  }
}
