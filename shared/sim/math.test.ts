import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AIM_STEPS } from "./input.ts";
import {
  aimOf,
  cosAim,
  lengthOf,
  onPositionGrid,
  onVelocityGrid,
  POSITION_STEPS_PER_PX,
  sinAim,
  VELOCITY_STEPS_PER_PX,
} from "./math.ts";

const RADIANS_PER_STEP = (2 * Math.PI) / AIM_STEPS;

describe("sinAim and cosAim", () => {
  test("are the sine and the cosine at every step of a turn, and beyond it", () => {
    let worst = 0;
    for (let aim = -AIM_STEPS; aim < 2 * AIM_STEPS; aim++) {
      const radians = aim * RADIANS_PER_STEP;
      worst = Math.max(
        worst,
        Math.abs(sinAim(aim) - Math.sin(radians)),
        Math.abs(cosAim(aim) - Math.cos(radians)),
      );
    }
    expect(worst).toBeLessThan(2e-12);
  });

  test("hit the four quarters without a minus zero", () => {
    const quarters = [0, 1, 2, 3].map((n) => (n * AIM_STEPS) / 4);
    expect(quarters.map(cosAim).map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([
      1, 0, -1, 0,
    ]);
    for (const aim of quarters) {
      expect(Object.is(sinAim(aim), -0)).toBe(false);
      expect(Object.is(cosAim(aim), -0)).toBe(false);
    }
  });

  test("make unit vectors", () => {
    for (let aim = 0; aim < AIM_STEPS; aim += 7)
      expect(Math.abs(lengthOf(cosAim(aim), sinAim(aim)) - 1)).toBeLessThan(1e-11);
  });
});

describe("aimOf", () => {
  test("finds every step again from its own vector", () => {
    for (let aim = 0; aim < AIM_STEPS; aim++) expect(aimOf(cosAim(aim), sinAim(aim))).toBe(aim);
  });

  test("agrees with atan2 to the nearest step, whatever the length", () => {
    const part = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(part, part, (dx, dy) => {
        fc.pre(lengthOf(dx, dy) > 1e-6);
        const steps = Math.atan2(dy, dx) / RADIANS_PER_STEP;
        const off = Math.abs(aimOf(dx, dy) - ((steps % AIM_STEPS) + AIM_STEPS)) % AIM_STEPS;
        expect(Math.min(off, AIM_STEPS - off)).toBeLessThan(0.50001);
      }),
    );
  });

  test("is 0 for the null vector and stays below a whole turn", () => {
    expect(aimOf(0, 0)).toBe(0);
    expect(aimOf(-0, -0)).toBe(0);
    expect(aimOf(1, -1e-9)).toBe(0);
  });
});

describe("the grids", () => {
  test("keep what is on them and round the rest to the nearest", () => {
    expect(onPositionGrid(3.5)).toBe(3.5);
    expect(onPositionGrid(1.003)).toBe(257 / 256);
    expect(onVelocityGrid(-299.99)).toBe(-300);
    expect(onVelocityGrid(0.04)).toBe(1 / 16);
  });

  test("never give a minus zero, and only what a float32 holds exactly", () => {
    const px = fc.double({ min: -4096, max: 4096, noNaN: true });
    fc.assert(
      fc.property(px, (value) => {
        const grids = [
          [onPositionGrid(value), POSITION_STEPS_PER_PX],
          [onVelocityGrid(value), VELOCITY_STEPS_PER_PX],
        ] as const;
        for (const [rounded, steps] of grids) {
          expect(Object.is(rounded, -0)).toBe(false);
          expect(Number.isInteger(rounded * steps)).toBe(true);
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 / steps);
          expect(Math.fround(rounded)).toBe(rounded);
        }
      }),
    );
    expect(Object.is(onPositionGrid(-0), 0)).toBe(true);
    expect(Object.is(onVelocityGrid(-0.001), 0)).toBe(true);
  });
});

test("lengthOf is the length", () => {
  expect(lengthOf(3, -4)).toBe(5);
  expect(lengthOf(0, 0)).toBe(0);
});
