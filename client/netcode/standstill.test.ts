import { expect, test } from "vitest";
import { Standstill } from "./standstill.ts";

test("time stands while the match does, and goes on from there", () => {
  const standstill = new Standstill();
  expect([standstill.seconds, standstill.timeAt(100)]).toEqual([null, 100]);
  standstill.note(2, 150);
  standstill.note(1, 1150);
  expect([standstill.seconds, standstill.timeAt(1200)]).toEqual([1, 150]);
  standstill.note(0, 2150);
  expect([standstill.seconds, standstill.timeAt(2160)]).toEqual([null, 160]);
});

test("a second one adds to the first", () => {
  const standstill = new Standstill();
  standstill.note(1, 100);
  standstill.note(0, 1100);
  standstill.note(1, 1200);
  standstill.note(0, 2200);
  expect(standstill.timeAt(2300)).toBe(300);
});

test("the end of none is nothing", () => {
  const standstill = new Standstill();
  standstill.note(0, 100);
  expect([standstill.seconds, standstill.timeAt(200)]).toEqual([null, 200]);
});
