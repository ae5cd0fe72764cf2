/** Skiffs that overlap push one another apart, softly; the cushions still hold. */
import { lengthOf } from "../math.ts";
import { SKIFF } from "../tuning.ts";
import { isFrozen, seatedSkiffs, type World } from "../world.ts";
import { accelerate, moveBy } from "./movement.ts";

const REACH_PX = 2 * SKIFF.radiusPx;

export function pushApart(world: World): void {
  if (isFrozen(world)) return;
  const { Position, Skiff } = world.components;
  const { x, y } = Position;
  const skiffs = seatedSkiffs(world).filter((skiff) => Skiff.isAlive[skiff] === 1);
  for (let i = 0; i < skiffs.length; i++) {
    const a = skiffs[i]!;
    for (let j = i + 1; j < skiffs.length; j++) {
      // A push moves both, so that places are looked up for every pair.
      const b = skiffs[j]!;
      const dx = x[b]! - x[a]!;
      const dy = y[b]! - y[a]!;
      if (dx < REACH_PX && dx > -REACH_PX && dy < REACH_PX && dy > -REACH_PX)
        pushPair(world, a, b, dx, dy);
    }
  }
}

function pushPair(world: World, a: number, b: number, dx: number, dy: number): void {
  const distance = lengthOf(dx, dy);
  if (distance >= REACH_PX) return;
  // Two skiffs on the very same spot part along x.
  const directionX = distance > 0 ? dx / distance : 1;
  const directionY = distance > 0 ? dy / distance : 0;
  const overlap = REACH_PX - distance;
  push(world, a, -directionX, -directionY, overlap);
  push(world, b, directionX, directionY, overlap);
}

function push(
  world: World,
  skiff: number,
  directionX: number,
  directionY: number,
  overlap: number,
): void {
  const shift = (overlap / 2) * SKIFF.pushShare;
  const speed = (overlap / 2) * SKIFF.pushPxPerSecondPerPx;
  accelerate(world, skiff, directionX * speed, directionY * speed);
  moveBy(world, skiff, directionX * shift, directionY * shift);
}
