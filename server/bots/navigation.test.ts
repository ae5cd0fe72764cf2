import { describe, expect, test } from "vitest";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { CELL_PX, Navigation, navigationOf } from "./navigation.ts";
import { gapBetween, gapToPoint, isPassable } from "./passage.ts";
import { box, hall } from "./testSight.ts";

describe("distances", () => {
  test.each([
    ["crossing lines", [0, 0, 10, 10, 0, 10, 10, 0], 0],
    ["touching lines", [0, 0, 10, 0, 5, 0, 5, 9], 0],
    ["parallel lines", [0, 0, 10, 0, 2, 7, 8, 7], 7],
    ["an end and a line", [0, 0, 10, 0, 5, 3, 5, 9], 3],
    ["two ends", [0, 0, 10, 0, 13, 4, 20, 9], 5],
    ["lines on one line", [0, 0, 10, 0, 16, 0, 20, 0], 6],
  ] as const)("of %s", (_, [ax, ay, bx, by, cx, cy, dx, dy], gap) => {
    expect(gapBetween(ax, ay, bx, by, cx, cy, dx, dy)).toBe(gap);
    expect(gapBetween(dx, dy, cx, cy, ax, ay, bx, by)).toBe(gap);
  });

  test("of a point and a line without length", () => {
    expect(gapToPoint(3, 4, 3, 4, 0, 0)).toBe(5);
  });
});

describe("a disc", () => {
  const arena = buildArena(hall([box(500, 300, 100, 100)]));

  test("passes a wall at its radius and not nearer", () => {
    expect(isPassable(arena, arena.all, 400, 280, 700, 280, 20)).toBe(true);
    expect(isPassable(arena, arena.all, 400, 280, 700, 280, 20.1)).toBe(false);
  });

  test("does not go through a wall, however small it is", () => {
    expect(isPassable(arena, arena.all, 400, 350, 700, 350, 1)).toBe(false);
  });
});

describe("a flow field", () => {
  const wall = box(560, 90, 80, 620);
  const navigation = new Navigation(buildArena(hall([wall])));

  /** Cells on the way, or undefined when it does not end at the block of the goal. */
  function follow(x0: number, y0: number, x1: number, y1: number): number[] | undefined {
    const field = navigation.fieldTo(x1, y1)!;
    const way = [navigation.cellAt(x0, y0)];
    for (let i = 0; i < 500; i++) {
      const next = navigation.nextCell(field, way.at(-1)!);
      if (next === way.at(-1)) break;
      way.push(next);
    }
    const last = way.at(-1)!;
    const isThere =
      Math.abs(navigation.xOf(last) - x1) < 3 * CELL_PX &&
      Math.abs(navigation.yOf(last) - y1) < 3 * CELL_PX;
    return isThere ? way : undefined;
  }

  test("leads round a wall by the shorter way", () => {
    const way = follow(400, 250, 800, 250)!;
    expect(way.map((cell) => navigation.yOf(cell)).every((y) => y < 300)).toBe(true);
    const other = follow(400, 550, 800, 550)!;
    expect(other.map((cell) => navigation.yOf(cell)).every((y) => y > 450)).toBe(true);
  });

  test("leads straight where nothing is in the way", () => {
    expect(follow(100, 400, 480, 400)!.length).toBeLessThanOrEqual(14);
  });

  test("is made once for a goal", () => {
    expect(navigation.fieldTo(802, 402)).toBe(navigation.fieldTo(803, 403));
  });

  test("leads to the right side of a wall that cuts a block of cells in two", () => {
    const thin = new Navigation(buildArena(hall([box(622, 90, 4, 620)])));
    for (const x of [592, 656]) {
      const field = thin.fieldTo(x, 400)!;
      let cell = thin.cellAt(100, 400);
      for (let i = 0; i < 500; i++) cell = thin.nextCell(field, cell);
      expect(Math.sign(thin.xOf(cell) - 624)).toBe(Math.sign(x - 624));
    }
  });
});

describe("cells", () => {
  const source = hall([box(400, 300, 200, 200)]);
  const navigation = navigationOf(buildArena(source));

  test("within walls and outside are closed", () => {
    expect(navigation.cellAt(500, 400)).toBe(-1);
    expect(navigation.cellAt(-50, 400)).toBe(-1);
    expect(navigation.fieldTo(500, 400)).toBeUndefined();
  });

  test("are found for a skiff that leans on a cushion", () => {
    for (const [x, y] of [
      [382, 400],
      [18, 18],
      [1182, 782],
      [618, 301],
    ] as const) {
      expect(navigation.cellAt(x, y), `(${x}, ${y})`).toBeGreaterThanOrEqual(0);
    }
  });

  test("are shared by all tables with this map", () => {
    expect(navigationOf(buildArena(source))).toBe(navigation);
    expect(navigationOf(buildArena(hall()))).not.toBe(navigation);
  });
});
