import { expect, test } from "vitest";
import { step } from "#shared/sim/step.ts";
import { PUCK_ENTITY } from "#shared/sim/world.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { carryOn } from "./puckPath.ts";
import { teamHall, worldOf } from "./testSight.ts";

test.each([
  ["over the table", 500, 100],
  ["off a cushion", -300, -400],
  ["off some of them", 700, 650],
  ["off a wall", -80, 250],
])("it is known where a puck goes that nobody touches, %s", (_, velocityX, velocityY) => {
  const world = worldOf(teamHall(), 0, 1, "puck");
  const { Position, Velocity } = world.components;
  Velocity.x[PUCK_ENTITY] = velocityX;
  Velocity.y[PUCK_ENTITY] = velocityY;
  const known = { x: 600, y: 200, velocityX, velocityY };
  const arena = buildArena(teamHall());
  for (let tick = 0; tick < 60; tick++) step(world, []);
  carryOn(arena, known, 60);
  expect(Math.hypot(known.x - 600, known.y - 200)).toBeGreaterThan(50);
  expect(known.x).toBeCloseTo(Position.x[PUCK_ENTITY]!, -1);
  expect(known.y).toBeCloseTo(Position.y[PUCK_ENTITY]!, -1);
});
