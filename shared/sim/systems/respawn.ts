/** Puts skiffs into the arena: as far as can be from enemies and out of their sight, behind a short shield. */
import type { Point, SpawnSource } from "../arena/arena.ts";
import { hasLineOfSight } from "../arena/geometry.ts";
import { lengthOf } from "../math.ts";
import { randomBelow } from "../random.ts";
import { PULSE, SKIFF } from "../tuning.ts";
import { seatedSkiffs, slotOf, type World } from "../world.ts";
import { evenOut } from "./sides.ts";

/** A spawn point in an enemy's sight counts as this much nearer to him. */
const SEEN_PENALTY_PX = 600;
/** Chance breaks near-ties: each spawn point's worth varies by up to this much. */
const WHIM_PX = 120;
/** No skiff has this id. */
const NOBODY = 0;

export function respawn(world: World): void {
  const { Skiff } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 1 || world.tick < Skiff.respawnTick[skiff]!) continue;
    evenOut(world, skiff);
    spawn(world, skiff);
  }
}

/** Puts a skiff into the arena, whole and shielded, with the start weapon. */
export function spawn(world: World, skiff: number): void {
  const { Ammo, Harm, Position, Skiff, Velocity } = world.components;
  const point = chooseSpawn(world, skiff);
  Position.x[skiff] = point.x;
  Position.y[skiff] = point.y;
  Velocity.x[skiff] = 0;
  Velocity.y[skiff] = 0;
  Skiff.isAlive[skiff] = 1;
  Skiff.health[skiff] = SKIFF.maxHealth;
  Skiff.weapon[skiff] = PULSE;
  for (const shots of Ammo) shots[skiff] = 0;
  Harm.by[skiff] = -1;
  Harm.byBefore[skiff] = -1;
  Skiff.shieldPoints[skiff] = 0;
  Skiff.overdriveEndTick[skiff] = world.tick;
  Skiff.nextShotTick[skiff] = world.tick;
  Skiff.dashTick[skiff] = 0;
  Skiff.dashEndTick[skiff] = world.tick;
  Skiff.dashReadyTick[skiff] = world.tick;
  Skiff.shieldEndTick[skiff] = world.tick + SKIFF.spawnShieldTicks;
  world.events.push({ type: "spawn", slot: slotOf(skiff), x: point.x, y: point.y });
}

function chooseSpawn(world: World, skiff: number): { x: number; y: number } {
  const { isAlive, team } = world.components.Skiff;
  const own = team[skiff]!;
  const others = seatedSkiffs(world).filter((other) => {
    return other !== skiff && isAlive[other] === 1 && (own === 0 || team[other] !== own);
  });
  const spawns = spawnsOf(world, own);
  let best = spawns[0]!;
  let bestWorth = -Infinity;
  for (const point of spawns) {
    const whim = randomBelow(world, WHIM_PX);
    const worth = worthOf(world, point, others, whim, bestWorth);
    if (worth <= bestWorth) continue;
    best = point;
    bestWorth = worth;
  }
  return best;
}

/** Where those of a team may begin: their own places, if the map has some for them; without teams, anywhere. */
function spawnsOf({ arena: { source } }: World, team: number): readonly SpawnSource[] {
  const own = team === 0 ? [] : source.spawns.filter((spawn) => spawn.team === team);
  return own.length > 0 ? own : source.spawns;
}

/**
 * Distance to the nearest of `others`, those with a line of sight seeming nearer, and `whim`. An empty arena is all
 * alike. It stops at the first thing that makes the point no better than `bestWorth`: lines of sight are dear, and where
 * the nearest of all sees the point nobody else matters.
 */
function worthOf(
  world: World,
  { x, y }: Point,
  others: readonly number[],
  whim: number,
  bestWorth: number,
): number {
  let nearest = world.arena.width + world.arena.height;
  const closest = findClosest(world, x, y, others);
  if (closest === NOBODY) return nearest + whim;
  nearest = Math.min(nearest, distanceTo(world, closest, x, y));
  if (nearest + whim <= bestWorth) return nearest + whim;
  nearest = Math.min(nearest, seemingDistance(world, closest, x, y));
  for (const other of others) {
    if (nearest + whim <= bestWorth) break;
    if (distanceTo(world, other, x, y) - SEEN_PENALTY_PX >= nearest) continue;
    nearest = Math.min(nearest, seemingDistance(world, other, x, y));
  }
  return nearest + whim;
}

function findClosest(world: World, x: number, y: number, others: readonly number[]): number {
  const { Position } = world.components;
  let closest = NOBODY;
  let least = Infinity;
  for (let i = 0; i < others.length; i++) {
    const dx = Position.x[others[i]!]! - x;
    const dy = Position.y[others[i]!]! - y;
    const square = dx * dx + dy * dy;
    if (square >= least) continue;
    closest = others[i]!;
    least = square;
  }
  return closest;
}

function seemingDistance(world: World, other: number, x: number, y: number): number {
  const { Position } = world.components;
  const isSeen = hasLineOfSight(world.arena, Position.x[other]!, Position.y[other]!, x, y);
  return distanceTo(world, other, x, y) - (isSeen ? SEEN_PENALTY_PX : 0);
}

function distanceTo(world: World, other: number, x: number, y: number): number {
  const { Position } = world.components;
  return lengthOf(Position.x[other]! - x, Position.y[other]! - y);
}
