import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRamp, type Ramp, speedAt, wind } from "./ramp.ts";

/** What is left after each frame, until it is over. */
function run(ramp: Ramp, frameMs: number): number[] {
  const left = [ramp.lengthMs];
  while (left.at(-1)! > 0) left.push(wind(ramp, left.at(-1)!, frameMs));
  return left;
}

describe("the ramp of a replay", () => {
  test("has four seconds in the time that a usual respawn leaves, the end of it as it was", () => {
    const ramp = planRamp(1380);
    expect(ramp.lengthMs).toBeCloseTo(4000);
    expect(ramp.trueMs).toBeGreaterThan(700);
    expect(ramp.speed).toBeLessThan(6);
  });

  test("hurries nothing where there is time for all of it", () => {
    expect(planRamp(5000)).toEqual({ lengthMs: 4000, trueMs: 4000, speed: 1 });
  });

  test("shows less rather than faster where there is hardly any time", () => {
    const ramp = planRamp(600);
    expect(ramp.speed).toBe(6);
    expect(ramp.lengthMs).toBeLessThan(2000);
  });

  test("takes the time that it was given, however long a frame is, and slows down once", () => {
    const times = fc.record({
      timeMs: fc.integer({ min: 600, max: 3999 }),
      frameMs: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(times, ({ timeMs, frameMs }) => {
        const ramp = planRamp(timeMs);
        const left = run(ramp, frameMs);
        const tookMs = (left.length - 1) * frameMs;
        expect(tookMs).toBeGreaterThanOrEqual(timeMs - 1e-6);
        expect(tookMs).toBeLessThan(timeMs + frameMs + 1e-6);
        // What is over the end is a part of one frame, at true speed.
        expect(left.at(-1)! + tookMs - timeMs).toBeCloseTo(0);
        const speeds = left.map((ms) => speedAt(ramp, ms));
        expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
        expect([speeds[0], speeds.at(-1)]).toEqual([ramp.speed, 1]);
      }),
    );
  });
});
