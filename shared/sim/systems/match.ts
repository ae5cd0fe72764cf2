/** The flow of a match: warm-up, countdown, play to a limit of points or time, overtime on a draw, results, over. */
import { TEAMS } from "../arena/arena.ts";
import { modeOf } from "../modes/modes.ts";
import { MATCH } from "../tuning.ts";
import {
  boltsInFlight,
  isPlayed,
  pads,
  seatedSkiffs,
  setInFlight,
  type MatchPhase,
  type World,
} from "../world.ts";
import { spawn } from "./respawn.ts";
import { evenOut } from "./sides.ts";

export function runMatch(world: World): void {
  const { match, rules } = world;
  if (isPlayed(world) && isDecided(world)) {
    enter(world, "results", MATCH.resultsTicks);
    return;
  }
  if (match.endTick === 0 || world.tick < match.endTick) return;
  switch (match.phase) {
    case "warmup":
      beginCountdown(world);
      break;
    case "countdown":
      enter(world, "playing", rules.timeLimitTicks);
      break;
    case "playing":
      if (isDraw(world)) enter(world, "overtime", MATCH.overtimeTicks);
      else enter(world, "results", MATCH.resultsTicks);
      break;
    case "overtime":
      enter(world, "results", MATCH.resultsTicks);
      break;
    case "results":
      enter(world, "over", 0);
      break;
    case "over":
      break;
  }
}

/** Ends what is played of the match before its time: the results come with the next tick. False when none is played. */
export function endMatch(world: World): boolean {
  if (!isPlayed(world)) return false;
  // Which ends whether somebody leads or not.
  enter(world, "overtime", 1);
  return true;
}

/** Goes to `phase` for `ticks`; 0 is without end. */
function enter(world: World, phase: MatchPhase, ticks: number): void {
  world.match.phase = phase;
  world.match.endTick = ticks === 0 ? 0 : world.tick + ticks;
}

/** Everybody to a spawn point, as many on one side as on the other, nothing in the air, every pad ready, no points. */
function beginCountdown(world: World): void {
  const { Pad, Score, Skiff } = world.components;
  enter(world, "countdown", MATCH.countdownTicks);
  for (const bolt of boltsInFlight(world)) setInFlight(world, bolt, false);
  for (const pad of pads(world)) Pad.readyTick[pad] = world.tick;
  world.match.teamScores.fill(0);
  modeOf(world).begin?.(world);
  const skiffs = seatedSkiffs(world);
  for (const skiff of skiffs) Skiff.isAlive[skiff] = 0;
  for (const skiff of skiffs) {
    for (const store of Object.values(Score)) store[skiff] = 0;
    Skiff.killer[skiff] = -1;
    evenOut(world, skiff);
    spawn(world, skiff);
    Skiff.shieldEndTick[skiff] = world.match.endTick;
  }
}

/** Somebody has all the points that it takes; in overtime, more than anybody else. */
function isDecided(world: World): boolean {
  const { match, rules } = world;
  const [best, second] = bestTwo(world);
  if (match.phase === "overtime" && best > second) return true;
  return rules.scoreLimit > 0 && best >= rules.scoreLimit && best > second;
}

/** Two lead. A table with one side on it is not drawn. */
function isDraw(world: World): boolean {
  const [best, second] = bestTwo(world);
  return best === second;
}

/** Points of the best and of the second: teams, or skiffs where there are none; -1 for one who is not there. */
function bestTwo(world: World): [best: number, second: number] {
  const { Score, Skiff } = world.components;
  const { teamScores } = world.match;
  const skiffs = seatedSkiffs(world);
  const scores = modeOf(world).hasTeams
    ? TEAMS.filter((team) => skiffs.some((skiff) => Skiff.team[skiff] === team)).map(
        (team) => teamScores[team - 1]!,
      )
    : skiffs.map((skiff) => Score.score[skiff]!);
  let best = -1;
  let second = -1;
  for (const score of scores) {
    second = Math.max(second, Math.min(best, score));
    best = Math.max(best, score);
  }
  return [best, second];
}
