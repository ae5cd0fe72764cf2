import { expect, test } from "vitest";
import { createTable, type Rect, stepTable, TRAIL_MS } from "./table.ts";

const BOUNDS = { left: 20, top: 20, right: 1260, bottom: 700 };
const CARD = { left: 440, top: 260, right: 840, bottom: 640 };

function isWithin({ left, top, right, bottom }: Rect, x: number, y: number): boolean {
  return x > left && x < right && y > top && y < bottom;
}

test("bolts stay between the cushions and out of the menu for ten minutes, and their trails stay short", () => {
  const table = createTable(BOUNDS, 46, [CARD], [0.5, -0.7, 2.2]);
  const faults: string[] = [];
  for (let i = 0; i < 36_000; i += 1) {
    stepTable(table, 1000 / 60);
    for (const { x, y, turns } of table.bolts) {
      if (!isWithin(BOUNDS, x, y) || isWithin(CARD, x, y)) faults.push(`step ${i}: ${x}, ${y}`);
      if (turns.length > 1 && turns[1]!.atMs < table.nowMs - TRAIL_MS)
        faults.push(`step ${i}: old trail`);
    }
  }
  expect(faults).toEqual([]);
});

test("a bolt leaves a cushion as steep as it came and flares it", () => {
  const table = createTable({ left: 0, top: 0, right: 400, bottom: 200 }, 0, [], [Math.PI * 0.25]);
  const bolt = table.bolts[0]!;
  for (let i = 0; i < 200 && table.flares.length === 0; i += 1) stepTable(table, 16);
  expect(table.flares[0]!.normalX).toBeCloseTo(0);
  expect(table.flares[0]!.normalY).toBeCloseTo(-1);
  expect(bolt.directionX).toBeCloseTo(Math.SQRT1_2);
  expect(bolt.directionY).toBeCloseTo(-Math.SQRT1_2);
});

test("a long pause of the page does not throw a bolt off the table", () => {
  const table = createTable(BOUNDS, 46, [CARD], [0.9]);
  stepTable(table, 60_000);
  const bolt = table.bolts[0]!;
  expect(isWithin(BOUNDS, bolt.x, bolt.y)).toBe(true);
});
