/**
 * What makes an arena playable, each rule with the sentence that a map maker reads when it is broken. Later rules rest
 * on earlier ones: ways are looked for only where shapes are sound. Walls and such are counted from 1, as they lie in
 * their layer.
 */
import type { ArenaSource, Point } from "#shared/sim/arena/arena.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { MAX_PADS, PUCK, SKIFF } from "#shared/sim/tuning.ts";
import { Navigation } from "./bots/navigation.ts";
import { gapToPoint } from "./bots/passage.ts";
import { findObjectiveFaults, hasPoint, nameGoal } from "./objectiveChecks.ts";
import {
  edgesOf,
  gapOf,
  gapOfPolygons,
  isInside,
  middleOf,
  type Edge,
  type Polygon,
} from "./outlines.ts";
import { placeOf } from "./tiled.ts";

const MOST_SIZE_PX = 4096;
const MOST_SEGMENTS = 256;
const LEAST_SPAWNS = 2;
/** Most spawns, so that a map fits its message. */
const MOST_SPAWNS = 128;
/** Spawns and pads keep this far from every cushion. */
const CLEARANCE_PX = SKIFF.radiusPx + 6;
const PUCK_CLEARANCE_PX = PUCK.radiusPx + 6;
/** Between any two walls, or a wall and the border: a skiff passes, and a bot finds the way. */
const LEAST_GAP_PX = 4 * SKIFF.radiusPx;

/** Where something stands, and how far it must be from every cushion. */
interface Place {
  readonly name: string;
  readonly point: Point;
  readonly clearancePx: number;
}

/** A sentence for each rule that `arena` breaks; empty when it can be played on. */
export function findArenaFaults(arena: ArenaSource): string[] {
  const outlines = [...findSizeFaults(arena), ...findShapeFaults(arena)];
  if (outlines.length > 0) return outlines;
  const layout = [
    ...findWallFaults(arena),
    ...findPlaceFaults(arena),
    ...findObjectiveFaults(arena),
  ];
  return layout.length > 0 ? layout : findWayFaults(arena);
}

function findSizeFaults({ width, height, border, walls, spawns, pads }: ArenaSource): string[] {
  const faults: string[] = [];
  if (width < 1 || height < 1 || width > MOST_SIZE_PX || height > MOST_SIZE_PX)
    faults.push(
      `is ${width} × ${height} px; at most ${MOST_SIZE_PX} × ${MOST_SIZE_PX} are allowed`,
    );
  const segments = walls.reduce((sum, wall) => sum + wall.length, border.length);
  if (segments > MOST_SEGMENTS)
    faults.push(`has ${segments} edges of border and walls; ${MOST_SEGMENTS} is the most`);
  if (spawns.length < LEAST_SPAWNS || spawns.length > MOST_SPAWNS)
    faults.push(`has ${spawns.length} spawns; it needs ${LEAST_SPAWNS} to ${MOST_SPAWNS}`);
  if (pads.length > MAX_PADS) faults.push(`has ${pads.length} pads; ${MAX_PADS} is the most`);
  return faults;
}

function findShapeFaults({ border, walls, width, height }: ArenaSource): string[] {
  const isOutside = ({ x, y }: Point) => x < 0 || y < 0 || x > width || y > height;
  const outside = border.find(isOutside);
  return [
    ...(outside ? [`border leaves the map at ${placeOf(outside)}`] : []),
    ...findPolygonFaults("border", border),
    ...walls.flatMap((wall, i) => findPolygonFaults(nameWall(i, wall), wall)),
  ];
}

/** Whether the outline is simple: it encloses an area once. */
function findPolygonFaults(name: string, polygon: Polygon): string[] {
  if (polygon.length < 3) return [`${name} has ${polygon.length} points; it needs 3 or more`];
  const edges = edgesOf(polygon);
  const twice = edges.find(({ a, b }) => a.x === b.x && a.y === b.y);
  if (twice) return [`${name} has the same point twice in a row at ${placeOf(twice.a)}`];
  for (let i = 0; i < edges.length; i++) {
    if (isFold(edges[i]!, edges[(i + 1) % edges.length]!))
      return [`${name} folds back on itself at ${placeOf(edges[i]!.b)}`];
    for (let j = i + 2; j < edges.length; j++) {
      const isNeighbour = i === 0 && j === edges.length - 1;
      if (!isNeighbour && gapOf(edges[i]!, edges[j]!) === 0)
        return [`${name} crosses itself near ${placeOf(middleOf(edges[i]!))}`];
    }
  }
  return [];
}

/** Whether `next` runs back along `edge`, which it follows. */
function isFold({ a, b }: Edge, next: Edge): boolean {
  const inX = b.x - a.x;
  const inY = b.y - a.y;
  const outX = next.b.x - b.x;
  const outY = next.b.y - b.y;
  return inX * outY === inY * outX && inX * outX + inY * outY < 0;
}

function findWallFaults({ border, walls }: ArenaSource): string[] {
  const faults: string[] = [];
  walls.forEach((wall, i) => {
    const name = nameWall(i, wall);
    const gap = gapOfPolygons(wall, border);
    if (gap === 0) faults.push(`${name} crosses the border`);
    else if (!isInside(border, wall[0]!)) faults.push(`${name} lies outside the border`);
    else if (gap < LEAST_GAP_PX) faults.push(tellGap(name, "the border", gap));
    for (let j = 0; j < i; j++) faults.push(...findPairFaults(name, wall, j, walls[j]!));
  });
  return faults;
}

function findPairFaults(name: string, wall: Polygon, j: number, other: Polygon): string[] {
  const otherName = nameWall(j, other);
  const gap = gapOfPolygons(wall, other);
  if (gap === 0) return [`${name} crosses ${otherName}; make them one polygon, or part them`];
  if (isInside(other, wall[0]!)) return [`${name} lies inside ${otherName}`];
  if (isInside(wall, other[0]!)) return [`${otherName} lies inside ${name}`];
  return gap < LEAST_GAP_PX ? [tellGap(name, otherName, gap)] : [];
}

function tellGap(name: string, other: string, gap: number): string {
  return `${name} leaves a gap of ${Math.floor(gap)} px to ${other}; ${LEAST_GAP_PX} or more let a skiff pass`;
}

function findPlaceFaults(arena: ArenaSource): string[] {
  return placesOf(arena).flatMap(({ name, point, clearancePx }) => {
    if (!isInside(arena.border, point)) return [`${name} lies outside the border`];
    const holder = arena.walls.findIndex((wall) => isInside(wall, point));
    if (holder >= 0) return [`${name} lies inside ${nameWall(holder, arena.walls[holder]!)}`];
    const gap = gapToCushions(arena, point);
    if (gap >= clearancePx) return [];
    return [`${name} is ${Math.floor(gap)} px from a cushion; keep ${clearancePx} px away`];
  });
}

function gapToCushions({ border, walls }: ArenaSource, { x, y }: Point): number {
  const edges = [border, ...walls].flatMap(edgesOf);
  return Math.min(...edges.map(({ a, b }) => gapToPoint(a.x, a.y, b.x, b.y, x, y)));
}

function findWayFaults(arena: ArenaSource): string[] {
  const navigation = new Navigation(buildArena(arena));
  const first = `spawn #1 at ${placeOf(arena.spawns[0]!)}`;
  const places = placesOf(arena).filter(({ point }) => navigation.cellAt(point.x, point.y) < 0);
  const holdsPuck = (point: Point) =>
    navigation.cellAt(point.x, point.y) >= 0 && gapToCushions(arena, point) >= PUCK.radiusPx;
  const goals = arena.goals.filter((goal) => !hasPoint(goal, holdsPuck));
  return [
    ...places.map(({ name }) => `${name} cannot be reached from ${first}`),
    ...goals.map(
      (goal) => `${nameGoal(goal)} has no room for the puck that can be reached from ${first}`,
    ),
  ];
}

function placesOf({ spawns, pads, flags, puck }: ArenaSource): Place[] {
  const nameAll = (what: string, points: readonly Point[]) =>
    points.map((point, i) => {
      const name = `${what} #${i + 1} at ${placeOf(point)}`;
      return { name, point, clearancePx: CLEARANCE_PX };
    });
  return [
    ...nameAll("spawn", spawns),
    ...nameAll("pad", pads),
    ...nameAll("flag", flags),
    ...(puck
      ? [{ name: `puck at ${placeOf(puck)}`, point: puck, clearancePx: PUCK_CLEARANCE_PX }]
      : []),
  ];
}

function nameWall(index: number, wall: Polygon): string {
  return `wall #${index + 1}${wall[0] ? ` at ${placeOf(wall[0])}` : ""}`;
}
