/**
 * The table behind the menu: a few bolts that fly for ever between its cushions and off the menu itself. Pure geometry
 * in px of the page; `tableCanvas.ts` draws it.
 */

export interface Segment {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  /** Unit vector into the open. */
  normalX: number;
  normalY: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A corner of a bolt's path. */
export interface Turn {
  x: number;
  y: number;
  atMs: number;
}

export interface MenuBolt {
  x: number;
  y: number;
  directionX: number;
  directionY: number;
  /** Newest last; what is older than the trail is dropped. */
  turns: Turn[];
}

export interface Flare {
  x: number;
  y: number;
  normalX: number;
  normalY: number;
  atMs: number;
}

export interface MenuTable {
  border: readonly { x: number; y: number }[];
  segments: readonly Segment[];
  bolts: MenuBolt[];
  flares: Flare[];
  nowMs: number;
}

export const TRAIL_MS = 1900;
export const FLARE_MS = 900;
const SPEED_PX_PER_MS = 0.24;
/** A bolt never comes nearer to a cushion than this, so that it is never taken for being behind it. */
const SKIN_PX = 0.01;
const TURNS_PER_STEP_MAX = 4;

/** A table within `bounds`, its corners cut at 45°, with solid `blocks` on it and bolts that fly in these directions. */
export function createTable(
  bounds: Rect,
  cornerPx: number,
  blocks: readonly Rect[],
  angles: readonly number[],
): MenuTable {
  const border = cutCorners(bounds, cornerPx);
  const segments = [
    ...segmentsOf(border),
    ...blocks.flatMap((block) => segmentsOf(cutCorners(block, 0).toReversed())),
  ];
  const bolts = angles.map((angle, i) => createBolt(bounds, angle, i / angles.length));
  return { border, segments, bolts, flares: [], nowMs: 0 };
}

/** Bolts start along the left edge, clear of the menu in the middle. */
function createBolt(bounds: Rect, angle: number, share: number): MenuBolt {
  const x = bounds.left + 30 + share * 12;
  const y = bounds.top + (bounds.bottom - bounds.top) * (0.25 + share * 0.5);
  return {
    x,
    y,
    directionX: Math.cos(angle),
    directionY: Math.sin(angle),
    turns: [{ x, y, atMs: 0 }],
  };
}

export function stepTable(table: MenuTable, deltaMs: number): void {
  table.nowMs += deltaMs;
  for (const bolt of table.bolts) flyBolt(table, bolt, deltaMs * SPEED_PX_PER_MS);
  table.flares = table.flares.filter((flare) => table.nowMs - flare.atMs < FLARE_MS);
}

function flyBolt(table: MenuTable, bolt: MenuBolt, distance: number): void {
  let left = distance;
  for (let turn = 0; turn < TURNS_PER_STEP_MAX && left > 0; turn += 1) {
    const hit = findHit(table.segments, bolt, left);
    const travel = hit ? Math.max(0, hit.distance - SKIN_PX) : left;
    bolt.x += bolt.directionX * travel;
    bolt.y += bolt.directionY * travel;
    left -= travel;
    if (!hit) break;
    bounce(table, bolt, hit.segment);
  }
  const oldest = table.nowMs - TRAIL_MS;
  while (bolt.turns.length > 1 && bolt.turns[1]!.atMs < oldest) bolt.turns.shift();
}

function bounce(table: MenuTable, bolt: MenuBolt, { normalX, normalY }: Segment): void {
  const into = bolt.directionX * normalX + bolt.directionY * normalY;
  bolt.directionX -= 2 * into * normalX;
  bolt.directionY -= 2 * into * normalY;
  bolt.turns.push({ x: bolt.x, y: bolt.y, atMs: table.nowMs });
  table.flares.push({ x: bolt.x, y: bolt.y, normalX, normalY, atMs: table.nowMs });
}

function findHit(
  segments: readonly Segment[],
  bolt: MenuBolt,
  reach: number,
): { segment: Segment; distance: number } | null {
  let best: { segment: Segment; distance: number } | null = null;
  for (const segment of segments) {
    const distance = distanceTo(segment, bolt);
    if (distance <= (best?.distance ?? reach)) best = { segment, distance };
  }
  return best;
}

/** How far along its way the bolt meets the open side of the segment; Infinity when it does not. */
function distanceTo(segment: Segment, bolt: MenuBolt): number {
  const approach = -(bolt.directionX * segment.normalX + bolt.directionY * segment.normalY);
  if (approach <= 1e-9) return Infinity;
  const height = (bolt.x - segment.ax) * segment.normalX + (bolt.y - segment.ay) * segment.normalY;
  if (height < 0) return Infinity;
  const distance = height / approach;
  const alongX = segment.bx - segment.ax;
  const alongY = segment.by - segment.ay;
  const hitX = bolt.x + bolt.directionX * distance - segment.ax;
  const hitY = bolt.y + bolt.directionY * distance - segment.ay;
  const share = (hitX * alongX + hitY * alongY) / (alongX * alongX + alongY * alongY);
  return share >= 0 && share <= 1 ? distance : Infinity;
}

/** The rectangle's outline, clockwise on the screen: its inside is to the right of each edge. */
function cutCorners({ left, top, right, bottom }: Rect, cut: number): { x: number; y: number }[] {
  if (cut === 0)
    return [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ];
  return [
    { x: left + cut, y: top },
    { x: right - cut, y: top },
    { x: right, y: top + cut },
    { x: right, y: bottom - cut },
    { x: right - cut, y: bottom },
    { x: left + cut, y: bottom },
    { x: left, y: bottom - cut },
    { x: left, y: top + cut },
  ];
}

/** Edges of an outline whose open side is to the right as one walks along it (y points down). */
function segmentsOf(outline: readonly { x: number; y: number }[]): Segment[] {
  return outline.map((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    return {
      ax: a.x,
      ay: a.y,
      bx: b.x,
      by: b.y,
      normalX: -(b.y - a.y) / length,
      normalY: (b.x - a.x) / length,
    };
  });
}
