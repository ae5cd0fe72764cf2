import { expect, test } from "vitest";
import { FIRST_TICK, msOf, truthOf, TICKS } from "./testRun.ts";

test("a place between two ticks lies between the places at them", () => {
  const truth = truthOf();
  expect(truth.distance(1, 200.25, 700.25, 0)).toBeCloseTo(0, 3);
  expect(truth.distance(1, 200.25, 703.25, 4)).toBeCloseTo(5, 3);
});

test("what is not known is not a number", () => {
  const truth = truthOf();
  expect(truth.distance(1, FIRST_TICK + TICKS - 0.5, 0, 0)).toBeNaN();
  expect(truth.tickAt(0)).toBeNaN();
  expect(truth.beganMs(FIRST_TICK - 1)).toBeNaN();
  expect(truth.isAlive(0, FIRST_TICK + TICKS)).toBe(false);
});

test("the server's clock stands at a tick when it is due, and goes on evenly", () => {
  const truth = truthOf();
  expect(truth.tickAt(msOf(200))).toBeCloseTo(200);
  expect(truth.tickAt(msOf(200.75))).toBeCloseTo(200.75);
});

test("a batch that is missing is noticed", () => {
  const batch = {
    firstTick: FIRST_TICK + TICKS + 1,
    slots: 2,
    scheduledMs: new Float64Array(1),
    beganMs: new Float64Array(1),
    endedMs: new Float64Array(1),
    x: new Float32Array(2),
    y: new Float32Array(2),
    flags: new Uint8Array(2),
    puckX: new Float32Array(1),
    puckY: new Float32Array(1),
    events: [],
  };
  expect(() => truthOf().add(batch)).toThrow("missing");
});
