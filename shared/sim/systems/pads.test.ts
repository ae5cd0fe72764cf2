import { describe, expect, test } from "vitest";
import { arenaOf } from "../../../tests/harness/arenas.ts";
import {
  eventsOf,
  play,
  put,
  skiffOf,
  tableWith,
  type Placing,
} from "../../../tests/harness/table.ts";
import { PAD_RADIUS_PX, PADS, PULSE, RAIL, SKIFF, WEAPONS } from "../tuning.ts";
import { padEntity, skiffEntity, type World } from "../world.ts";

const REPAIR_PAD = 0;
const RAIL_PAD = 1;
const ARENA = arenaOf({
  pads: [
    { kind: PADS.findIndex(({ name }) => name === "repair"), x: 160, y: 240 },
    { kind: PADS.findIndex(({ name }) => name === "rail"), x: 480, y: 240 },
  ],
});
const AWAY = { x: 320, y: 60 };
const ON_REPAIR = { x: 160, y: 240 };
const ON_RAIL = { x: 480, y: 240 };

function table(...placings: Placing[]): World {
  return tableWith(placings, ARENA);
}

describe("a rail pad", () => {
  test("loads the rail, puts it in hand and recharges", () => {
    const world = table(ON_RAIL);
    expect(eventsOf(play(world), "pickup")).toEqual([{ type: "pickup", slot: 0, pad: RAIL_PAD }]);
    expect(skiffOf(world, 0)).toMatchObject({
      weapon: RAIL,
      ammo: [0, WEAPONS[RAIL]!.ammo, 0, 0, 0],
    });
    expect(world.components.Pad.readyTick[padEntity(RAIL_PAD)]).toBe(
      world.tick + PADS[1]!.rechargeTicks,
    );
  });

  test("gives again when it is charged, not before, to one who can use it", () => {
    const world = table(ON_RAIL);
    play(world);
    world.components.Ammo[RAIL]![skiffEntity(0)] = 1;
    expect(eventsOf(play(world, {}, PADS[1]!.rechargeTicks - 1), "pickup")).toEqual([]);
    expect(eventsOf(play(world), "pickup")).toHaveLength(1);
    expect(eventsOf(play(world, {}, PADS[1]!.rechargeTicks + 5), "pickup")).toEqual([]);
  });
});

describe("a repair pad", () => {
  test("is not taken by the whole, and heals the hurt up to the most", () => {
    const world = table(ON_REPAIR);
    expect(eventsOf(play(world), "pickup")).toEqual([]);
    world.components.Skiff.health[skiffEntity(0)] = 30;
    expect(eventsOf(play(world), "pickup")).toEqual([{ type: "pickup", slot: 0, pad: REPAIR_PAD }]);
    expect(skiffOf(world, 0)).toMatchObject({ health: 80, weapon: PULSE });
    world.components.Pad.readyTick[padEntity(REPAIR_PAD)] = 0;
    play(world);
    expect(skiffOf(world, 0).health).toBe(SKIFF.maxHealth);
  });
});

describe("who takes", () => {
  test("the first slot on it that can use it", () => {
    const world = table(ON_REPAIR, ON_REPAIR, ON_REPAIR);
    for (const slot of [1, 2]) world.components.Skiff.health[skiffEntity(slot)] = 50;
    expect(eventsOf(play(world), "pickup")).toMatchObject([{ slot: 1 }]);
  });

  test("nobody beyond its edge, nobody dead, nobody while all are frozen", () => {
    const reach = PAD_RADIUS_PX + SKIFF.radiusPx;
    const outside = table({ x: 480 + reach, y: 240 });
    expect(eventsOf(play(outside), "pickup")).toEqual([]);
    put(outside, 0, { x: 480 + reach - 0.5, y: 240 });
    expect(eventsOf(play(outside), "pickup")).toHaveLength(1);

    const dead = table(ON_RAIL);
    dead.components.Skiff.isAlive[skiffEntity(0)] = 0;
    dead.components.Skiff.respawnTick[skiffEntity(0)] = dead.tick + 9;
    expect(eventsOf(play(dead), "pickup")).toEqual([]);

    const frozen = table(ON_RAIL);
    frozen.match.phase = "over";
    expect(eventsOf(play(frozen), "pickup")).toEqual([]);
  });

  test("one pad each tick, even for two who come at once", () => {
    const world = table(ON_RAIL, ON_RAIL, AWAY);
    expect(eventsOf(play(world, {}, 5), "pickup")).toHaveLength(1);
  });
});
