import { expect, test } from "vitest";
import { Allowance } from "./allowance.ts";

/** How many of `asked` things pass at `tick`. */
function passed(allowance: Allowance, tick: number, asked: number): number {
  return Array.from({ length: asked }, () => allowance.take(tick)).filter(Boolean).length;
}

test("so much at once, then so much per tick, with fractions kept", () => {
  const allowance = new Allowance({ burst: 4, perTick: 0.25 }, 100);
  expect(passed(allowance, 100, 9)).toBe(4);
  expect(passed(allowance, 103.9, 9)).toBe(0);
  expect(passed(allowance, 104, 9)).toBe(1);
  expect(passed(allowance, 110, 9)).toBe(1);
  expect(passed(allowance, 112, 9)).toBe(1);
});

test("what is not used is saved up to the burst and no further", () => {
  const allowance = new Allowance({ burst: 4, perTick: 1 }, 0);
  expect(passed(allowance, 1e9, 9)).toBe(4);
});
