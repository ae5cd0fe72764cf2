import { describe, expect, test } from "vitest";
import { arenaOf, CROWDED, spawnsAt } from "../../../tests/harness/arenas.ts";
import {
  emptyTable,
  eventsOf,
  play,
  put,
  skiffOf,
  tableWith,
} from "../../../tests/harness/table.ts";
import { buildArena, hasLineOfSight } from "../arena/geometry.ts";
import { Button } from "../input.ts";
import { joinWorld } from "../seating.ts";
import { PULSE, SKIFF } from "../tuning.ts";
import { spawn } from "./respawn.ts";
import { skiffEntity } from "../world.ts";

const CORNERS = arenaOf({
  width: 2000,
  height: 2000,
  spawns: spawnsAt([200, 200], [1800, 200], [1800, 1800]),
});

describe("a spawn", () => {
  test("is whole, at rest, with the start weapon, behind a shield, ready to fire and dash", () => {
    const world = emptyTable();
    joinWorld(world, 0);
    expect(world.events).toEqual([{ type: "spawn", slot: 0, x: 320, y: 240 }]);
    expect(skiffOf(world, 0)).toMatchObject({
      x: 320,
      y: 240,
      velocityX: 0,
      velocityY: 0,
      isAlive: true,
      health: SKIFF.maxHealth,
      weapon: PULSE,
    });
    expect(world.components.Skiff.shieldEndTick[skiffEntity(0)]).toBe(
      world.tick + SKIFF.spawnShieldTicks,
    );
    const events = play(world, { 0: { buttons: Button.fire | Button.dash } });
    expect(events.map(({ type }) => type)).toEqual(["dash", "fire"]);
  });

  test("carries nothing over from the life before", () => {
    const world = tableWith([{ x: 100, y: 100, velocityX: 90 }]);
    const { Ammo, Skiff } = world.components;
    play(world, { 0: { buttons: Button.dash } });
    Ammo[1]![skiffEntity(0)] = 3;
    Skiff.nextShotTick[skiffEntity(0)] = world.tick + 500;
    spawn(world, skiffEntity(0));
    expect(skiffOf(world, 0)).toMatchObject({ velocityX: 0, ammo: [0, 0, 0, 0, 0] });
    expect(Skiff.nextShotTick[skiffEntity(0)]).toBe(world.tick);
    expect(Skiff.dashReadyTick[skiffEntity(0)]).toBe(world.tick);
    expect(Skiff.dashTick[skiffEntity(0)]).toBe(0);
  });
});

describe("the spawn point", () => {
  test("is far from enemies", () => {
    for (let seed = 0; seed < 50; seed++) {
      const world = emptyTable(CORNERS, seed);
      joinWorld(world, 0);
      put(world, 0, { x: 240, y: 240 });
      joinWorld(world, 1);
      expect(skiffOf(world, 1)).toMatchObject({ x: 1800, y: 1800 });
    }
  });

  test("is out of their sight, though another be somewhat farther", () => {
    // Both points are in the room's lower half; the thin board hides the nearer one from the enemy at its left.
    const arena = { ...CROWDED, spawns: spawnsAt([520, 660], [160, 300]) };
    const enemy = { x: 440, y: 660 };
    const built = buildArena(arena);
    expect(hasLineOfSight(built, enemy.x, enemy.y, 520, 660)).toBe(false);
    expect(hasLineOfSight(built, enemy.x, enemy.y, 160, 300)).toBe(true);
    for (let seed = 0; seed < 50; seed++) {
      const world = emptyTable(arena, seed);
      joinWorld(world, 0);
      put(world, 0, enemy);
      joinWorld(world, 1);
      expect(skiffOf(world, 1)).toMatchObject({ x: 520, y: 660 });
    }
  });

  test("minds one who sees it, though another who does not be nearer", () => {
    // The first point has a hidden enemy near and one in sight farther off; the second only sees one from afar.
    const arena = { ...CROWDED, spawns: spawnsAt([520, 600], [160, 300]) };
    const enemies = [
      { x: 440, y: 600 },
      { x: 600, y: 760 },
    ];
    for (let seed = 0; seed < 50; seed++) {
      const world = emptyTable(arena, seed);
      enemies.forEach((enemy, slot) => {
        joinWorld(world, slot);
        put(world, slot, enemy);
      });
      joinWorld(world, 2);
      expect(skiffOf(world, 2)).toMatchObject({ x: 160, y: 300 });
    }
  });

  test("does not mind the dead", () => {
    const world = emptyTable({ ...CORNERS, spawns: spawnsAt([200, 200], [900, 1900]) });
    joinWorld(world, 0);
    joinWorld(world, 1);
    put(world, 0, { x: 220, y: 200 });
    put(world, 1, { x: 900, y: 1880 });
    world.components.Skiff.isAlive[skiffEntity(1)] = 0;
    joinWorld(world, 2);
    expect(skiffOf(world, 2)).toMatchObject({ x: 900, y: 1900 });
  });

  test("is by chance in an empty arena, the same for the same seed", () => {
    const chosen = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const [world, twin] = [emptyTable(CORNERS, seed), emptyTable(CORNERS, seed)];
      for (const each of [world, twin]) joinWorld(each, 0);
      expect(twin.events).toEqual(world.events);
      chosen.add(skiffOf(world, 0).x + skiffOf(world, 0).y);
    }
    expect(chosen.size).toBe(3);
  });
});

test("the dead come back in the tick that was said, and only they", () => {
  const world = tableWith([
    { x: 100, y: 100 },
    { x: 500, y: 400 },
  ]);
  world.components.Skiff.isAlive[skiffEntity(1)] = 0;
  world.components.Skiff.respawnTick[skiffEntity(1)] = world.tick + 3;
  expect(eventsOf(play(world, {}, 2), "spawn")).toEqual([]);
  expect(eventsOf(play(world), "spawn")).toMatchObject([{ slot: 1 }]);
  expect(eventsOf(play(world, {}, 10), "spawn")).toEqual([]);
});
