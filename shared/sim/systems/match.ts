/** The flow of a match: warm-up, countdown, play to a limit of points or time, results, over. */
import { MATCH } from "../tuning.ts";
import {
  boltsInFlight,
  pads,
  seatedSkiffs,
  setInFlight,
  type MatchPhase,
  type World,
} from "../world.ts";
import { spawn } from "./respawn.ts";

export function runMatch(world: World): void {
  const { match, rules } = world;
  if (match.phase === "playing" && rules.scoreLimit > 0 && bestScore(world) >= rules.scoreLimit) {
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
      enter(world, "results", MATCH.resultsTicks);
      break;
    case "results":
      enter(world, "over", 0);
      break;
    case "over":
      break;
  }
}

/** Goes to `phase` for `ticks`; 0 is without end. */
function enter(world: World, phase: MatchPhase, ticks: number): void {
  world.match.phase = phase;
  world.match.endTick = ticks === 0 ? 0 : world.tick + ticks;
}

/** Everybody to a spawn point, nothing in the air, every pad ready, no points. */
function beginCountdown(world: World): void {
  const { Pad, Score, Skiff } = world.components;
  enter(world, "countdown", MATCH.countdownTicks);
  for (const bolt of boltsInFlight(world)) setInFlight(world, bolt, false);
  for (const pad of pads(world)) Pad.readyTick[pad] = world.tick;
  const skiffs = seatedSkiffs(world);
  for (const skiff of skiffs) Skiff.isAlive[skiff] = 0;
  for (const skiff of skiffs) {
    for (const store of Object.values(Score)) store[skiff] = 0;
    Skiff.killer[skiff] = -1;
    spawn(world, skiff);
    Skiff.shieldEndTick[skiff] = world.match.endTick;
  }
}

function bestScore(world: World): number {
  const { score } = world.components.Score;
  return seatedSkiffs(world).reduce((best, skiff) => Math.max(best, score[skiff]!), 0);
}
