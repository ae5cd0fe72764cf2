/** The geometry that checks of maps need: outlines, their edges, and the gaps between them. */
import type { Point } from "#shared/sim/arena/arena.ts";
import { gapBetween } from "./bots/passage.ts";

export type Polygon = readonly Point[];

export interface Edge {
  readonly a: Point;
  readonly b: Point;
}

export function edgesOf(polygon: Polygon): Edge[] {
  return polygon.map((a, i) => ({ a, b: polygon[(i + 1) % polygon.length]! }));
}

export function middleOf({ a, b }: Edge): Point {
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}

export function gapOf(one: Edge, other: Edge): number {
  const { a, b } = one;
  return gapBetween(a.x, a.y, b.x, b.y, other.a.x, other.a.y, other.b.x, other.b.y);
}

export function gapOfPolygons(one: Polygon, other: Polygon): number {
  const others = edgesOf(other);
  const gaps = edgesOf(one).flatMap((edge) => others.map((against) => gapOf(edge, against)));
  return Math.min(...gaps);
}

/** Whether a point lies inside: a line from it to the right crosses the outline an odd number of times. */
export function isInside(polygon: Polygon, { x, y }: Point): boolean {
  let isIn = false;
  for (const { a, b } of edgesOf(polygon)) {
    if (a.y > y === b.y > y) continue;
    if (x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) isIn = !isIn;
  }
  return isIn;
}
