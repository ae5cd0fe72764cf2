import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CROWDED, distanceToCushion, isInOpen, SQUARE, WEDGE } from "../../tests/harness/arenas.ts";
import { anyPlan, beginPlan, take, turnsOf } from "../../tests/harness/randomMatch.ts";
import { createScript, think } from "../../tests/harness/scriptedMatch.ts";
import { emptyTable, put } from "../../tests/harness/table.ts";
import { checkpoint, restore } from "./checkpoint.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "./math.ts";
import { joinWorld } from "./seating.ts";
import { predictStep, step } from "./step.ts";
import { SKIFF, WEAPONS } from "./tuning.ts";
import { boltsInFlight, createWorld, seatedSkiffs, skiffEntity, type World } from "./world.ts";

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

function faultsOf(
  plan: Parameters<typeof beginPlan>[0],
  judge: (world: World) => string[],
): string[] {
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

describe("predictStep", () => {
  test("moves a lone skiff as step does, bit for bit, shots and dashes and all", () => {
    const plan = fc.record({
      arena: fc.constantFrom(SQUARE, WEDGE, { ...CROWDED, pads: [] }),
      seed: fc.integer(),
      ticks: fc.integer({ min: 1, max: 300 }),
      slot: fc.integer({ min: 0, max: 63 }),
    });
    fc.assert(
      fc.property(plan, ({ arena, seed, ticks, slot }) => {
        const world = emptyTable(arena, seed);
        joinWorld(world, slot);
        world.components.Ammo[1]![skiffEntity(slot)] = 5;
        const alone = createWorld({ arena, seed: 0 });
        restore(alone, checkpoint(world));
        const script = createScript(slot);
        const chance = { randomState: seed };
        for (let i = 0; i < ticks; i++) {
          think(script, world, chance);
          const inputs = [];
          inputs[slot] = { ...script.input };
          step(world, inputs);
          predictStep(alone, inputs);
          expect(alone.events).toEqual(world.events);
          expect(motionOf(alone, slot)).toEqual(motionOf(world, slot));
        }
      }),
    );
  });

  test("lets what a client cannot know ahead be: hits, pads, lives and the match", () => {
    const world = emptyTable(CROWDED);
    for (const slot of [0, 1]) joinWorld(world, slot);
    world.components.Skiff.isAlive[2] = 0;
    world.components.Skiff.respawnTick[2] = world.tick + 1;
    world.components.Skiff.health[1] = 40;
    put(world, 0, CROWDED.pads[0]!);
    world.match.endTick = world.tick + 2;
    for (let i = 0; i < 5; i++) predictStep(world, [{ buttons: 1, moveX: 0, moveY: 0, aim: 0 }]);
    expect(world.components.Skiff.isAlive[2]).toBe(0);
    expect(world.components.Skiff.health[1]).toBe(40);
    expect(world.match.phase).toBe("playing");
    expect(boltsInFlight(world)).toEqual([]);
  });
});

/** All that a client predicts of its skiff. */
function motionOf(world: World, slot: number): Record<string, number> {
  const { Position, Velocity, Control, Skiff, Ammo } = world.components;
  const stores = Object.entries({ Position, Velocity, Control, Skiff, Ammo }).flatMap(
    ([component, row]) =>
      Object.entries(row).map(([name, store]) => [
        `${component}.${name}`,
        (store as { [entity: number]: number })[skiffEntity(slot)]!,
      ]),
  );
  return Object.fromEntries(stores) as Record<string, number>;
}
