import { describe, expect, test } from "vitest";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { gainAt, Hearing, panAt } from "./hearing.ts";

const HERE = { x: 200, y: 300 };
/** A wall across the middle of a room. */
const WALLED = {
  ...TEST_ARENA,
  width: 1000,
  height: 600,
  border: [
    { x: 0, y: 0 },
    { x: 1000, y: 0 },
    { x: 1000, y: 600 },
    { x: 0, y: 600 },
  ],
  walls: [
    [
      { x: 480, y: 200 },
      { x: 520, y: 200 },
      { x: 520, y: 400 },
      { x: 480, y: 400 },
    ],
  ],
};

describe("from where one is", () => {
  test("it falls off with the distance, and is silent far away", () => {
    expect([gainAt(0, 0), gainAt(520, 0), gainAt(0, -520), gainAt(0, 9999)]).toEqual([
      1, 0.5, 0.5, 0,
    ]);
    const gains = [0, 100, 400, 900, 1600, 2100].map((x) => gainAt(x, 0));
    expect(gains.every((gain, i) => i === 0 || gain < gains[i - 1]!)).toBe(true);
  });

  test("what is right is heard on the right, and never in one ear alone", () => {
    expect([panAt(0), Math.sign(panAt(10)), Math.sign(panAt(-10))]).toEqual([0, 1, -1]);
    expect([panAt(5000), panAt(-5000)]).toEqual([0.85, -0.85]);
  });

  test("it has a bearing unless it is here", () => {
    const hearing = new Hearing();
    expect(hearing.listen(HERE, { x: 400, y: 300 }).bearing).toBe(0);
    expect(hearing.listen(HERE, { x: 200, y: 500 }).bearing).toBeCloseTo(Math.PI / 2);
    expect(hearing.listen(HERE, { x: 210, y: 300 }).bearing).toBe(null);
  });
});

describe("walls", () => {
  const hearing = new Hearing();
  hearing.enter(WALLED);
  const heard = (x: number, y: number) => hearing.listen(HERE, { x, y });

  test("what is behind one is duller and quieter than at the same distance in sight", () => {
    const behind = heard(700, 300);
    const inSight = heard(HERE.x, HERE.y - 250);
    expect([behind.cutHz, inSight.cutHz]).toEqual([750, Infinity]);
    expect(behind.gain).toBeLessThan(gainAt(500, 0));
    expect(inSight.gain).toBe(gainAt(0, 250));
  });

  test("past its end one hears clearly", () => expect(heard(700, 20).cutHz).toBe(Infinity));

  test("what strikes its near face is in front of it, what strikes its far face behind", () => {
    expect(heard(480, 300).cutHz).toBe(Infinity);
    expect(heard(0, 300).cutHz).toBe(Infinity);
    expect(heard(520, 300).cutHz).toBe(750);
  });

  test("another map has other walls", () => {
    const other = new Hearing();
    other.enter(WALLED);
    other.enter({ ...WALLED, walls: [] });
    expect(other.listen(HERE, { x: 700, y: 300 }).cutHz).toBe(Infinity);
  });
});
