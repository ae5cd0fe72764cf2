/** Bank shots: to hit something off a cushion, aim at its mirror image behind that cushion. */
import { castRay, hasLineOfSight, planeDistance, type Arena } from "#shared/sim/arena/geometry.ts";

export interface Bank {
  /** Where to aim: the mirror image of the target. */
  x: number;
  y: number;
}

/** Nearer to a cushion than this, skiff and target see hardly anything of it. */
const LEAST_DISTANCE_PX = 20;

const hit = { segment: -1, share: 1 };

/**
 * Finds the shortest way from (x0, y0) off one cushion to (x1, y1) that is at most `longestPx` long, and writes where to
 * aim into `out`. False when there is none. Looks at every cushion: not for every tick.
 */
export function findBank(
  arena: Arena,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  longestPx: number,
  out: Bank,
): boolean {
  let bestSquare = longestPx * longestPx;
  let isFound = false;
  for (let s = 0; s < arena.segmentCount; s++) {
    const behind = planeDistance(arena, s, x1, y1);
    if (behind < LEAST_DISTANCE_PX || planeDistance(arena, s, x0, y0) < LEAST_DISTANCE_PX) continue;
    const mirrorX = x1 - 2 * behind * arena.normalX[s]!;
    const mirrorY = y1 - 2 * behind * arena.normalY[s]!;
    const dx = mirrorX - x0;
    const dy = mirrorY - y0;
    const square = dx * dx + dy * dy;
    if (square >= bestSquare) continue;
    if (castRay(arena, arena.all, x0, y0, dx, dy, hit).segment !== s) continue;
    if (!hasLineOfSight(arena, x0 + dx * hit.share, y0 + dy * hit.share, x1, y1)) continue;
    bestSquare = square;
    isFound = true;
    out.x = mirrorX;
    out.y = mirrorY;
  }
  return isFound;
}
