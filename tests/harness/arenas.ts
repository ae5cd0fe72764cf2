/** Small arenas that between them have every kind of corner a map can have. */
import type { ArenaSource, Point, SpawnSource } from "#shared/sim/arena/arena.ts";

type Pair = readonly [x: number, y: number];

/** Pairs to points, for arenas that read like a drawing. */
export function points(...pairs: readonly Pair[]): Point[] {
  return pairs.map(([x, y]) => ({ x, y }));
}

/** Pairs to spawn points that are everybody's. */
export function spawnsAt(...pairs: readonly Pair[]): SpawnSource[] {
  return pairs.map(([x, y]) => ({ team: 0, x, y }));
}

/** An arena of 640 by 480 px with one spawn point in the middle, except for what `parts` say. */
export function arenaOf(parts: Partial<ArenaSource> = {}): ArenaSource {
  const { width = 640, height = 480 } = parts;
  return {
    name: "test",
    title: "Test",
    width,
    height,
    feltColor: 0x0b3d2e,
    lightColor: 0xffd27f,
    border: points([0, 0], [width, 0], [width, height], [0, height]),
    walls: [],
    spawns: spawnsAt([width / 2, height / 2]),
    pads: [],
    flags: [],
    goals: [],
    puck: undefined,
    ...parts,
  };
}

/** Four square corners and nothing else. */
export const SQUARE = arenaOf();

/** Corners of 12, 19 and 149 degrees: bolts and skiffs run into the points. */
export const WEDGE = arenaOf({
  name: "wedge",
  width: 900,
  height: 500,
  border: points([0, 500], [560, 380], [900, 500]),
  spawns: spawnsAt([540, 440]),
});

/** A border that bends inwards, so that corners stand into the open; its points go the other way round. */
export const NOTCHED = arenaOf({
  name: "notched",
  width: 800,
  height: 600,
  border: points(
    [0, 0],
    [0, 600],
    [300, 600],
    [340, 380],
    [460, 380],
    [500, 600],
    [800, 600],
    [800, 0],
    [440, 0],
    [400, 180],
    [360, 0],
  ),
  spawns: spawnsAt([120, 300], [680, 300], [400, 280]),
});

/** Solid walls of every slant: a diamond, a splinter, a thin board and a hook that is not convex. */
export const CROWDED = arenaOf({
  name: "crowded",
  width: 1000,
  height: 800,
  border: points(
    [90, 0],
    [910, 0],
    [1000, 120],
    [1000, 700],
    [880, 800],
    [100, 800],
    [0, 640],
    [0, 90],
  ),
  walls: [
    points([300, 200], [380, 280], [300, 360], [220, 280]),
    points([600, 150], [800, 190], [610, 170]),
    points([480, 420], [488, 420], [488, 700], [480, 700]),
    points([640, 420], [860, 420], [860, 640], [820, 640], [820, 460], [640, 460]),
  ],
  spawns: spawnsAt([110, 110], [890, 130], [120, 690], [740, 560], [400, 560], [520, 300]),
  pads: [
    { kind: 0, x: 560, y: 560 },
    { kind: 1, x: 450, y: 120 },
    { kind: 1, x: 160, y: 420 },
  ],
});

/** Whether (x, y) is within the border and in no wall: by counting crossings, so not by the rules' own geometry. */
export function isInOpen(source: ArenaSource, x: number, y: number): boolean {
  return isWithin(source.border, x, y) && !source.walls.some((wall) => isWithin(wall, x, y));
}

function isWithin(polygon: readonly Point[], x: number, y: number): boolean {
  let isInside = false;
  edgesOf(polygon, (a, b) => {
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x)
      isInside = !isInside;
  });
  return isInside;
}

/** Distance in px from (x, y) to the nearest cushion, again not by the rules' own geometry. */
export function distanceToCushion(source: ArenaSource, x: number, y: number): number {
  let nearest = Infinity;
  for (const polygon of [source.border, ...source.walls]) {
    edgesOf(polygon, (a, b) => {
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      const along = ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length;
      const share = Math.min(1, Math.max(0, along / length));
      const away = Math.hypot(x - a.x - (b.x - a.x) * share, y - a.y - (b.y - a.y) * share);
      nearest = Math.min(nearest, away);
    });
  }
  return nearest;
}

function edgesOf(polygon: readonly Point[], visit: (a: Point, b: Point) => void): void {
  polygon.forEach((a, index) => visit(a, polygon[(index + 1) % polygon.length]!));
}
