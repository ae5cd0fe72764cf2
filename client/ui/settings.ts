/** What a player may choose, kept as JSON under one key. Whatever is stored is checked field by field. */
import type { Volumes } from "../audio/mixer.ts";
import { type Bindings, DEFAULT_BINDINGS, parseBindings } from "../input/bindings.ts";
import { PALETTE_NAMES, type PaletteName } from "../render/palettes.ts";
import type { TierSetting } from "../render/tier.ts";
import type { StringStore } from "./storage.ts";
import type { LanguageChoice } from "./words/languageSwitch.ts";
import { LANGUAGES } from "./words/words.ts";

export const TIERS: readonly TierSetting[] = ["auto", "low", "medium", "high"];
export const MOTIONS = ["system", "reduced", "full"] as const;
export const CONTRASTS = ["system", "normal", "high"] as const;
export const LANGUAGE_CHOICES: readonly LanguageChoice[] = ["browser", ...LANGUAGES];

export const SWITCHES = ["on", "off"] as const;

export type Switch = (typeof SWITCHES)[number];
export type MotionChoice = (typeof MOTIONS)[number];
export type ContrastChoice = (typeof CONTRASTS)[number];

export interface Settings {
  /** Volumes, shake and flash are 0..1. */
  volumeMaster: number;
  volumeShots: number;
  volumeHits: number;
  volumeUi: number;
  shake: number;
  flash: number;
  palette: PaletteName;
  tier: TierSetting;
  /** Share of the normal text size. */
  textSize: number;
  motion: MotionChoice;
  /** Whether one's own end is shown once more. */
  killCam: Switch;
  contrast: ContrastChoice;
  language: LanguageChoice;
  /** What is heard, in words. */
  captions: Switch;
  /** Whether newcomers are told what they have not done yet. */
  hints: Switch;
  bindings: Bindings;
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  volumeMaster: 0.8,
  volumeShots: 0.9,
  volumeHits: 0.9,
  volumeUi: 0.8,
  shake: 0.7,
  flash: 1,
  palette: "hall",
  tier: "auto",
  textSize: 1,
  motion: "system",
  killCam: "on",
  contrast: "system",
  language: "browser",
  captions: "off",
  hints: "on",
  bindings: DEFAULT_BINDINGS,
};

export const TEXT_SIZE_RANGE = { min: 0.85, max: 1.4, step: 0.05 } as const;

const KEY = "carom.settings";

/**
 * Of the device and not of the person, so they stay behind: what its graphics can bear, how far its screen is from the eyes,
 * how loud its speakers are. How loud one sound is beside another is taste, and goes along.
 */
const OF_THE_DEVICE: ReadonlySet<string> = new Set<keyof Settings>([
  "tier",
  "textSize",
  "volumeMaster",
]);

/** As the mixer takes them. */
export function volumesOf(settings: Readonly<Settings>): Volumes {
  const { volumeMaster, volumeShots, volumeHits, volumeUi } = settings;
  return { master: volumeMaster, shots: volumeShots, hits: volumeHits, ui: volumeUi };
}

export class SettingsStore {
  readonly #store: StringStore;
  readonly #listeners = new Set<(settings: Readonly<Settings>) => void>();
  /** As this page has read or stored them last. */
  #text: string | null;
  #settings: Settings;
  #isUntouched: boolean;

  constructor(store: StringStore) {
    this.#store = store;
    this.#text = store.get(KEY);
    this.#isUntouched = this.#text === null;
    this.#settings = parseSettings(this.#text);
  }

  get current(): Readonly<Settings> {
    return this.#settings;
  }

  /** Whether the choices outlive the page. */
  get isLasting(): boolean {
    return this.#store.isLasting;
  }

  /** Whether nothing was ever chosen in this browser. */
  get isUntouched(): boolean {
    return this.#isUntouched;
  }

  change(part: Partial<Settings>): void {
    this.#isUntouched = false;
    // What another tab has stored meanwhile stays.
    const stored = this.#store.get(KEY);
    const isOfAnother = stored !== null && stored !== this.#text;
    this.#settings = { ...(isOfAnother ? parseSettings(stored) : this.#settings), ...part };
    this.#text = JSON.stringify(this.#settings);
    this.#store.set(KEY, this.#text);
    for (const listener of this.#listeners) listener(this.#settings);
  }

  /** Calls `listener` now and after every change. */
  watch(listener: (settings: Readonly<Settings>) => void): void {
    this.#listeners.add(listener);
    listener(this.#settings);
  }
}

/** Settings from stored text; a field that is missing or makes no sense is at its default. */
export function parseSettings(text: string | null): Settings {
  const stored = parseObject(text);
  const share = (name: keyof Settings, fallback: number): number =>
    within(stored[name], 0, 1, fallback);
  const d = DEFAULT_SETTINGS;
  return {
    volumeMaster: share("volumeMaster", d.volumeMaster),
    volumeShots: share("volumeShots", d.volumeShots),
    volumeHits: share("volumeHits", d.volumeHits),
    volumeUi: share("volumeUi", d.volumeUi),
    shake: share("shake", d.shake),
    flash: share("flash", d.flash),
    palette: oneOf(stored["palette"], PALETTE_NAMES, d.palette),
    tier: oneOf(stored["tier"], TIERS, d.tier),
    textSize: within(stored["textSize"], TEXT_SIZE_RANGE.min, TEXT_SIZE_RANGE.max, d.textSize),
    motion: oneOf(stored["motion"], MOTIONS, d.motion),
    killCam: oneOf(stored["killCam"], SWITCHES, d.killCam),
    contrast: oneOf(stored["contrast"], CONTRASTS, d.contrast),
    language: oneOf(stored["language"], LANGUAGE_CHOICES, d.language),
    captions: oneOf(stored["captions"], SWITCHES, d.captions),
    hints: oneOf(stored["hints"], SWITCHES, d.hints),
    bindings: parseBindings(stored["bindings"]),
  };
}

/** What goes along to another device, as text. */
export function packSettings(settings: Readonly<Settings>): string {
  const fields = Object.entries(settings).filter(([name]) => !OF_THE_DEVICE.has(name));
  return JSON.stringify(Object.fromEntries(fields));
}

/** What came along from another device, checked like anything that was stored; what it does not name is as it was. */
export function unpackSettings(text: string): Partial<Settings> {
  const told = parseObject(text);
  const fields = Object.entries(parseSettings(text)).filter(
    ([name]) => Object.hasOwn(told, name) && !OF_THE_DEVICE.has(name),
  );
  return Object.fromEntries(fields);
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Stored by hand or by another program: start from the defaults.
    return {};
  }
}

function within(value: unknown, min: number, max: number, fallback: number): number {
  return typeof value === "number" && value >= min && value <= max ? value : fallback;
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}
