import { expect, test } from "vitest";
import { Repeats } from "./repeats.ts";

test("the same sound in the same moment is heard once, unless it matters more", () => {
  const repeats = new Repeats<string>();
  expect(repeats.isNew("shot", 2, 0)).toBe(true);
  repeats.note("shot", 2, 0);
  expect(repeats.isNew("shot", 2, 20)).toBe(false);
  expect(repeats.isNew("shot", 1, 20)).toBe(false);
  expect(repeats.isNew("shot", 3, 20)).toBe(true);
  expect(repeats.isNew("bounce", 1, 20)).toBe(true);
  expect(repeats.isNew("shot", 1, 24)).toBe(true);
});
