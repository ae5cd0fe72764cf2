import { expect, test } from "vitest";
import { Silence } from "./silence.ts";

const MS = 1000;

/** Snapshots up to that of tick 120 came in time, at a one way time of 3 ticks; the next do after a quarter of a second. */
function afterStandstill(): Silence {
  const silence = new Silence();
  for (let tick = 100; tick <= 120; tick += 2)
    expect(silence.note(tick, false, MS + (tick * 1000) / 60, tick + 3.4)).toBe(0);
  return silence;
}

const BROKEN_MS = MS + (120 * 1000) / 60 + 250;

test("what comes in a heap after a standstill tells of ticks without me up to now", () => {
  const silence = afterStandstill();
  for (const tick of [122, 124]) expect(silence.note(tick, true, BROKEN_MS, 138.4)).toBe(0);
  for (const tick of [126, 128, 130, 132, 134])
    expect(silence.note(tick, true, BROKEN_MS, 138.4)).toBe(138);
  expect(silence.heardTick).toBe(120);
  // On its way when it was over.
  expect(silence.note(136, true, BROKEN_MS + 20, 139.6)).toBe(138);
});

test("the server may hear of me a little later than was thought", () => {
  const silence = afterStandstill();
  for (const tick of [122, 124, 126]) silence.note(tick, true, BROKEN_MS, 138.4);
  for (const [tick, untilTick] of [
    [138, 138],
    [140, 140],
    [142, 142],
    [144, 0],
  ] as const)
    expect(silence.note(tick, true, BROKEN_MS + 50, 141.4)).toBe(untilTick);
});

test("nothing is said of a server that heard of me, or not for a moment", () => {
  const silence = afterStandstill();
  expect(silence.note(122, false, BROKEN_MS, 138.4)).toBe(0);
  expect(silence.note(124, true, BROKEN_MS, 138.4)).toBe(0);
  expect(silence.note(126, true, BROKEN_MS, 138.4)).toBe(0);
  expect(silence.heardTick).toBe(122);
  expect(silence.note(128, false, BROKEN_MS + 10, 138.9)).toBe(0);
  expect(silence.note(130, true, BROKEN_MS + 10, 138.9)).toBe(0);
  expect(silence.heardTick).toBe(128);
});

test("inputs that come in bunches over a network that does not stand still are no standstill", () => {
  const silence = afterStandstill();
  expect(silence.note(122, true, MS + (122 * 1000) / 60 + 60, 129)).toBe(0);
});

test("the first snapshot of all breaks no silence", () => {
  expect(new Silence().note(100, true, 1e6, 104)).toBe(0);
});
