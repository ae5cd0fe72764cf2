/** What holds after every tick of any match, on the fixtures and on the maps that the game ships. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "#shared/sim/math.ts";
import { SKIFF, WEAPONS } from "#shared/sim/tuning.ts";
import { boltsInFlight, seatedSkiffs, type World } from "#shared/sim/world.ts";
import { distanceToCushion, isInOpen, WEDGE } from "./harness/arenas.ts";
import { anyPlan, beginPlan, type Plan, take, turnsOf } from "./harness/randomMatch.ts";

describe("after every tick of any match", () => {
  test("skiffs are in the open, at most a little deep in a sharp corner", () => {
    fc.assert(
      fc.property(anyPlan(250), (plan) => {
        const sinkPx = plan.arena === WEDGE ? 5 : 0.01;
        expect(faultsOf(plan, (world) => placeFaults(world, sinkPx))).toEqual([]);
      }),
    );
  });

  test("every number is on its grid, none is NaN or minus zero, all are in their range", () => {
    fc.assert(
      fc.property(anyPlan(250), (plan) => {
        expect(faultsOf(plan, numberFaults)).toEqual([]);
      }),
    );
  });
});

function faultsOf(plan: Plan, judge: (world: World) => string[]): string[] {
  const world = beginPlan(plan);
  const faults: string[] = [];
  for (const turn of turnsOf(plan, world)) {
    take(world, turn);
    faults.push(...judge(world).map((fault) => `tick ${world.tick}: ${fault}`));
  }
  return faults;
}

function placeFaults(world: World, sinkPx: number): string[] {
  const { Position, Skiff } = world.components;
  const { source } = world.arena;
  return seatedSkiffs(world)
    .filter((skiff) => Skiff.isAlive[skiff] === 1)
    .map((skiff) => ({ x: Position.x[skiff]!, y: Position.y[skiff]! }))
    .filter(
      ({ x, y }) =>
        !isInOpen(source, x, y) || distanceToCushion(source, x, y) < SKIFF.radiusPx - sinkPx,
    )
    .map(({ x, y }) => `a skiff at ${x} ${y}`);
}

function numberFaults(world: World): string[] {
  const { Position, Velocity, Skiff, Bolt, Ammo } = world.components;
  const skiffs = seatedSkiffs(world);
  const bolts = boltsInFlight(world);
  const isOn = (steps: number) => (value: number) => Number.isInteger(value * steps);
  const rows: [string, Float32Array | Uint8Array, readonly number[], (value: number) => boolean][] =
    [
      ["x", Position.x, [...skiffs, ...bolts], isOn(POSITION_STEPS_PER_PX)],
      ["y", Position.y, [...skiffs, ...bolts], isOn(POSITION_STEPS_PER_PX)],
      ["velocity x", Velocity.x, skiffs, isOn(VELOCITY_STEPS_PER_PX)],
      ["velocity y", Velocity.y, skiffs, isOn(VELOCITY_STEPS_PER_PX)],
      ["direction x", Bolt.directionX, bolts, (value) => Math.abs(value) <= 1],
      ["direction y", Bolt.directionY, bolts, (value) => Math.abs(value) <= 1],
      ["origin x", Bolt.originX, bolts, isOn(8)],
      ["origin y", Bolt.originY, bolts, isOn(8)],
      ["health", Skiff.health, skiffs, (value) => value <= SKIFF.maxHealth],
      ["weapon", Skiff.weapon, skiffs, (value) => value < WEAPONS.length],
      ...Ammo.map((shots, weapon): (typeof rows)[number] => [
        `ammo of ${weapon}`,
        shots,
        skiffs,
        (value) => value <= WEAPONS[weapon]!.ammo,
      ]),
    ];
  return rows.flatMap(([name, store, entities, isSound]) =>
    entities
      .map((entity) => store[entity]!)
      .filter((value) => !isSound(value) || Number.isNaN(value) || Object.is(value, -0))
      .map((value) => `${name} is ${value}`),
  );
}
