/**
 * Proves the netcode: `npm run -s netquality -- --profile lan|50|100|200|stalls|1mbit|all --mode deathmatch|puck --bots 16
 * --seconds 60 --seed 1 [--rest 0] [--json] [--html FILE]`. Real clients, a real server and a bad network between them;
 * docs/netquality.md says what is measured and how.
 */
import { writeFileSync } from "node:fs";
import { setTimeout as pass } from "node:timers/promises";
import { parseArgs } from "node:util";
import { GAMES, type Game } from "./netquality/games.ts";
import { measureApart } from "./netquality/measureApart.ts";
import { renderPage, type Chapter } from "./netquality/page.ts";
import { PROFILES, type Profile } from "./netquality/profiles.ts";
import { report } from "./rows.ts";

const { values: flags } = parseArgs({
  options: {
    profile: { type: "string", default: "all" },
    mode: { type: "string", default: "deathmatch" },
    bots: { type: "string" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    rest: { type: "string", default: "0" },
    json: { type: "boolean", default: false },
    html: { type: "string", default: "" },
  },
});

const MOST_BOTS = 64;
const MOST_SECONDS = 600;

const game = chooseGame(flags.mode);
const bots = wholeNumber("bots", flags.bots ?? String(game.bots), 2, MOST_BOTS);
const seconds = wholeNumber("seconds", flags.seconds, 5, MOST_SECONDS);
const seed = wholeNumber("seed", flags.seed, 1, 1e6);
const restSeconds = wholeNumber("rest", flags.rest, 0, MOST_SECONDS);
const chapters: Chapter[] = [];
for (const profile of chooseProfiles(flags.profile)) {
  await pass(restSeconds * 1000);
  const terms = { profile: profile.name, mode: game.mode, bots, seconds, seed };
  chapters.push(await measureApart(terms));
}
if (flags.html !== "") {
  writeFileSync(flags.html, renderPage(chapters, { bots, seconds, seed }));
  console.error(`${flags.html} has the timelines`);
}
report(
  chapters.flatMap(({ rows }) => rows),
  flags.json,
);

function chooseProfiles(name: string): readonly Profile[] {
  const chosen = PROFILES.filter((profile) => name === "all" || profile.name === name);
  if (chosen.length > 0) return chosen;
  const names = PROFILES.map((profile) => profile.name).join(", ");
  fail(`--profile takes one of ${names}, or all, not "${name}"`);
}

function chooseGame(mode: string): Game {
  const game = GAMES.find((one) => one.mode === mode);
  if (game !== undefined) return game;
  return fail(`--mode takes ${GAMES.map((one) => one.mode).join(" or ")}, not "${mode}"`);
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  fail(`--${name} takes a whole number from ${least} to ${most}, not "${text}"`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
