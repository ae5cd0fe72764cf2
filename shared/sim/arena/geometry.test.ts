import { describe, expect, test } from "vitest";
import {
  arenaOf,
  CROWDED,
  distanceToCushion,
  isInOpen,
  NOTCHED,
  points,
  SQUARE,
  WEDGE,
} from "../../../tests/harness/arenas.ts";
import { nextRandom, randomBelow } from "../random.ts";
import {
  buildArena,
  castRay,
  enterCircle,
  hasLineOfSight,
  planeDistance,
  REACH_PX,
  segmentsAround,
  shareAlong,
} from "./geometry.ts";

const ARENAS = [SQUARE, WEDGE, NOTCHED, CROWDED];

function cast(source: typeof SQUARE, x: number, y: number, dx: number, dy: number) {
  const arena = buildArena(source);
  return castRay(arena, arena.all, x, y, dx, dy, { segment: -1, share: 1 });
}

describe("buildArena", () => {
  test.each(ARENAS)(
    "points every normal of $name into the open, whichever way a polygon goes",
    (source) => {
      const turned = {
        ...source,
        border: source.border.toReversed(),
        walls: source.walls.map((wall) => wall.toReversed()),
      };
      for (const arena of [buildArena(source), buildArena(turned)]) {
        expect(arena.segmentCount).toBe(source.border.length + source.walls.flat().length);
        for (const s of arena.all) {
          const middleX = (arena.ax[s]! + arena.bx[s]!) / 2;
          const middleY = (arena.ay[s]! + arena.by[s]!) / 2;
          const [nx, ny] = [arena.normalX[s]!, arena.normalY[s]!];
          expect(Math.hypot(nx, ny)).toBeCloseTo(1, 12);
          expect(isInOpen(source, middleX + nx * 0.5, middleY + ny * 0.5)).toBe(true);
          expect(isInOpen(source, middleX - nx * 0.5, middleY - ny * 0.5)).toBe(false);
        }
      }
    },
  );

  test("measures its segments", () => {
    const arena = buildArena(arenaOf({ border: points([0, 0], [300, 400], [0, 400]) }));
    expect([...arena.length]).toEqual([500, 300, 400]);
    expect(planeDistance(arena, 1, 10, 390)).toBe(10);
    expect(planeDistance(arena, 1, 10, 410)).toBe(-10);
    expect(shareAlong(arena, 0, 150, 200)).toBe(0.5);
    expect(shareAlong(arena, 0, -10, -10)).toBe(0);
    expect(shareAlong(arena, 0, 900, 900)).toBe(1);
  });
});

describe("segmentsAround", () => {
  test.each(ARENAS)(
    "names every cushion of $name that is within reach, in ascending order",
    (source) => {
      const arena = buildArena(source);
      const chance = { randomState: 3 };
      for (let i = 0; i < 3000; i++) {
        const x = randomBelow(chance, source.width * 16) / 16;
        const y = randomBelow(chance, source.height * 16) / 16;
        const near = segmentsAround(arena, x, y);
        expect([...near]).toEqual([...near].toSorted((a, b) => a - b));
        const all = [...arena.all].filter((s) => distanceToSegment(arena, s, x, y) <= REACH_PX);
        expect(all.filter((s) => !near.includes(s))).toEqual([]);
      }
    },
  );

  test("serves points on and beyond the edge of the map", () => {
    const arena = buildArena(SQUARE);
    for (const [x, y] of [
      [-5, -5],
      [640, 480],
      [700, 500],
      [-1, 470],
    ] as const)
      expect(segmentsAround(arena, x, y).length).toBeGreaterThan(0);
  });
});

describe("castRay", () => {
  test("meets the nearest cushion and says how far it went", () => {
    expect(cast(SQUARE, 100, 100, 1080, 0)).toEqual({ segment: 1, share: 0.5 });
    expect(cast(CROWDED, 440, 560, 400, 0)).toEqual({ segment: expect.any(Number), share: 0.1 });
  });

  test("meets nothing when its way is free", () => {
    expect(cast(SQUARE, 100, 100, 100, 100)).toEqual({ segment: -1, share: 1 });
    expect(cast(SQUARE, 100, 100, 0, 0)).toEqual({ segment: -1, share: 1 });
  });

  test("meets only faces that look at it: one that lies on a cushion leaves it, or is held by it", () => {
    expect(cast(SQUARE, 640, 100, -700, 0)).toMatchObject({ segment: 3 });
    expect(cast(SQUARE, 640, 100, 10, 0)).toEqual({ segment: 1, share: 0 });
    expect(cast(SQUARE, 640.002, 100, 10, 5)).toEqual({ segment: 1, share: 0 });
    expect(cast(SQUARE, 640.002, 100, -10, 0)).toEqual({ segment: -1, share: 1 });
  });

  test("gives a tie at a joint to the lower segment", () => {
    expect(cast(SQUARE, 540, 380, 200, 200)).toEqual({ segment: 1, share: 0.5 });
    expect(cast(SQUARE, 100, 100, -200, -200)).toEqual({ segment: 0, share: 0.5 });
  });

  test.each(ARENAS)("never lets a ray out of $name", (source) => {
    const arena = buildArena(source);
    const chance = { randomState: 5 };
    const hit = { segment: -1, share: 1 };
    const faults: string[] = [];
    let rays = 0;
    while (rays < 25_000) {
      const x = randomBelow(chance, source.width * 256) / 256;
      const y = randomBelow(chance, source.height * 256) / 256;
      if (!isInOpen(source, x, y)) continue;
      rays++;
      // Every fourth ray goes straight at a joint, or past it by a hair.
      const end = randomBelow(chance, arena.segmentCount);
      const hair = randomBelow(chance, 3) * 1e-9;
      const radians = (nextRandom(chance) / 2 ** 32) * 2 * Math.PI;
      const isAtJoint = rays % 4 === 0;
      const dx = isAtJoint ? (arena.ax[end]! - x) * 50 + hair : Math.cos(radians) * 4000;
      const dy = isAtJoint ? (arena.ay[end]! - y) * 50 : Math.sin(radians) * 4000;
      if (isAtJoint && Math.hypot(dx, dy) < 4000) continue;
      castRay(arena, arena.all, x, y, dx, dy, hit);
      const [endX, endY] = [x + dx * hit.share, y + dy * hit.share];
      if (hit.segment < 0 || distanceToCushion(source, endX, endY) > 0.02)
        faults.push(`from ${x} ${y} by ${dx} ${dy} to ${endX} ${endY}`);
    }
    expect(faults).toEqual([]);
  });
});

describe("hasLineOfSight", () => {
  const arena = buildArena(CROWDED);

  test("is blocked by a wall, thin as it may be, from both sides", () => {
    expect(hasLineOfSight(arena, 440, 560, 540, 560)).toBe(false);
    expect(hasLineOfSight(arena, 540, 560, 440, 560)).toBe(false);
    expect(hasLineOfSight(arena, 440, 380, 540, 400)).toBe(true);
  });

  test.each(ARENAS)("is there in $name where a ray meets nothing", (source) => {
    const arena = buildArena(source);
    const random = { randomState: 7 };
    let blocked = 0;
    for (let i = 0; i < 2000; i++) {
      const [ax, ay] = [randomBelow(random, arena.width), randomBelow(random, arena.height)];
      const [bx, by] = [randomBelow(random, arena.width), randomBelow(random, arena.height)];
      const isFree = cast(source, ax, ay, bx - ax, by - ay).segment < 0;
      expect(hasLineOfSight(arena, ax, ay, bx, by)).toBe(isFree);
      blocked += Number(!isFree);
    }
    expect(blocked).toBeGreaterThan(0);
  });

  test("is the same from either end", () => {
    const chance = { randomState: 8 };
    const spot = () => [randomBelow(chance, 1000) + 0.25, randomBelow(chance, 800) + 0.75] as const;
    let seen = 0;
    for (let i = 0; i < 4000; i++) {
      const [[ax, ay], [bx, by]] = [spot(), spot()];
      if (!isInOpen(CROWDED, ax, ay) || !isInOpen(CROWDED, bx, by)) continue;
      const isSeen = hasLineOfSight(arena, ax, ay, bx, by);
      expect(hasLineOfSight(arena, bx, by, ax, ay)).toBe(isSeen);
      seen += Number(isSeen);
    }
    expect(seen).toBeGreaterThan(500);
  });
});

describe("enterCircle", () => {
  test("says where a way enters", () => {
    expect(enterCircle(0, 0, 100, 0, 50, 0, 10)).toBe(0.4);
    expect(enterCircle(0, 6, 100, 6, 50, 0, 10)).toBeCloseTo(0.42, 12);
  });

  test("is 0 for one that begins inside, even when it leaves or stands still", () => {
    expect(enterCircle(45, 0, 100, 0, 50, 0, 10)).toBe(0);
    expect(enterCircle(55, 0, 100, 0, 50, 0, 10)).toBe(0);
    expect(enterCircle(50, 0, 50, 0, 50, 0, 10)).toBe(0);
  });

  test("is -1 when the way passes, goes the other way, ends before or is a point outside", () => {
    expect(enterCircle(0, 11, 100, 11, 50, 0, 10)).toBe(-1);
    expect(enterCircle(0, 0, -100, 0, 50, 0, 10)).toBe(-1);
    expect(enterCircle(0, 0, 39, 0, 50, 0, 10)).toBe(-1);
    expect(enterCircle(0, 0, 0, 0, 50, 0, 10)).toBe(-1);
  });
});

function distanceToSegment(
  arena: ReturnType<typeof buildArena>,
  s: number,
  x: number,
  y: number,
): number {
  const a = { x: arena.ax[s]!, y: arena.ay[s]! };
  return distanceToCushion({ ...SQUARE, border: [a, { x: arena.bx[s]!, y: arena.by[s]! }] }, x, y);
}
