/** Whom a bolt is expected to end on, and when that is sure enough to be shown before the server says so. */
import { skiffEntity, type PendingHit, type World } from "#shared/sim/world.ts";
import { MAX_SEATS, SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { TICK_SECONDS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";

/** Further past a snapshot than this no hit is sure: who was to be hit may dash, or be dead by then. */
const SURE_TICKS = 2 * TICKS_PER_SNAPSHOT;

/** A bolt is expected to end on somebody. */
export interface Strike {
  readonly tick: number;
  readonly victim: number;
  readonly x: number;
  readonly y: number;
  /** No stick could save him any more, or the very next snapshot will tell: worth showing. */
  readonly isSure: boolean;
}

/** One bolt from all others: nobody fires two in one tick. */
export function keyOfShot(slot: number, firedTick: number): number {
  return firedTick * MAX_SEATS + slot;
}

/**
 * Whether a hit so many ticks after what is known is one whatever its victim does with his stick. In the ticks before
 * the next snapshot it counts as one: there is no knowing better before the server tells.
 */
export function isCertain(world: World, hit: PendingHit, aheadTicks: number): boolean {
  if (aheadTicks <= TICKS_PER_SNAPSHOT) return true;
  if (aheadTicks > SURE_TICKS) return false;
  const { Position, Velocity } = world.components;
  const victim = skiffEntity(hit.victim);
  const row = WEAPONS[hit.weapon]!;
  const dx = Position.x[victim]! - hit.x;
  const dy = Position.y[victim]! - hit.y;
  const speedX = hit.directionX * row.speedPxPerSecond - Velocity.x[victim]!;
  const speedY = hit.directionY * row.speedPxPerSecond - Velocity.y[victim]!;
  const asidePx = Math.abs(dx * speedY - dy * speedX) / Math.max(1, Math.hypot(speedX, speedY));
  return asidePx + driftPx(aheadTicks) < SKIFF.radiusPx + row.radiusPx;
}

/** How far aside a stick that is let go or thrown over takes a skiff in so many ticks. */
function driftPx(ticks: number): number {
  let left = 1;
  let px = 0;
  for (let tick = 0; tick < ticks; tick++) {
    left *= 1 - SKIFF.accelerationShare;
    px += (1 - left) * SKIFF.topSpeedPxPerSecond * TICK_SECONDS;
  }
  return px;
}
