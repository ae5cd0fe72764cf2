/**
 * Bots against bots, for the balance of maps and of levels:
 * `npm run -s tournament -- --map felt-room --mode duel --matches 200 --json`. Without `--levels` it plays each level
 * against the next, and the middle one against itself, which is what tells of the sides of a map.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readMaps } from "../server/maps.ts";
import { BOT_LEVELS, type BotLevel } from "#shared/protocol/messages.ts";
import { findMode, MODES } from "#shared/sim/modes/modes.ts";
import { report } from "./rows.ts";
import { farmSeries, type SeriesPlan } from "./tournament/field.ts";
import { rowsOf } from "./tournament/tally.ts";

const USUAL_LEVELS = ["regular", "ace,regular", "regular,rookie"];
const MOST_WORKERS = 2;
const MOST_BOTS = 64;
const USUAL_BOTS = 8;

const { values: flags } = parseArgs({
  options: {
    map: { type: "string", default: "all" },
    maps: { type: "string", default: fileURLToPath(new URL("../assets/maps", import.meta.url)) },
    mode: { type: "string", default: "duel" },
    matches: { type: "string", default: "200" },
    bots: { type: "string", default: "0" },
    levels: { type: "string", multiple: true, default: USUAL_LEVELS },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const mode =
  findMode(flags.mode) ?? fail(`--mode takes one of ${MODES.map(({ name }) => name).join(", ")}`);
const workers = wholeNumber("workers", flags.workers, 1, MOST_WORKERS);
const plans = chooseMaps().flatMap((map) => flags.levels.map((levels) => planSeries(map, levels)));
const rows = [];
for (const plan of plans) {
  const startMs = performance.now();
  const results = await farmSeries(plan, workers);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  process.stderr.write(
    `${plan.map}, ${plan.mode}, ${plan.levels.join(" against ")}: ${results.length} matches in ${seconds} s\n`,
  );
  rows.push(...rowsOf({ ...plan, results }));
}
report(rows, flags.json);

function planSeries(map: string, levels: string): SeriesPlan {
  return {
    folder: flags.maps,
    map,
    mode: flags.mode,
    levels: pairOf(levels),
    bots: wholeNumber("bots", flags.bots, 0, MOST_BOTS) || Math.min(USUAL_BOTS, mode.mostSeats),
    matches: wholeNumber("matches", flags.matches, 2, 100_000),
    seed: wholeNumber("seed", flags.seed, 0, 2 ** 31),
  };
}

function chooseMaps(): string[] {
  const { maps, faults } = readMaps(flags.maps);
  if (faults.length > 0) fail(faults.join("\n"));
  const names = maps.filter((map) => mode.fits(map)).map(({ name }) => name);
  if (flags.map === "all") return names;
  if (names.includes(flags.map)) return [flags.map];
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
