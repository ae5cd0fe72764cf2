/** The rules that look for who is near, written as plainly as can be: everybody is asked. What the grid is measured by. */
import { createLegs, flyOneTick } from "#shared/sim/arena/flight.ts";
import { enterCircle, hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { randomBelow } from "#shared/sim/random.ts";
import { accelerate, moveBy } from "#shared/sim/systems/movement.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { boltsInFlight, seatedSkiffs, slotOf, type World } from "#shared/sim/world.ts";

function aliveSkiffs(world: World): number[] {
  return seatedSkiffs(world).filter((skiff) => world.components.Skiff.isAlive[skiff] === 1);
}

/** Pushes every pair that overlaps, in ascending order; gives the pairs. */
export function pushAllPairs(world: World): { a: number; b: number }[] {
  const { x, y } = world.components.Position;
  const reach = 2 * SKIFF.radiusPx;
  const pushed: { a: number; b: number }[] = [];
  const skiffs = aliveSkiffs(world);
  skiffs.forEach((a, i) => {
    for (const b of skiffs.slice(i + 1)) {
      const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
      const distance = lengthOf(dx, dy);
      if (distance >= reach) continue;
      pushed.push({ a: slotOf(a), b: slotOf(b) });
      const [directionX, directionY] = distance > 0 ? [dx / distance, dy / distance] : [1, 0];
      push(world, a, -directionX, -directionY, reach - distance);
      push(world, b, directionX, directionY, reach - distance);
    }
  });
  return pushed;
}

function push(world: World, skiff: number, dx: number, dy: number, overlap: number): void {
  const speed = (overlap / 2) * SKIFF.pushPxPerSecondPerPx;
  const shift = (overlap / 2) * SKIFF.pushShare;
  accelerate(world, skiff, dx * speed, dy * speed);
  moveBy(world, skiff, dx * shift, dy * shift);
}

/** Whom each bolt in flight strikes in this tick, and where on its way; nothing of the world changes. */
export function findBoltHits(world: World) {
  const { Bolt, Position } = world.components;
  const legs = createLegs();
  return boltsInFlight(world).flatMap((bolt) => {
    const row = WEAPONS[Bolt.weapon[bolt]!]!;
    const bounces = Bolt.bounces[bolt]!;
    const flight = { x: Position.x[bolt]!, y: Position.y[bolt]!, bounces, hasEnded: false };
    const [directionX, directionY] = [Bolt.directionX[bolt]!, Bolt.directionY[bolt]!];
    flyOneTick(world.arena, { ...flight, directionX, directionY }, row, legs);
    const attacker = Bolt.owner[bolt]!;
    const victims = aliveSkiffs(world).filter((victim) => canBeStruck(world, victim, attacker));
    for (let leg = 0; leg + 1 < legs.count; leg++) {
      const [fromX, fromY, toX, toY] = [
        legs.x[leg]!,
        legs.y[leg]!,
        legs.x[leg + 1]!,
        legs.y[leg + 1]!,
      ];
      const radius = SKIFF.radiusPx + row.radiusPx;
      const shares = victims.map((v) =>
        enterCircle(fromX, fromY, toX, toY, Position.x[v]!, Position.y[v]!, radius),
      );
      const share = Math.min(...shares.filter((s) => s >= 0));
      if (share === Infinity) continue;
      const victim = slotOf(victims[shares.indexOf(share)]!);
      const [x, y] = [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
      return [{ attacker, victim, bounces: bounces + leg, x, y }];
    }
    return [];
  });
}

function canBeStruck(world: World, victim: number, attacker: number): boolean {
  const dashTick = world.components.Skiff.dashTick[victim]!;
  if (slotOf(victim) === attacker) return false;
  return dashTick === 0 || world.tick >= dashTick + SKIFF.dashImmuneTicks;
}

/** The spawn point for `skiff`; draws on the world's chance as the rule does. */
export function findSpawn(world: World, skiff: number): { x: number; y: number } {
  const { Position } = world.components;
  const { arena } = world;
  const others = aliveSkiffs(world).filter((other) => other !== skiff);
  const worths = arena.source.spawns.map(({ x, y }) => {
    const distances = others.map((other) => {
      const [otherX, otherY] = [Position.x[other]!, Position.y[other]!];
      const isSeen = hasLineOfSight(arena, otherX, otherY, x, y);
      return lengthOf(otherX - x, otherY - y) - (isSeen ? 600 : 0);
    });
    return Math.min(arena.width + arena.height, ...distances) + randomBelow(world, 120);
  });
  return arena.source.spawns[worths.indexOf(Math.max(...worths))]!;
}
