/**
 * The catalogue in use. English is always here; every other language is one file of type `Words`, which the compiler holds
 * to the shape of the English one, and which the page fetches when somebody reads that language.
 */
import { en, type Words } from "./en.ts";

/** Every language there is, under the name that it gives itself. */
export const LANGUAGE_NAMES = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
} as const satisfies Record<string, string>;

export type Language = keyof typeof LANGUAGE_NAMES;

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import("./de.ts")).de,
  es: async () => (await import("./es.ts")).es,
  fr: async () => (await import("./fr.ts")).fr,
};

/** Read anew wherever something is said: it changes with the language. */
export let words: Words = en;

/** What is spoken from now on. */
export function speak(catalogue: Words): void {
  words = catalogue;
}

/** Rejects when the file of the language cannot be had. */
export function loadWords(language: Language): Promise<Words> {
  return LOADERS[language]();
}

/** The first language of a browser's list ("de-AT", "fr") that there is; else English. */
export function languageFrom(preferred: readonly string[]): Language {
  const known = preferred
    .map((tag) => tag.toLowerCase().split("-")[0])
    .map((code) => LANGUAGES.find((language) => language === code));
  return known.find((language) => language !== undefined) ?? "en";
}
