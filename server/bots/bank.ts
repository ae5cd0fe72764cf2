/** Bank shots: to hit something off a cushion, aim at its mirror image behind that cushion. */
import { castRay, hasLineOfSight, planeDistance, type Arena } from "#shared/sim/arena/geometry.ts";
import { lengthOf } from "#shared/sim/math.ts";

export interface Bank {
  /** The cushion, and where to aim: the mirror image of the target behind it. */
  segment: number;
  x: number;
  y: number;
}

/** Nearer to a cushion than this, skiff and target see hardly anything of it. */
const LEAST_DISTANCE_PX = 20;

const hit = { segment: -1, share: 1 };

/**
 * Finds the shortest way from (x0, y0) off one cushion to (x1, y1) that is shorter than `longestPx`, and writes it into
 * `out`. False when there is none. Looks at every cushion: not for every tick.
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
  let shortest = longestPx;
  let isFound = false;
  for (let s = 0; s < arena.segmentCount; s++) {
    if (!findBankOff(arena, s, x0, y0, x1, y1, shortest, out)) continue;
    shortest = lengthOf(out.x - x0, out.y - y0);
    isFound = true;
  }
  return isFound;
}

/** The same for one cushion `s`. Leaves `out` as it is when there is no way off it. */
export function findBankOff(
  arena: Arena,
  s: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  longestPx: number,
  out: Bank,
): boolean {
  const behind = planeDistance(arena, s, x1, y1);
  if (behind < LEAST_DISTANCE_PX || planeDistance(arena, s, x0, y0) < LEAST_DISTANCE_PX)
    return false;
  const mirrorX = x1 - 2 * behind * arena.normalX[s]!;
  const mirrorY = y1 - 2 * behind * arena.normalY[s]!;
  const dx = mirrorX - x0;
  const dy = mirrorY - y0;
  if (dx * dx + dy * dy >= longestPx * longestPx) return false;
  if (!isOnCushion(arena, s, x0, y0, dx, dy)) return false;
  if (castRay(arena, arena.all, x0, y0, dx, dy, hit).segment !== s) return false;
  if (!hasLineOfSight(arena, x0 + dx * hit.share, y0 + dy * hit.share, x1, y1)) return false;
  out.segment = s;
  out.x = mirrorX;
  out.y = mirrorY;
  return true;
}

/** Whether a way from one side of the line of a cushion to the other goes through the cushion: most do not. */
function isOnCushion(
  arena: Arena,
  s: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
): boolean {
  const before = planeDistance(arena, s, x, y);
  const share = before / (before - planeDistance(arena, s, x + dx, y + dy));
  const along =
    (x + dx * share - arena.ax[s]!) * (arena.bx[s]! - arena.ax[s]!) +
    (y + dy * share - arena.ay[s]!) * (arena.by[s]! - arena.ay[s]!);
  return along >= 0 && along <= arena.length[s]! * arena.length[s]!;
}
