import { describe, expect, test } from "vitest";
import { BOLTS_PER_SEAT } from "#shared/sim/tuning.ts";
import { Holding, shotsKept } from "./holding.ts";

const SEATS = 100;

describe("shots", () => {
  test("that are kept outnumber the bolts in the air", () => {
    for (const seats of [1, 3, 16, 64, 512])
      expect(shotsKept(seats)).toBeGreaterThanOrEqual(2 * seats * BOLTS_PER_SEAT);
  });

  test("are known until others have their places", () => {
    const holding = new Holding(SEATS);
    holding.expectShots(50);
    holding.shots.add(7);
    holding.expectShots(shotsKept(SEATS));
    expect(holding.shots.has(7)).toBe(true);
    holding.expectShots(shotsKept(SEATS) + 8);
    expect(holding.shots.has(7)).toBe(false);
  });

  test("of another world are not taken for those of this one", () => {
    const holding = new Holding(SEATS);
    holding.expectShots(5000);
    holding.shots.add(7);
    holding.forget();
    holding.expectShots(3);
    expect(holding.shots.has(7)).toBe(false);
    holding.shots.add(2);
    holding.expectShots(4);
    expect(holding.shots.has(2)).toBe(true);
  });
});

describe("the scoreboard", () => {
  test("comes 32 lines at a time, and then it is all there", () => {
    const holding = new Holding(SEATS);
    const lines = () =>
      Array.from({ length: SEATS }, (_, line) => holding.told.seats.has(line)).filter(Boolean)
        .length;
    for (const told of [32, 64, 96, SEATS]) {
      holding.tellSeats();
      expect([lines(), holding.told.hasAllSeats]).toEqual([told, told === SEATS]);
      holding.noteSent(false);
    }
    holding.tellSeats();
    expect(holding.told.hasAllSeats).toBe(true);
    holding.forget();
    holding.tellSeats();
    expect([lines(), holding.told.hasAllSeats]).toEqual([32, false]);
  });
});

test("snapshots that are too large make fewer skiffs be told, those that are not one more each", () => {
  const holding = new Holding(SEATS);
  holding.noteSent(true);
  expect(holding.mostSkiffs).toBe(90);
  holding.noteSent(false);
  expect(holding.mostSkiffs).toBe(91);
  for (let i = 0; i < 100; i++) holding.noteSent(true);
  expect(holding.mostSkiffs).toBe(8);
});
