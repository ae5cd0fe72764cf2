import { describe, expect, test } from "vitest";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { alongCushion, cushionsOf, Flares, nearestCushion } from "./cushions.ts";
import type { Ink } from "./ink.ts";

const SQUARE = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 0, y: 100 },
];
const ARENA: ArenaSource = {
  name: "square",
  title: "Square",
  width: 100,
  height: 100,
  feltColor: 0,
  lightColor: 0,
  border: SQUARE,
  walls: [
    [
      { x: 40, y: 40 },
      { x: 60, y: 40 },
      { x: 50, y: 60 },
    ],
  ],
  spawns: [],
  pads: [],
  flags: [],
  goals: [],
  puck: undefined,
};

describe("cushions", () => {
  const cushions = cushionsOf(ARENA);

  test("every edge of the border and the walls, joined to its neighbours", () => {
    expect(cushions).toHaveLength(7);
    for (const cushion of cushions) {
      const next = cushions[cushion.next]!;
      expect([next.x0, next.y0]).toEqual([cushion.x1, cushion.y1]);
      expect(cushions[next.previous]).toBe(cushion);
    }
  });

  test("a rebound lights the nearest one", () => {
    expect(nearestCushion(cushions, 99, 50)).toBe(1);
    expect(nearestCushion(cushions, 50, 38)).toBe(4);
    expect(nearestCushion([], 0, 0)).toBe(-1);
  });

  test("alongCushion stays on the cushion", () => {
    expect(alongCushion(cushions[0]!, 30, 9)).toBeCloseTo(30);
    expect(alongCushion(cushions[0]!, -50, 9)).toBe(0);
    expect(alongCushion(cushions[0]!, 900, 9)).toBe(100);
  });
});

test("a flare burns out, or goes with the picture that it belongs to", () => {
  const flares = new Flares();
  let glows = 0;
  const ink = { glow: () => (glows += 1), taper: () => undefined } as unknown as Ink;
  flares.enterTable(cushionsOf(ARENA));
  flares.add(50, 0, 0xffffff, 1);
  flares.draw(ink, 16);
  expect(glows).toBeGreaterThan(0);
  glows = 0;
  flares.clear();
  flares.draw(ink, 16);
  expect(glows).toBe(0);
});
