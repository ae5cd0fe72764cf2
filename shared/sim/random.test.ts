import { describe, expect, test } from "vitest";
import { nextRandom, randomBelow } from "./random.ts";

function draw(seed: number, count: number): number[] {
  const source = { randomState: seed };
  return Array.from({ length: count }, () => nextRandom(source));
}

describe("nextRandom", () => {
  test("gives the sequence that mulberry32 is known to give", () => {
    expect(draw(0, 3)).toEqual([1144304738, 1416247, 958946056]);
    expect(draw(1, 3)).toEqual([2693262067, 11749833, 2265367787]);
    expect(draw(-1, 2)).toEqual(draw(0xffffffff, 2));
  });

  test("goes on from its state, which stays a 32-bit integer", () => {
    const source = { randomState: 7 };
    for (let i = 0; i < 100; i++) nextRandom(source);
    expect(source.randomState | 0).toBe(source.randomState);
    const copy = { ...source };
    expect(nextRandom(copy)).toBe(nextRandom(source));
  });

  test("sets every bit half of the time", () => {
    const values = draw(42, 20_000);
    for (let bit = 0; bit < 32; bit++) {
      const ones = values.filter((value) => (value >>> bit) & 1).length;
      // 6 standard deviations: the seed is fixed, so this is no gamble.
      expect(Math.abs(ones - 10_000)).toBeLessThan(425);
    }
  });
});

describe("randomBelow", () => {
  test("spreads evenly over 0..bound-1", () => {
    const source = { randomState: 3 };
    const seen = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 50_000; i++) seen[randomBelow(source, 10)]! += 1;
    for (const count of seen) expect(Math.abs(count - 5000)).toBeLessThan(400);
  });

  test("takes the bounds of its range", () => {
    const source = { randomState: 5 };
    for (let i = 0; i < 100; i++) expect(randomBelow(source, 1)).toBe(0);
    for (let i = 0; i < 100; i++) {
      const value = randomBelow(source, 4294967296);
      expect(value >= 0 && value <= 4294967295 && Number.isInteger(value)).toBe(true);
    }
  });
});
