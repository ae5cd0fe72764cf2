/**
 * The arena made ready for sweeps: segments in flat arrays, each with a unit normal into the open, and for each cell of
 * a grid the segments within reach of it. One lookup serves any sweep that stays within `REACH_PX` of where it starts.
 */
import { lengthOf } from "../math.ts";
import type { ArenaSource, Point } from "./arena.ts";

const CELL_PX = 64;
/** Farthest that a skiff (radius and dash step) or a bolt (step) reaches in one tick, with room to spare. */
export const REACH_PX = 48;
/** A point this far behind a cushion still meets it: rounding to the position grid puts bolts there. */
const BEHIND_PX = 0.05;
/** Ends of segments overlap by this much, so that no ray slips between two. */
const JOINT_PX = 0.01;

export interface Arena {
  readonly source: ArenaSource;
  readonly width: number;
  readonly height: number;
  readonly segmentCount: number;
  /** Start, end and unit normal of each segment. */
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly normalX: Float64Array;
  readonly normalY: Float64Array;
  readonly length: Float64Array;
  readonly columns: number;
  /** Cells that are near to the same segments have one list: most are near to none, and that one is always at hand. */
  readonly cells: readonly Uint16Array[];
  /** Every segment, for sweeps longer than `REACH_PX`. */
  readonly all: Uint16Array;
}

/** Makes the sweepable arena. Trusts `source` to be a checked map (server/maps.ts) or one decoded from the wire. */
export function buildArena(source: ArenaSource): Arena {
  const polygons = [source.border, ...source.walls];
  const segmentCount = polygons.reduce((sum, polygon) => sum + polygon.length, 0);
  const flat = () => new Float64Array(segmentCount);
  const columns = Math.ceil(source.width / CELL_PX);
  const rows = Math.ceil(source.height / CELL_PX);
  const all = Uint16Array.from({ length: segmentCount }, (_, i) => i);
  const arena = {
    source,
    width: source.width,
    height: source.height,
    segmentCount,
    ax: flat(),
    ay: flat(),
    bx: flat(),
    by: flat(),
    normalX: flat(),
    normalY: flat(),
    length: flat(),
    columns,
    cells: [] as Uint16Array[],
    all,
  };
  let next = 0;
  polygons.forEach((polygon, index) => (next = addPolygon(arena, polygon, index === 0, next)));
  const lists = new Map<string, Uint16Array>();
  for (let cell = 0; cell < columns * rows; cell++) {
    const near = segmentsNear(arena, cell);
    const key = near.join();
    if (!lists.has(key)) lists.set(key, near);
    arena.cells.push(lists.get(key)!);
  }
  return arena;
}

/** Twice the signed area: positive when the points go clockwise on the screen (y is down). */
function doubleArea(polygon: readonly Point[]): number {
  return polygon.reduce((sum, p, i) => {
    const q = polygon[(i + 1) % polygon.length]!;
    return sum + p.x * q.y - q.x * p.y;
  }, 0);
}

function addPolygon(
  arena: Arena,
  polygon: readonly Point[],
  isBorder: boolean,
  first: number,
): number {
  const side = doubleArea(polygon) > 0 === isBorder ? 1 : -1;
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length]!;
    const at = first + i;
    const length = lengthOf(q.x - p.x, q.y - p.y);
    arena.ax[at] = p.x;
    arena.ay[at] = p.y;
    arena.bx[at] = q.x;
    arena.by[at] = q.y;
    arena.length[at] = length;
    arena.normalX[at] = (-(q.y - p.y) / length) * side;
    arena.normalY[at] = ((q.x - p.x) / length) * side;
  });
  return first + polygon.length;
}

function segmentsNear(arena: Arena, cell: number): Uint16Array {
  const left = (cell % arena.columns) * CELL_PX;
  const top = Math.floor(cell / arena.columns) * CELL_PX;
  const middleX = left + CELL_PX / 2;
  const middleY = top + CELL_PX / 2;
  // The farthest corner of the cell, plus the reach: a few segments too many cost little.
  const radius = REACH_PX + CELL_PX * 0.7072;
  return arena.all.filter((s) => distanceToSegment(arena, s, middleX, middleY) <= radius);
}

/** The segments that a sweep of at most `REACH_PX` from (x, y) can meet, in ascending order. */
export function segmentsAround(arena: Arena, x: number, y: number): Uint16Array {
  const rows = arena.cells.length / arena.columns;
  const column = Math.max(0, Math.min(arena.columns - 1, Math.floor(x / CELL_PX)));
  const row = Math.max(0, Math.min(rows - 1, Math.floor(y / CELL_PX)));
  return arena.cells[row * arena.columns + column]!;
}

/** Distance from (x, y) to the plane of segment `s`; above 0 on its open side. */
export function planeDistance(arena: Arena, s: number, x: number, y: number): number {
  return (x - arena.ax[s]!) * arena.normalX[s]! + (y - arena.ay[s]!) * arena.normalY[s]!;
}

/** Share of the way along segment `s`, 0..1, of its point nearest to (x, y). */
export function shareAlong(arena: Arena, s: number, x: number, y: number): number {
  const ex = arena.bx[s]! - arena.ax[s]!;
  const ey = arena.by[s]! - arena.ay[s]!;
  const share = ((x - arena.ax[s]!) * ex + (y - arena.ay[s]!) * ey) / (ex * ex + ey * ey);
  return Math.max(0, Math.min(1, share));
}

function distanceToSegment(arena: Arena, s: number, x: number, y: number): number {
  const share = shareAlong(arena, s, x, y);
  const nearX = arena.ax[s]! + (arena.bx[s]! - arena.ax[s]!) * share;
  const nearY = arena.ay[s]! + (arena.by[s]! - arena.ay[s]!) * share;
  return lengthOf(x - nearX, y - nearY);
}

/** What a ray met: `segment` is -1 for nothing; `share` is how much of the way it went, 0..1. */
export interface RayHit {
  segment: number;
  share: number;
}

/**
 * First cushion on the way from (x, y) by (dx, dy), among `segments`; written into `out`. Only faces that look at the
 * ray count, so one that has just rebounded leaves its cushion. Ties go to the lower segment.
 */
export function castRay(
  arena: Arena,
  segments: Uint16Array,
  x: number,
  y: number,
  dx: number,
  dy: number,
  out: RayHit,
): RayHit {
  out.segment = -1;
  out.share = 1;
  for (let i = 0; i < segments.length; i++) {
    const s = segments[i]!;
    const share = shareUntil(arena, s, x, y, dx, dy);
    if (share > 1 || (out.segment >= 0 && share >= out.share)) continue;
    out.segment = s;
    out.share = share;
  }
  return out;
}

/** Share of the way at which a ray meets a cushion, 0..1; Infinity where it does not. */
function shareUntil(arena: Arena, s: number, x: number, y: number, dx: number, dy: number): number {
  const approach = dx * arena.normalX[s]! + dy * arena.normalY[s]!;
  if (approach >= 0) return Infinity;
  const distance = planeDistance(arena, s, x, y);
  if (distance < -BEHIND_PX) return Infinity;
  const share = Math.max(0, distance / -approach);
  if (share > 1) return Infinity;
  return meetsSegment(arena, s, x + dx * share, y + dy * share) ? share : Infinity;
}

function meetsSegment(arena: Arena, s: number, x: number, y: number): boolean {
  const ex = (arena.bx[s]! - arena.ax[s]!) / arena.length[s]!;
  const ey = (arena.by[s]! - arena.ay[s]!) / arena.length[s]!;
  const along = (x - arena.ax[s]!) * ex + (y - arena.ay[s]!) * ey;
  return along >= -JOINT_PX && along <= arena.length[s]! + JOINT_PX;
}

/** Whether no cushion stands between two points in the open: whether `castRay` would meet none, whichever that is. */
export function hasLineOfSight(
  arena: Arena,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): boolean {
  for (let s = 0; s < arena.segmentCount; s++) {
    if (shareUntil(arena, s, x0, y0, x1 - x0, y1 - y0) <= 1) return false;
  }
  return true;
}

/** Share of the way from (x0, y0) to (x1, y1) at which it enters the circle, or -1 if it never does. */
export function enterCircle(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  centreX: number,
  centreY: number,
  radius: number,
): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const fx = x0 - centreX;
  const fy = y0 - centreY;
  const c = fx * fx + fy * fy - radius * radius;
  if (c <= 0) return 0;
  const a = dx * dx + dy * dy;
  const b = fx * dx + fy * dy;
  if (a === 0 || b >= 0) return -1;
  const discriminant = b * b - a * c;
  if (discriminant < 0) return -1;
  const share = (-b - Math.sqrt(discriminant)) / a;
  return share <= 1 ? share : -1;
}
