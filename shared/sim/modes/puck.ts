/**
 * A heavy puck that shots and skiffs drive; in the other side's goal it counts. It moves by the rules of skiffs, so that a
 * client foresees it by the same arithmetic.
 */
import { TEAMS } from "../arena/arena.ts";
import { addPoints, addTeamPoints } from "../score.ts";
import { FEAT_SCORE, PUCK } from "../tuning.ts";
import { isFrozen, isPlayed, isSeated, PUCK_ENTITY, skiffEntity, type World } from "../world.ts";
import { glidePuck, placePuck } from "../systems/puck.ts";
import type { Mode } from "./mode.ts";
import { teams } from "./teams.ts";

export const puck: Mode = {
  ...teams,
  name: "puck",
  isForKills: false,
  hasPuck: true,
  scoreLimit: 5,
  fits: (arena) => arena.goals.length === TEAMS.length && arena.puck !== undefined,
  begin: (world) => placePuck(world, world.tick),
  move: glidePuck,
  play(world) {
    if (isFrozen(world)) return;
    const goal = world.arena.source.goals.find((candidate) => isIn(world, candidate));
    if (goal !== undefined) score(world, goal.team);
  },
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function isIn({ components: { Position } }: World, { left, top, right, bottom }: Box): boolean {
  const x = Position.x[PUCK_ENTITY]!;
  const y = Position.y[PUCK_ENTITY]!;
  return x > left && x < right && y > top && y < bottom;
}

/** The puck is in the goal of `team`. Who touched it last has done it, unless the goal is his own. */
function score(world: World, team: number): void {
  const { Puck, Score, Skiff } = world.components;
  const slot = Puck.toucher[PUCK_ENTITY]!;
  world.events.push({ type: "feat", feat: "goal", slot, team });
  placePuck(world, world.tick + PUCK.resetTicks);
  if (!isPlayed(world)) return;
  addTeamPoints(world, 3 - team, 1);
  if (slot < 0 || !isSeated(world, slot) || Skiff.team[skiffEntity(slot)] === team) return;
  const skiff = skiffEntity(slot);
  addPoints(Score.feats, skiff, 1);
  addPoints(Score.score, skiff, FEAT_SCORE);
}
