import { expect, test } from "vitest";
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

test("a rate tells sum and count of the last whole second, also when that was a long one", () => {
  const rate = new Rate();
  for (let ms = 0; ms < 1000; ms += 100) rate.add(ms, 5);
  expect([rate.sumPerSecond(1000), rate.countPerSecond(1000)]).toEqual([50, 10]);
  expect(rate.sumPerSecond(1999)).toBe(50);
  expect([rate.sumPerSecond(3000), rate.countPerSecond(3000)]).toEqual([0, 0]);
});
