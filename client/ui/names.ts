/** A name to play under with no account: suggested once, then remembered until it is changed. */
import type { StringStore } from "./storage.ts";

/** Longest name, in characters. */
export const NAME_MAX = 16;

const KEY = "carom.name";

const FIRST = [
  "Amber",
  "Brisk",
  "Calm",
  "Dusky",
  "Early",
  "Felt",
  "Gilded",
  "Hazel",
  "Ivory",
  "Jolly",
  "Keen",
  "Late",
  "Lucky",
  "Mellow",
  "Nimble",
  "Odd",
  "Plain",
  "Quick",
  "Rapid",
  "Sly",
  "Swift",
  "Tidy",
  "Vivid",
  "Wry",
];
const SECOND = [
  "Angle",
  "Baize",
  "Bank",
  "Bridge",
  "Chalk",
  "Corner",
  "Cue",
  "Cushion",
  "Diamond",
  "Drift",
  "English",
  "Follow",
  "Glance",
  "Kiss",
  "Masse",
  "Nudge",
  "Pocket",
  "Rack",
  "Rail",
  "Rebound",
  "Skiff",
  "Spot",
  "Stroke",
  "Triple",
];

/** `random` gives 0 ≤ x < 1. */
export function suggestName(random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
  return `${pick(FIRST)} ${pick(SECOND)}`;
}

/** An emoji with what joins it to the next, which makes one of them; or else what has no place in a name. */
const JOINED_OR_UNWANTED = /(\p{ExtPict}[\ufe0f\p{EMod}]*\u200d(?=\p{ExtPict}))|[\p{C}\s]+/gu;

/** One line, no control characters, no spaces at the ends, at most `NAME_MAX` characters. */
export function cleanName(text: string): string {
  const line = text.replace(JOINED_OR_UNWANTED, (_, joined?: string) => joined ?? " ").trim();
  return [...line].slice(0, NAME_MAX).join("").trim();
}

export function rememberedName(store: StringStore, random: () => number): string {
  const name = cleanName(store.get(KEY) ?? "") || suggestName(random);
  store.set(KEY, name);
  return name;
}

export function rememberName(store: StringStore, name: string): void {
  store.set(KEY, name);
}
