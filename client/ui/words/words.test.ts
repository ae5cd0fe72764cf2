import { MODES } from "#shared/sim/modes/modes.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { afterEach, describe, expect, test } from "vitest";
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { LanguageSwitch } from "./languageSwitch.ts";
import { LANGUAGES, languageFrom, loadWords, speak, words } from "./words.ts";

const OTHERS = { de, es, fr };
/** What every function of a catalogue is tried with: functions of names take numbers too, for they only repeat them. */
const AMOUNTS = [0, 1, 2, 7, 60];

/** Texts that a language may have in common with English, and why. `*`: whatever comes after. */
const SAME: readonly (readonly [path: string, why: string, languages?: string])[] = [
  ["title", "the name of the game"],
  ["callouts.carom", "the name of the game, as a shout"],
  ["hud.endless", "a sign"],
  ["hud.noAmmo", "a sign"],
  ["hud.noLimit", "a sign"],
  ["scoreboard.none", "a sign"],
  ["callouts.killDetail", "a number"],
  ["net.ping", "a number and a unit"],
  ["chat.server", "the same word", "de"],
  ["netGraph.perSecond", "a number and a unit"],
  ["netGraph.perMinute", "numbers and a unit"],
  ["keys.named.Tab", "what is printed on a key"],
  ["keys.named.Escape", "what is printed on a key", "de"],
  ["keys.named.Escape", "what is printed on a key", "es"],
  ["bindings.devices.pad", "players say so", "de"],
  ["keys.pad.*", "what is printed on a button"],
  ["scoreboard.ping", "players say so everywhere"],
  ["scoreboard.bot", "players say so everywhere"],
  ["newRoom.bots", "players say so everywhere"],
  ["scoreboard.name", "the same word", "de"],
  ["modes.puck", "the same word", "de"],
  ["modes.duel", "the same word", "fr"],
  ["settings.contrasts.normal", "the same word"],
  ["modes.duel", "the same word", "fr"],
  ["weapons.Pulse", "the same word", "fr"],
  ["weapons.Rail", "the same word", "fr"],
  ["captions.rail", "the same word", "fr"],
  ["menu.controls.*", "the same word", "fr"],
  ["scoreboard.*", "the same word", "fr"],
  ["results.score", "the same word", "fr"],
  ["netGraph.corrections", "the same word", "fr"],
  ["netGraph.silence", "the same word", "fr"],
];

/** Every text of a catalogue under its path; of a function, what it says of several amounts. */
function texts(node: unknown, path = ""): [path: string, text: string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function")
    return [[path, AMOUNTS.map((amount) => String(node(amount, amount, amount))).join("\n")]];
  return Object.entries(node as object).flatMap(([key, value]) =>
    texts(value, path ? `${path}.${key}` : key),
  );
}

function isExcused(path: string, language: string): boolean {
  return SAME.some(([pattern, , only = language]) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
    return only === language && new RegExp(`^${parts.join("[^.]+")}$`).test(path);
  });
}

afterEach(() => speak(en));

describe.each(Object.entries(OTHERS))("the catalogue %s", (language, catalogue: Words) => {
  const english = new Map(texts(en));
  const own = texts(catalogue);

  test("says nothing in English by accident", () => {
    const same = own.filter(([path, text]) => english.get(path) === text).map(([path]) => path);
    expect(same.filter((path) => !isExcused(path, language))).toEqual([]);
  });

  test("has a text for everything that English has one for, and nothing that is odd to print", () => {
    expect(own.map(([path]) => path)).toEqual([...english.keys()]);
    const empty = own.filter(([, text]) => text.trim() === "" || text !== text.trim());
    expect(empty).toEqual([]);
    expect(own.filter(([, text]) => /undefined|NaN|\[object| {2}/.test(text))).toEqual([]);
  });

  test("knows one from many", () => {
    const { corrections, shotsHit } = catalogue.results;
    expect(corrections(1)).not.toBe(corrections(2).replace("2", "1"));
    expect(catalogue.callouts.toWin(1)).not.toBe(catalogue.callouts.toWin(2).replace("2", "1"));
    expect(catalogue.hud.killedHow("", 1)).not.toBe(catalogue.hud.killedHow("", 2));
    expect(shotsHit(0, 0)).not.toMatch(/\d/);
  });

  test("writes numbers its way", () => {
    expect(catalogue.percent(0.8)).toBe("80\u00a0%");
    expect(catalogue.hud.respawnIn(1.5)).toMatch(/1,5$/);
    expect(catalogue.netGraph.kilobytes(1234)).toMatch(/^1,2 k/);
  });
});

test("every excuse for a text that is the same is needed", () => {
  const english = new Map(texts(en));
  const isNeeded = ([pattern]: (typeof SAME)[number]): boolean =>
    Object.entries(OTHERS).some(([language, catalogue]) =>
      texts(catalogue).some(
        ([path, text]) =>
          english.get(path) === text &&
          isExcused(path, language) &&
          new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`).test(path),
      ),
    );
  expect(SAME.filter((excuse) => !isNeeded(excuse))).toEqual([]);
});

test("every mode has a word", () =>
  expect(Object.keys(en.modes)).toEqual(MODES.map(({ name }) => name)));

test("every weapon has a word", () =>
  expect(Object.keys(en.weapons)).toEqual(WEAPONS.map(({ name }) => name)));

describe("which language it is", () => {
  test.each([
    [["de-AT", "en"], "de"],
    [["nl", "fr-CA", "de"], "fr"],
    [["ES"], "es"],
    [["en-GB", "de"], "en"],
    [["nl", "descendant"], "en"],
    [[], "en"],
  ])("%j is %s", (preferred, language) => expect(languageFrom(preferred)).toBe(language));

  test("the browser's list counts until the player chooses", async () => {
    const language = new LanguageSwitch(["fr-FR"]);
    let heard = 0;
    language.watch(() => heard++);
    await language.turnTo("browser");
    expect([language.current, words.pause.resume]).toEqual(["fr", fr.pause.resume]);
    await language.turnTo("es");
    expect([language.current, words.pause.resume]).toEqual(["es", es.pause.resume]);
    await language.turnTo("es");
    await language.turnTo("browser");
    expect([language.current, words, heard]).toEqual(["fr", fr, 4]);
  });

  test("every language can be fetched", async () => {
    for (const language of LANGUAGES) expect(await loadWords(language)).toBeTypeOf("object");
  });

  test("one that cannot be had is English, and is named", async () => {
    const load = (): Promise<Words> => Promise.reject(new TypeError("no network"));
    const language = new LanguageSwitch(["de"], load);
    await language.turnTo("browser");
    expect([language.current, language.missing, words]).toEqual(["en", "Deutsch", en]);
  });

  test("of two that are asked for the later one stays, whichever comes first", async () => {
    const arrivals = new Map<string, (catalogue: Words) => void>();
    const load = (asked: string): Promise<Words> =>
      new Promise((resolve) => arrivals.set(asked, resolve));
    const language = new LanguageSwitch([], load);
    const turns = [language.turnTo("de"), language.turnTo("fr")];
    arrivals.get("fr")!(fr);
    arrivals.get("de")!(de);
    await Promise.all(turns);
    expect([language.current, words]).toEqual(["fr", fr]);
  });
});
