/** Puts skiffs into the arena: as far as can be from enemies and out of their sight, behind a short shield. */
import type { Point, SpawnSource } from "../arena/arena.ts";
import { hasLineOfSight, type Arena } from "../arena/geometry.ts";
import { lengthOf } from "../math.ts";
import { randomBelow } from "../random.ts";
import { MAX_SEATS, PULSE, SKIFF } from "../tuning.ts";
import { seatedSkiffs, slotOf, type World } from "../world.ts";
import { evenOut } from "./sides.ts";

/** A spawn point in an enemy's sight counts as this much nearer to him. */
const SEEN_PENALTY_PX = 600;
/** Chance breaks near-ties: each spawn point's worth varies by up to this much. */
const WHIM_PX = 120;
/** Where they are of whom the next to be put into the arena would rather not meet any: side by side, read in one go. */
const enemyX = new Float64Array(MAX_SEATS);
const enemyY = new Float64Array(MAX_SEATS);

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

function chooseSpawn(world: World, skiff: number): Point {
  const own = world.components.Skiff.team[skiff]!;
  const enemies = gatherEnemies(world, skiff);
  const spawns = spawnsOf(world, own);
  let best = spawns[0]!;
  let bestWorth = -Infinity;
  for (const point of spawns) {
    const whim = randomBelow(world, WHIM_PX);
    const worth = worthOf(world.arena, point, enemies, whim, bestWorth);
    if (worth <= bestWorth) continue;
    best = point;
    bestWorth = worth;
  }
  return best;
}

/** Puts those whom `skiff` would rather not meet into `enemyX` and `enemyY`; gives how many they are. */
function gatherEnemies(world: World, skiff: number): number {
  const { Position, Skiff } = world.components;
  const own = Skiff.team[skiff]!;
  let count = 0;
  for (const other of seatedSkiffs(world)) {
    if (other === skiff || Skiff.isAlive[other] === 0) continue;
    if (own !== 0 && Skiff.team[other] === own) continue;
    enemyX[count] = Position.x[other]!;
    enemyY[count] = Position.y[other]!;
    count += 1;
  }
  return count;
}

/** Where those of a team may begin: their own places, if the map has some for them; without teams, anywhere. */
function spawnsOf({ arena: { source } }: World, team: number): readonly SpawnSource[] {
  const own = team === 0 ? [] : source.spawns.filter((spawn) => spawn.team === team);
  return own.length > 0 ? own : source.spawns;
}

/**
 * Distance to the nearest of so many enemies, those with a line of sight seeming nearer, and `whim`. An empty arena is all
 * alike. It stops at the first thing that makes the point no better than `bestWorth`: lines of sight are dear, and where
 * the nearest of all sees the point nobody else matters.
 */
function worthOf(
  arena: Arena,
  { x, y }: Point,
  enemies: number,
  whim: number,
  bestWorth: number,
): number {
  let nearest = arena.width + arena.height;
  if (enemies === 0) return nearest + whim;
  const closest = findClosest(x, y, enemies, bestWorth - whim);
  nearest = Math.min(nearest, distanceTo(closest, x, y));
  if (nearest + whim <= bestWorth) return nearest + whim;
  nearest = Math.min(nearest, seemingDistance(arena, closest, x, y));
  for (let enemy = 0; enemy < enemies; enemy++) {
    if (nearest + whim <= bestWorth) break;
    if (distanceTo(enemy, x, y) - SEEN_PENALTY_PX >= nearest) continue;
    nearest = Math.min(nearest, seemingDistance(arena, enemy, x, y));
  }
  return nearest + whim;
}

/** The closest of them, or the first that is no further off than `enoughPx`. */
function findClosest(x: number, y: number, enemies: number, enoughPx: number): number {
  const enough = enoughPx > 0 ? enoughPx * enoughPx : 0;
  let closest = 0;
  let least = Infinity;
  for (let enemy = 0; enemy < enemies && least > enough; enemy++) {
    const dx = enemyX[enemy]! - x;
    const dy = enemyY[enemy]! - y;
    const square = dx * dx + dy * dy;
    if (square >= least) continue;
    closest = enemy;
    least = square;
  }
  return closest;
}

function seemingDistance(arena: Arena, enemy: number, x: number, y: number): number {
  const isSeen = hasLineOfSight(arena, enemyX[enemy]!, enemyY[enemy]!, x, y);
  return distanceTo(enemy, x, y) - (isSeen ? SEEN_PENALTY_PX : 0);
}

function distanceTo(enemy: number, x: number, y: number): number {
  return lengthOf(enemyX[enemy]! - x, enemyY[enemy]! - y);
}
