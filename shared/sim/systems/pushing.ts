/** Skiffs that overlap push one another apart, softly; the cushions still hold. */
import { lengthOf } from "../math.ts";
import { SKIFF } from "../tuning.ts";
import { isFrozen, seatedSkiffs, type World } from "../world.ts";
import { accelerate, moveBy } from "./movement.ts";

export function pushApart(world: World): void {
  if (isFrozen(world)) return;
  const { Skiff } = world.components;
  const skiffs = seatedSkiffs(world).filter((skiff) => Skiff.isAlive[skiff] === 1);
  for (let i = 0; i < skiffs.length; i++) {
    for (let j = i + 1; j < skiffs.length; j++) pushPair(world, skiffs[i]!, skiffs[j]!);
  }
}

function pushPair(world: World, a: number, b: number): void {
  const { Position } = world.components;
  const dx = Position.x[b]! - Position.x[a]!;
  const dy = Position.y[b]! - Position.y[a]!;
  const reach = 2 * SKIFF.radiusPx;
  if (dx > reach || dx < -reach || dy > reach || dy < -reach) return;
  const distance = lengthOf(dx, dy);
  if (distance >= reach) return;
  // Two skiffs on the very same spot part along x.
  const directionX = distance > 0 ? dx / distance : 1;
  const directionY = distance > 0 ? dy / distance : 0;
  const overlap = reach - distance;
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
