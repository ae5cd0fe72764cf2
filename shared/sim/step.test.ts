import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CROWDED, SQUARE, WEDGE } from "../../tests/harness/arenas.ts";
import { createScript, think } from "../../tests/harness/scriptedMatch.ts";
import { emptyTable, put } from "../../tests/harness/table.ts";
import { checkpoint, restore } from "./checkpoint.ts";
import { joinWorld } from "./seating.ts";
import { predictStep, step } from "./step.ts";
import { boltsInFlight, createWorld, skiffEntity, type World } from "./world.ts";

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
    world.components.Skiff.isAlive[skiffEntity(1)] = 0;
    world.components.Skiff.respawnTick[skiffEntity(1)] = world.tick + 1;
    world.components.Skiff.health[skiffEntity(0)] = 40;
    put(world, 0, CROWDED.pads[0]!);
    world.match.endTick = world.tick + 2;
    for (let i = 0; i < 5; i++) predictStep(world, [{ buttons: 1, moveX: 0, moveY: 0, aim: 0 }]);
    expect(world.components.Skiff.isAlive[skiffEntity(1)]).toBe(0);
    expect(world.components.Skiff.health[skiffEntity(0)]).toBe(40);
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
