/**
 * Where a disc fits: distances between straight lines, and whether a skiff can go from one point to another without
 * touching a cushion. Navigation, the bots' steering and the checks of maps all ask this one question.
 */
import { segmentsAround, type Arena } from "#shared/sim/arena/geometry.ts";

/** Distance from (x, y) to the line from a to b. */
export function gapToPoint(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
): number {
  const ex = bx - ax;
  const ey = by - ay;
  const square = ex * ex + ey * ey;
  const along = square === 0 ? 0 : ((x - ax) * ex + (y - ay) * ey) / square;
  const share = Math.max(0, Math.min(1, along));
  const dx = x - ax - ex * share;
  const dy = y - ay - ey * share;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Least distance between the lines a–b and c–d; 0 when they cross or touch. */
export function gapBetween(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const isAcross = side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0;
  if (isAcross && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0) return 0;
  return Math.min(
    gapToPoint(ax, ay, bx, by, cx, cy),
    gapToPoint(ax, ay, bx, by, dx, dy),
    gapToPoint(cx, cy, dx, dy, ax, ay),
    gapToPoint(cx, cy, dx, dy, bx, by),
  );
}

/** -1, 0 or 1: on which side of the line a–b the point lies. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

/** Whether a disc of `radius` px goes straight from (x0, y0) to (x1, y1) clear of all of `segments`. */
export function isPassable(
  arena: Arena,
  segments: Uint16Array,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): boolean {
  const left = Math.min(x0, x1) - radius;
  const right = Math.max(x0, x1) + radius;
  const top = Math.min(y0, y1) - radius;
  const bottom = Math.max(y0, y1) + radius;
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    const ax = arena.ax[s]!;
    const ay = arena.ay[s]!;
    const bx = arena.bx[s]!;
    const by = arena.by[s]!;
    if (Math.max(ax, bx) < left || Math.min(ax, bx) > right) continue;
    if (Math.max(ay, by) < top || Math.min(ay, by) > bottom) continue;
    if (gapBetween(x0, y0, x1, y1, ax, ay, bx, by) < radius) return false;
  }
  return true;
}

/** Whether a disc of `radius` px goes straight between two points at most 60 px apart. */
export function isShortWayPassable(
  arena: Arena,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): boolean {
  const segments = segmentsAround(arena, (x0 + x1) / 2, (y0 + y1) / 2);
  return isPassable(arena, segments, x0, y0, x1, y1, radius);
}
