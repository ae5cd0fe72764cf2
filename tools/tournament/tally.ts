/** What a series of matches between two levels on one map tells, as rows. */
import { findMode } from "#shared/sim/modes/modes.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { atLeast, atMost, told, type Row } from "../rows.ts";
import { BOT_LEVELS, type BotLevel } from "#shared/protocol/messages.ts";
import type { MatchResult } from "./playMatch.ts";

/** The better level wins this share of duels, %. */
const LEAST_WINS_OF_BETTER = 80;
/** Neither side of a map wins more than this share, %. */
const MOST_WINS_OF_SIDE = 55;
/** Share of their lives for which bots are stuck, %. */
const MOST_STUCK = 1;
/** 95 % of a bell curve lie within so many standard deviations. */
const DEVIATIONS = 1.96;

export interface Series {
  map: string;
  mode: string;
  levels: readonly [BotLevel, BotLevel];
  bots: number;
  results: readonly MatchResult[];
}

export function rowsOf(series: Series): Row[] {
  const { map, mode, levels } = series;
  const isMirror = isOfEquals(series);
  const name = `${map}, ${mode}, ${isMirror ? levels[0] : levels.join(" against ")}`;
  return [
    ...(isMirror ? sideRows(name, series) : levelRows(name, series)),
    ...playRows(name, series),
    thinkRow(name, series),
  ];
}

/**
 * Whether a budget is missed by so little that chance may have done it: the true share may well be within it. Then more
 * matches tell more.
 */
export function mayBeChance(series: Series): boolean {
  if (isOfEquals(series)) {
    const [left, decided] = sideWins(series);
    const luckier = Math.max(left, decided - left);
    const isMissed = hasSides(series) && shareOf(luckier, decided) > MOST_WINS_OF_SIDE;
    return isMissed && likelyShare(luckier, decided)[0] <= MOST_WINS_OF_SIDE;
  }
  const [wins, matches] = levelWins(series);
  const isMissed = series.bots === 2 && shareOf(wins, matches) < LEAST_WINS_OF_BETTER;
  return isMissed && likelyShare(wins, matches)[1] >= LEAST_WINS_OF_BETTER;
}

function isOfEquals({ levels }: Series): boolean {
  return levels[0] === levels[1];
}

/** In a match of each against all nobody has a side. */
function hasSides({ mode, bots }: Series): boolean {
  return bots <= 2 || findMode(mode)!.hasTeams;
}

/** How many matches the left side won, of how many that anybody did. */
function sideWins({ results }: Series): [wins: number, of: number] {
  const decided = results.filter(({ winner }) => winner >= 0);
  const left = decided.filter(({ winner, leftParty }) => winner === leftParty);
  return [left.length, decided.length];
}

/** Which side wins, where both are alike. */
function sideRows(name: string, series: Series): Row[] {
  if (!hasSides(series)) return [];
  const [left, decided] = sideWins(series);
  const [low, high] = likelyShare(left, decided);
  const share = shareOf(left, decided);
  return [
    atMost(
      `${name}: wins of the luckier side`,
      Math.max(share, 100 - share),
      "%",
      MOST_WINS_OF_SIDE,
    ),
    told(`${name}: wins of the left side`, share, "%"),
    told(`${name}: wins of the left side, least that is likely`, low, "%"),
    told(`${name}: wins of the left side, most that is likely`, high, "%"),
  ];
}

/** The party of the better of two levels. */
function betterOf({ levels }: Series): 0 | 1 {
  return BOT_LEVELS.indexOf(levels[0]) > BOT_LEVELS.indexOf(levels[1]) ? 0 : 1;
}

/** How many matches the better of two levels won, of how many. A draw is not won. */
function levelWins(series: Series): [wins: number, of: number] {
  const better = betterOf(series);
  const { results } = series;
  return [results.filter(({ winner }) => winner === better).length, results.length];
}

function levelRows(name: string, series: Series): Row[] {
  const [wins, matches] = levelWins(series);
  const [low, high] = likelyShare(wins, matches);
  const share = shareOf(wins, matches);
  const { levels, bots } = series;
  const row = `${name}: wins of ${levels[betterOf(series)]}`;
  return [
    bots === 2 ? atLeast(row, share, "%", LEAST_WINS_OF_BETTER) : told(row, share, "%"),
    told(`${row}, least that is likely`, low, "%"),
    told(`${row}, most that is likely`, high, "%"),
  ];
}

/** What is counted in a match. */
type Count = Exclude<keyof MatchResult, "points" | "winner" | "leftParty" | "thinkMs">;

function playRows(name: string, { mode, results }: Series): Row[] {
  const sum = (key: Count) => results.reduce((total, result) => total + result[key], 0);
  const pointsOf = (party: 0 | 1) =>
    results.reduce((total, { points }) => total + points[party], 0) / results.length;
  const draws = results.filter(({ winner }) => winner < 0).length;
  const minutes = sum("ticks") / TICK_RATE / 60;
  const share = (what: string, part: Count, whole: Count, unit = "%") =>
    told(`${name}: ${what}`, shareOf(sum(part), sum(whole)), unit);
  const rate = (what: string, key: Count) => told(`${name}: ${what}`, sum(key) / minutes, "1/min");
  const stuck = shareOf(sum("stuckTicks"), sum("aliveTicks"));
  return [
    told(`${name}: matches`, results.length, ""),
    told(`${name}: draws`, shareOf(draws, results.length), "%"),
    told(`${name}: length`, (minutes * 60) / results.length, "s"),
    told(`${name}: points of the first`, pointsOf(0), "a match"),
    told(`${name}: points of the second`, pointsOf(1), "a match"),
    ...(findMode(mode)!.isForKills ? [] : [rate("flags brought home and goals", "feats")]),
    rate("kills", "kills"),
    share("carom kills", "carom", "kills", "% of kills"),
    share("shots that hit", "hits", "shots"),
    share("hits off a cushion", "bankHits", "hits", "% of hits"),
    rate("pads taken", "pickups"),
    atMost(`${name}: time stuck`, stuck, "%", MOST_STUCK),
  ];
}

function thinkRow(name: string, { results }: Series): Row {
  const ticks = results.reduce((sum, result) => sum + result.ticks, 0);
  const ms = results.reduce((sum, result) => sum + result.thinkMs, 0);
  return told(`${name}: thinking`, (ms / ticks) * 1000, "µs a tick");
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

/** Between which shares, %, the true one lies in 95 of 100 cases, when it came up `part` times of `whole` (Wilson, 1927). */
export function likelyShare(part: number, whole: number): [low: number, high: number] {
  if (whole === 0) return [0, 100];
  const share = part / whole;
  const square = DEVIATIONS * DEVIATIONS;
  const middle = share + square / (2 * whole);
  const spread =
    DEVIATIONS * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole * whole));
  const scale = 100 / (1 + square / whole);
  return [(middle - spread) * scale, (middle + spread) * scale];
}
