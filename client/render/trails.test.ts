import { describe, expect, test } from "vitest";
import type { BoltView } from "../netcode/view.ts";
import { Trail } from "./trails.ts";

function boltAt(x: number, y: number, directionX: number, directionY: number): BoltView {
  return {
    key: 1,
    slot: 0,
    relation: "self",
    weapon: 0,
    x,
    y,
    directionX,
    directionY,
    bounces: 0,
    ageMs: 0,
    alpha: 1,
  };
}

const DIAGONAL = Math.SQRT1_2;

describe("Trail", () => {
  test("a straight flight keeps only where it began", () => {
    const trail = new Trail();
    trail.start(boltAt(0, 0, 1, 0), 0);
    for (let x = 15; x <= 300; x += 15) trail.extend(boltAt(x, 0, 1, 0));
    expect(trail.corners).toBe(1);
    expect(trail.cornerX(0)).toBe(0);
  });

  test("first seen in the midst of its flight, it reaches back towards the muzzle", () => {
    const trail = new Trail();
    trail.start({ ...boltAt(200, 0, 1, 0), ageMs: 100 }, 0);
    expect(trail.cornerX(0)).toBe(150);
    trail.start({ ...boltAt(200, 0, 1, 0), ageMs: 100, bounces: 1 }, 0);
    expect(trail.cornerX(0)).toBe(200);
  });

  test("a bounce between two frames leaves its corner on the cushion", () => {
    const trail = new Trail();
    trail.start(boltAt(0, 0, DIAGONAL, DIAGONAL), 0);
    trail.extend(boltAt(90, 90, DIAGONAL, DIAGONAL));
    trail.extend(boltAt(108, 92, DIAGONAL, -DIAGONAL));
    expect(trail.corners).toBe(2);
    expect(trail.cornerX(0)).toBeCloseTo(100, 9);
    expect(trail.cornerY(0)).toBeCloseTo(100, 9);
  });

  test("straight back along its own line turns where it was last seen", () => {
    const trail = new Trail();
    trail.start(boltAt(0, 0, 1, 0), 0);
    trail.extend(boltAt(95, 0, 1, 0));
    trail.extend(boltAt(92, 0, -1, 0));
    expect(trail.cornerX(0)).toBe(95);
  });

  test("remembers a handful of corners, the newest first", () => {
    const trail = new Trail();
    trail.start(boltAt(0, 0, DIAGONAL, DIAGONAL), 0);
    for (let i = 1; i < 20; i++)
      trail.extend(boltAt(i * 10, (i % 2) * 5, DIAGONAL, i % 2 ? -DIAGONAL : DIAGONAL));
    expect(trail.corners).toBe(5);
    expect(trail.cornerX(0)).toBeGreaterThan(trail.cornerX(1));
  });

  test("fades once its bolt has ended", () => {
    const trail = new Trail();
    trail.start(boltAt(0, 0, 1, 0), 0);
    trail.endedMs = 131;
    expect(trail.isGone).toBe(true);
  });
});
