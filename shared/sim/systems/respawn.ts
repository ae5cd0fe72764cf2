/** Puts skiffs into the arena: as far as can be from enemies and out of their sight, behind a short shield. */
import { hasLineOfSight } from "../arena/geometry.ts";
import { randomBelow } from "../random.ts";
import { PULSE, SKIFF } from "../tuning.ts";
import { seatedSkiffs, slotOf, type World } from "../world.ts";

/** A spawn point in an enemy's sight counts as this much nearer to him. */
const SEEN_PENALTY_PX = 600;
/** Chance breaks near-ties: each spawn point's worth varies by up to this much. */
const WHIM_PX = 120;

export function respawn(world: World): void {
  const { Skiff } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 0 && world.tick >= Skiff.respawnTick[skiff]!) spawn(world, skiff);
  }
}

/** Puts a skiff into the arena, whole and shielded, with the start weapon. */
export function spawn(world: World, skiff: number): void {
  const { Ammo, Position, Skiff, Velocity } = world.components;
  const point = chooseSpawn(world, skiff);
  Position.x[skiff] = point.x;
  Position.y[skiff] = point.y;
  Velocity.x[skiff] = 0;
  Velocity.y[skiff] = 0;
  Skiff.isAlive[skiff] = 1;
  Skiff.health[skiff] = SKIFF.maxHealth;
  Skiff.weapon[skiff] = PULSE;
  for (const shots of Ammo) shots[skiff] = 0;
  Skiff.nextShotTick[skiff] = world.tick;
  Skiff.dashTick[skiff] = 0;
  Skiff.dashEndTick[skiff] = world.tick;
  Skiff.dashReadyTick[skiff] = world.tick;
  Skiff.shieldEndTick[skiff] = world.tick + SKIFF.spawnShieldTicks;
  world.events.push({ type: "spawn", slot: slotOf(skiff), x: point.x, y: point.y });
}

function chooseSpawn(world: World, skiff: number): { x: number; y: number } {
  const others = seatedSkiffs(world).filter(
    (other) => other !== skiff && world.components.Skiff.isAlive[other] === 1,
  );
  let best = world.arena.source.spawns[0]!;
  let bestWorth = -Infinity;
  for (const point of world.arena.source.spawns) {
    const worth = worthOf(world, point.x, point.y, others) + randomBelow(world, WHIM_PX);
    if (worth <= bestWorth) continue;
    best = point;
    bestWorth = worth;
  }
  return best;
}

/** Distance to the nearest of `others`, those with a line of sight seeming nearer. An empty arena is all alike. */
function worthOf(world: World, x: number, y: number, others: readonly number[]): number {
  const { Position } = world.components;
  let nearest = world.arena.width + world.arena.height;
  for (const other of others) {
    const dx = Position.x[other]! - x;
    const dy = Position.y[other]! - y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance - SEEN_PENALTY_PX >= nearest) continue;
    const isSeen = hasLineOfSight(world.arena, Position.x[other]!, Position.y[other]!, x, y);
    nearest = Math.min(nearest, distance - (isSeen ? SEEN_PENALTY_PX : 0));
  }
  return nearest;
}
