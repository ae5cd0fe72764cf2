import { expect, test } from "vitest";
import { Repeats } from "./repeats.ts";

test("the same sound in the same moment is heard once, unless it matters more", () => {
  const repeats = new Repeats<string>();
  expect(repeats.isNew("shot", { priority: 2, gain: 0.5 }, 0)).toBe(true);
  repeats.note("shot", { priority: 2, gain: 0.5 }, 0);
  expect(repeats.isNew("shot", { priority: 2, gain: 0.5 }, 20)).toBe(false);
  expect(repeats.isNew("shot", { priority: 1, gain: 0.5 }, 20)).toBe(false);
  expect(repeats.isNew("shot", { priority: 3, gain: 0.5 }, 20)).toBe(true);
  expect(repeats.isNew("bounce", { priority: 1, gain: 0.5 }, 20)).toBe(true);
  expect(repeats.isNew("shot", { priority: 1, gain: 0.5 }, 24)).toBe(true);
});

test("one far away does not swallow the same sound from near by", () => {
  const repeats = new Repeats<string>();
  repeats.note("shot", { priority: 2, gain: 0.1 }, 0);
  expect(repeats.isNew("shot", { priority: 2, gain: 0.12 }, 0)).toBe(false);
  expect(repeats.isNew("shot", { priority: 2, gain: 0.5 }, 0)).toBe(true);
  // Unless the far one matters more.
  expect(repeats.isNew("shot", { priority: 1, gain: 0.5 }, 0)).toBe(false);
});
