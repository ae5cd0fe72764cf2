/**
 * Bots against bots, for the balance of maps and of levels:
 * `npm run -s tournament -- --map felt-room --mode duel --matches 200 --json`, or `--map all --mode all` for everything
 * that has sides. Without `--levels` the middle level plays itself, which is what tells of the sides of a map, and in
 * duels each level plays the next.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readMaps } from "../server/maps.ts";
import { BOT_LEVELS, type BotLevel } from "#shared/protocol/messages.ts";
import type { Mode } from "#shared/sim/modes/mode.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { report } from "./rows.ts";
import { farmSeries, type SeriesPlan } from "./tournament/field.ts";
import type { MatchResult } from "./tournament/playMatch.ts";
import { mayBeChance, rowsOf } from "./tournament/tally.ts";

const EQUALS = ["regular"];
const LEVELS_OF_DUELS = [...EQUALS, "ace,regular", "regular,rookie"];
const MOST_WORKERS = 2;
const MOST_BOTS = 64;
const USUAL_BOTS = 8;
const MOST_MATCHES = 100_000;
/** A verdict that may be chance is played on until there are so many times as many matches as were asked for. */
const USUAL_PATIENCE = 4;

const { values: flags } = parseArgs({
  options: {
    map: { type: "string", default: "all" },
    maps: { type: "string", default: fileURLToPath(new URL("../assets/maps", import.meta.url)) },
    mode: { type: "string", default: "duel" },
    matches: { type: "string", default: "200" },
    bots: { type: "string", default: "0" },
    levels: { type: "string", multiple: true },
    most: { type: "string" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const workers = wholeNumber("workers", flags.workers, 1, MOST_WORKERS);
const matches = wholeNumber("matches", flags.matches, 2, MOST_MATCHES);
const most = wholeNumber("most", flags.most ?? `${USUAL_PATIENCE * matches}`, 2, MOST_MATCHES);
const plans = chooseModes().flatMap(planMode);
const rows = [];
for (const [index, plan] of plans.entries()) {
  const startMs = performance.now();
  const results = await playOut(plan);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  process.stderr.write(
    `${index + 1} of ${plans.length}: ${plan.map}, ${plan.mode}, ${plan.levels.join(" against ")}: ${results.length} matches in ${seconds} s\n`,
  );
  rows.push(...rowsOf({ ...plan, results }));
}
report(rows, flags.json);

/** Plays a series, and twice as many matches again as long as a budget is missed by what may be chance. */
async function playOut(plan: SeriesPlan): Promise<MatchResult[]> {
  const results = await farmSeries(plan, workers);
  while (results.length < most && mayBeChance({ ...plan, results })) {
    const more = Math.min(results.length, most - results.length);
    results.push(...(await farmSeries({ ...plan, first: results.length, matches: more }, workers)));
  }
  return results;
}

function chooseModes(): readonly Mode[] {
  if (flags.mode === "all") return MODES.filter((mode) => mode.hasTeams || mode.mostSeats === 2);
  const names = MODES.map(({ name }) => name).join(", ");
  return [findMode(flags.mode) ?? fail(`--mode takes all or one of ${names}`)];
}

function planMode(mode: Mode): SeriesPlan[] {
  const levels = flags.levels ?? (mode.mostSeats === 2 ? LEVELS_OF_DUELS : EQUALS);
  return chooseMaps(mode).flatMap((map) => levels.map((pair) => planSeries(mode, map, pair)));
}

function planSeries(mode: Mode, map: string, levels: string): SeriesPlan {
  return {
    folder: flags.maps,
    map,
    mode: mode.name,
    levels: pairOf(levels),
    bots: Math.min(wholeNumber("bots", flags.bots, 0, MOST_BOTS) || USUAL_BOTS, mode.mostSeats),
    first: 0,
    matches,
    seed: wholeNumber("seed", flags.seed, 0, 2 ** 31),
  };
}

function chooseMaps(mode: Mode): string[] {
  const { maps, faults } = readMaps(flags.maps);
  if (faults.length > 0) fail(faults.join("\n"));
  const names = maps.filter((map) => mode.fits(map)).map(({ name }) => name);
  if (flags.map === "all") return names;
  if (names.includes(flags.map)) return [flags.map];
  if (flags.mode === "all" && maps.some(({ name }) => name === flags.map)) return [];
  return fail(
    `--map takes all or, for ${mode.name}, one of ${names.join(", ") || "none of these"}`,
  );
}

/** "ace,regular" or, for one level against itself, "ace". */
function pairOf(text: string): [BotLevel, BotLevel] {
  const [first, second, ...more] = text.split(",").map((name) => {
    return BOT_LEVELS.find((level) => level === name.trim()) ?? failOfLevels();
  });
  return more.length > 0 || first === undefined ? failOfLevels() : [first, second ?? first];
}

function failOfLevels(): never {
  return fail(`--levels takes one or two of ${BOT_LEVELS.join(", ")}, with a comma between`);
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    fail(`--${name} takes a whole number ${least}..${most}`);
  return value;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
