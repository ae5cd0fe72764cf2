/**
 * Lag compensation. Whoever shoots sees the others as they were a moment ago, so a shot that arrives at once is judged
 * where they were then: skiffs remember their places of the last ticks, and the input tells how far back its player
 * saw. Only places are of the past; who is dead, dashing or shielded now is so, wherever he was seen.
 */
import { REWIND_STEPS_PER_TICK } from "./input.ts";
import { lengthOf, onPositionGrid } from "./math.ts";
import { REWIND, SKIFF } from "./tuning.ts";
import { seatedSkiffs, type World } from "./world.ts";

/** The farthest that any input rewinds, in parts of a tick. */
export const MOST_REWIND = REWIND.mostTicks * REWIND_STEPS_PER_TICK;

/** Keeps where everybody is at the end of this tick, and since when he went there without a jump. */
export function rememberPlaces(world: World): void {
  const { PastX, PastY, Path, Position, Skiff } = world.components;
  const [pastX, pastY] = [PastX[storeOf(world.tick)]!, PastY[storeOf(world.tick)]!];
  for (const skiff of seatedSkiffs(world)) {
    if (Skiff.isAlive[skiff] === 0) Path.sinceTick[skiff] = world.tick + 1;
    else if (hasJumped(world, skiff)) Path.sinceTick[skiff] = world.tick;
    pastX[skiff] = Position.x[skiff]!;
    pastY[skiff] = Position.y[skiff]!;
  }
}

/**
 * Where a skiff was `rewind` parts of a tick before the tick that is being made. False when there was nothing to hit:
 * it was not there yet, it has been put elsewhere since, or it was in the untouchable part of a dash.
 */
export function findPlaceBefore(
  world: World,
  skiff: number,
  rewind: number,
  out: { x: number; y: number },
): boolean {
  const { PastX, PastY, Path, Position } = world.components;
  out.x = Position.x[skiff]!;
  out.y = Position.y[skiff]!;
  if (rewind === 0) return true;
  const later = world.tick - Math.floor(rewind / REWIND_STEPS_PER_TICK);
  const share = (rewind % REWIND_STEPS_PER_TICK) / REWIND_STEPS_PER_TICK;
  const earlier = share === 0 ? later : later - 1;
  if (earlier < Path.sinceTick[skiff]! || wasDashing(world, skiff, later - share)) return false;
  if (later < world.tick) {
    out.x = PastX[storeOf(later)]![skiff]!;
    out.y = PastY[storeOf(later)]![skiff]!;
  }
  out.x = onPositionGrid(out.x + (PastX[storeOf(earlier)]![skiff]! - out.x) * share);
  out.y = onPositionGrid(out.y + (PastY[storeOf(earlier)]![skiff]! - out.y) * share);
  return true;
}

/** Dashes are further apart than the longest rewind, so that the last one tells. */
function wasDashing(world: World, skiff: number, tick: number): boolean {
  const dashTick = world.components.Skiff.dashTick[skiff]!;
  return dashTick > 0 && tick >= dashTick && tick < dashTick + SKIFF.dashImmuneTicks;
}

function hasJumped(world: World, skiff: number): boolean {
  const { PastX, PastY, Position } = world.components;
  const before = storeOf(world.tick - 1);
  const dx = Position.x[skiff]! - PastX[before]![skiff]!;
  const dy = Position.y[skiff]! - PastY[before]![skiff]!;
  return lengthOf(dx, dy) > REWIND.jumpPx;
}

function storeOf(tick: number): number {
  return tick % REWIND.keptTicks;
}
