import { expect, test } from "vitest";
import { PuckMemory } from "./puckMemory.ts";
import type { PuckSight } from "./sight.ts";
import { sightOf, teamHall } from "./testSight.ts";

const DELAY_TICKS = 12;
const AT_REST = { velocityX: 0, velocityY: 0, isLoose: true };

/** What one at x = 200 knows after it has seen the puck in each of these ticks, looking in every one. */
function knowAfter(ticks: number, puckAt: (tick: number) => PuckSight): PuckMemory {
  const memory = new PuckMemory(DELAY_TICKS);
  for (let tick = 0; tick < ticks; tick++) {
    const puck = puckAt(tick);
    memory.watch({ ...sightOf(teamHall(), { puck }), tick }, puck, true);
  }
  return memory;
}

/** A puck at rest that is driven off in tick 30. */
const driven = (fromX: number) => (tick: number) => {
  const isDriven = tick >= 30;
  const x = fromX + (isDriven ? (tick - 30) * 5 : 0);
  return { ...AT_REST, x, y: 150, velocityX: isDriven ? 300 : 0 };
};

test("what others do to a puck far away is known one reaction later", () => {
  expect(knowAfter(40, driven(700)).x).toBe(700);
  const known = knowAfter(30 + DELAY_TICKS + 5, driven(700));
  expect(known.velocityX).toBeGreaterThan(250);
  expect(known.x).toBeGreaterThan(700 + 50);
});

test("what becomes of one next to it is known at once", () => {
  const beside = (tick: number) => ({ ...driven(200)(tick), y: 455 });
  expect(knowAfter(31, beside).velocityX).toBe(300);
});

test("between two looks it is believed to go on", () => {
  const memory = knowAfter(2, () => ({ ...AT_REST, x: 200, y: 460, velocityX: 600 }));
  const gone = { ...AT_REST, x: 900, y: 700 };
  memory.watch(sightOf(teamHall(), { puck: gone }), gone, false);
  expect(memory.x).toBeCloseTo(210);
  expect(memory.y).toBeCloseTo(460);
});

test("after a goal nobody believes it to go on as before", () => {
  const place = { ...AT_REST, x: 600, y: 200 };
  const known = knowAfter(40, (tick) =>
    tick < 30 ? { ...place, x: 100, velocityX: -600 } : { ...place, isLoose: tick > 36 },
  );
  expect([known.x, known.y, known.velocityX]).toEqual([600, 200, 0]);
});
