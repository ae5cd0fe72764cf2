import { describe, expect, test } from "vitest";
import { likelyShare, mayBeChance, rowsOf, type Series } from "./tally.ts";

const result = (winner: number, leftParty = 0): Series["results"][number] => ({
  ticks: 3600,
  points: [winner === 0 ? 10 : 4, winner === 1 ? 10 : 4],
  winner,
  leftParty,
  kills: 10,
  carom: 2,
  shots: 100,
  hits: 30,
  feats: 2,
  bankHits: 3,
  pickups: 5,
  stuckTicks: 0,
  aliveTicks: 7000,
  thinkMs: 36,
});

const times = (count: number, winner: number, leftParty = 0) =>
  Array.from({ length: count }, () => result(winner, leftParty));

function rowOf(levels: Series["levels"], results: Series["results"], name: string, bots = 2) {
  const rows = rowsOf({ map: "hall", mode: "duel", levels, bots, results });
  return rows.find((row) => row.name.endsWith(name));
}

describe("rows", () => {
  test("hold the better level to 80 %, whichever of the two it is", () => {
    const wins = "wins of ace";
    const pass = [...times(8, 0), ...times(2, 1)];
    expect(rowOf(["ace", "regular"], pass, wins)).toMatchObject({ value: 80, ok: true });
    expect(rowOf(["regular", "ace"], pass, wins)).toMatchObject({ value: 20, ok: false });
    expect(rowOf(["ace", "regular"], [...pass, result(-1)], wins)).toMatchObject({ ok: false });
  });

  test("hold sides to 55 % where both are alike, whoever it was that won", () => {
    const luckier = "wins of the luckier side";
    const even = [...times(50, 0, 0), ...times(5, 1, 1), ...times(45, 0, 1)];
    expect(rowOf(["ace", "ace"], even, luckier)).toMatchObject({ value: 55, ok: true });
    const right = [...times(56, 0, 1), ...times(44, 0, 0)];
    expect(rowOf(["ace", "ace"], right, luckier)).toMatchObject({ value: 56, ok: false });
    expect(rowOf(["ace", "regular"], even, luckier)).toBeUndefined();
  });

  test("tell of play by the minute", () => {
    const results = times(4, 0);
    expect(rowOf(["ace", "ace"], results, ": kills")).toMatchObject({ value: 10, unit: "1/min" });
    expect(rowOf(["ace", "ace"], results, ": carom kills")).toMatchObject({ value: 20 });
    expect(rowOf(["ace", "ace"], results, ": length")).toMatchObject({ value: 60, unit: "s" });
    expect(rowOf(["ace", "ace"], results, ": thinking")).toMatchObject({ value: 10 });
  });
});

describe("chance may have spoken", () => {
  const judge = (levels: Series["levels"], results: Series["results"], parts = {}) =>
    mayBeChance({ map: "hall", mode: "duel", levels, bots: 2, results, ...parts });
  const sides = (left: number, right: number) => [...times(left, 0, 0), ...times(right, 0, 1)];

  test("where a side wins little more than it may", () => {
    expect(judge(["ace", "ace"], sides(115, 85))).toBe(true);
    expect(judge(["ace", "ace"], sides(85, 115))).toBe(true);
    expect(judge(["ace", "ace"], sides(130, 70))).toBe(false);
    expect(judge(["ace", "ace"], sides(460, 340))).toBe(true);
    expect(judge(["ace", "ace"], sides(600, 400))).toBe(false);
  });

  test("where the better level wins little less than it should", () => {
    expect(judge(["ace", "regular"], [...times(155, 0), ...times(45, 1)])).toBe(true);
    expect(judge(["regular", "ace"], [...times(45, 0), ...times(155, 1)])).toBe(true);
    expect(judge(["ace", "regular"], [...times(140, 0), ...times(60, 1)])).toBe(false);
  });

  test("nowhere else", () => {
    expect(judge(["ace", "ace"], sides(110, 90))).toBe(false);
    expect(judge(["ace", "regular"], [...times(160, 0), ...times(40, 1)])).toBe(false);
    expect(judge(["ace", "ace"], sides(115, 85), { mode: "deathmatch", bots: 8 })).toBe(false);
    expect(judge(["ace", "regular"], times(9, 1), { mode: "teams", bots: 8 })).toBe(false);
  });
});

test("a share is likely to be near what came up, nearer the oftener it was tried", () => {
  const [low, high] = likelyShare(50, 100);
  expect(low).toBeCloseTo(40.38, 2);
  expect(high).toBeCloseTo(59.62, 2);
  expect(likelyShare(500, 1000)[0]).toBeGreaterThan(46);
  expect(likelyShare(10, 10)[1]).toBeCloseTo(100);
  expect(likelyShare(10, 10)[0]).toBeGreaterThan(65);
  expect(likelyShare(0, 0)).toEqual([0, 100]);
});
