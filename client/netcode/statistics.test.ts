import { expect, test } from "vitest";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { Rate, Window } from "./statistics.ts";

test("a window tells percentiles of its newest values only", () => {
  const window = new Window(4);
  expect(window.percentile(0.5, 77)).toBe(77);
  for (const value of [1000, 30, 4, 20, 10]) window.add(value);
  expect(window.count).toBe(4);
  expect([0, 0.25, 0.5, 0.95, 1].map((share) => window.percentile(share, 0))).toEqual([
    4, 10, 20, 30, 30,
  ]);
  window.replaceNewest(0);
  expect([0, 0.25, 0.5].map((share) => window.percentile(share, 9))).toEqual([0, 4, 20]);
  window.clear();
  expect([window.count, window.percentile(0.5, 1)]).toEqual([0, 1]);
});

const SEED = pickSeed();

test(`a window knows what sorting its newest values would tell (FUZZ_SEED=${SEED})`, () => {
  const chance = new Chance(SEED);
  for (let round = 0; round < 300; round++) {
    const size = chance.between(1, 9);
    const window = new Window(size);
    const all: number[] = [];
    for (let i = chance.below(60); i > 0; i--) {
      // Few values, so that many are alike.
      const value = chance.between(-4, 4) / 4;
      if (all.length > 0 && chance.oneIn(3)) {
        window.replaceNewest(value);
        all.pop();
      } else window.add(value);
      all.push(value);
      if (chance.oneIn(8)) {
        const kept = chance.between(1, size);
        window.keepNewest(kept);
        all.splice(0, all.length - kept);
      }
      const sorted = all.slice(-size).toSorted((a, b) => a - b);
      expect(window.count).toBe(sorted.length);
      const known = sorted.map((_, k) => window.percentile((k + 0.5) / sorted.length, Number.NaN));
      expect(known).toEqual(sorted);
    }
  }
});

test("a rate tells sum and count of the last whole second, also when that was a long one", () => {
  const rate = new Rate();
  for (let ms = 0; ms < 1000; ms += 100) rate.add(ms, 5);
  expect([rate.sumPerSecond(1000), rate.countPerSecond(1000)]).toEqual([50, 10]);
  expect(rate.sumPerSecond(1999)).toBe(50);
  expect([rate.sumPerSecond(3000), rate.countPerSecond(3000)]).toEqual([0, 0]);
});
