import { describe, expect, test } from "vitest";
import {
  arenaOf,
  CROWDED,
  distanceToCushion,
  isInOpen,
  NOTCHED,
  points,
  SQUARE,
  WEDGE,
} from "../../../tests/harness/arenas.ts";
import {
  eventsOf,
  emptyTable,
  play,
  put,
  skiffOf,
  tableWith,
} from "../../../tests/harness/table.ts";
import { TICK_SECONDS } from "../../timing.ts";
import { REACH_PX } from "../arena/geometry.ts";
import { AIM_STEPS, Button } from "../input.ts";
import { lengthOf } from "../math.ts";
import { randomBelow } from "../random.ts";
import { joinWorld } from "../seating.ts";
import { SKIFF } from "../tuning.ts";
import { skiffEntity } from "../world.ts";

const { radiusPx, wallRestitution, topSpeedPxPerSecond, mostSpeedPxPerSecond } = SKIFF;

describe("moving", () => {
  test("goes its speed times a tick, on the position grid", () => {
    const world = tableWith([{ x: 200, y: 200, velocityX: 120 }]);
    play(world, { 0: { moveX: 7 } });
    const { x, y, velocityX } = skiffOf(world, 0);
    expect(x).toBeCloseTo(200 + velocityX * TICK_SECONDS, 2);
    expect(x * 256).toBe(Math.round(x * 256));
    expect(y).toBe(200);
  });

  test("the dead stay where they fell", () => {
    const world = tableWith([{ x: 200, y: 200, velocityX: 200 }]);
    world.components.Skiff.isAlive[skiffEntity(0)] = 0;
    world.components.Skiff.respawnTick[skiffEntity(0)] = world.tick + 50;
    play(world, { 0: { moveX: 7 } }, 10);
    expect(skiffOf(world, 0).x).toBe(200);
  });
});

describe("cushions", () => {
  test("give back a part of the speed into them and none of that along them", () => {
    const world = tableWith([{ x: 600, y: 200, velocityX: 900, velocityY: 60 }]);
    world.components.Skiff.dashEndTick[skiffEntity(0)] = world.tick + 20;
    const rebounds = eventsOf(play(world, {}, 2), "rebound");
    expect(rebounds).toEqual([
      {
        type: "rebound",
        slot: 0,
        x: 640,
        y: expect.closeTo(202, 1),
        normalX: -1,
        normalY: 0,
        speed: 900,
      },
    ]);
    const { x, velocityX, velocityY } = skiffOf(world, 0);
    expect(velocityX).toBeCloseTo(-900 * wallRestitution);
    expect(velocityY).toBe(60);
    expect(x).toBeCloseTo(640 - radiusPx, 5);
  });

  test("at a slant turn the speed about their normal", () => {
    // A border whose right side leans: its normal is (-0.8, -0.6).
    const leaning = arenaOf({ border: points([0, 0], [640, 0], [280, 480], [0, 480]) });
    const world = tableWith([{ x: 380, y: 290, velocityX: 800, velocityY: 600 }], leaning);
    world.components.Skiff.dashEndTick[skiffEntity(0)] = world.tick + 20;
    const [rebound] = eventsOf(play(world, {}, 3), "rebound");
    expect(rebound).toMatchObject({ normalX: expect.closeTo(-0.8), normalY: expect.closeTo(-0.6) });
    const { velocityX, velocityY } = skiffOf(world, 0);
    expect(velocityX).toBeCloseTo(-800 * wallRestitution, 0);
    expect(velocityY).toBeCloseTo(-600 * wallRestitution, 0);
  });

  test("let a slow skiff slide along, without an event", () => {
    const world = tableWith([{ x: 640 - radiusPx, y: 200 }]);
    const events = play(world, { 0: { moveX: 1, moveY: 7 } }, 30);
    expect(eventsOf(events, "rebound")).toEqual([]);
    const { x, y, velocityX } = skiffOf(world, 0);
    expect(x).toBe(640 - radiusPx);
    expect(velocityX).toBe(0);
    expect(y).toBeGreaterThan(250);
  });

  test("round a corner that stands into the open", () => {
    const { x: tipX, y: tipY } = { x: 300, y: 200 };
    const world = tableWith([{ x: tipX + 4, y: tipY - 60, velocityY: 280 }], CROWDED);
    play(world, { 0: { moveY: 7 } }, 40);
    const { x, y } = skiffOf(world, 0);
    expect(x).toBeGreaterThan(tipX + radiusPx);
    expect(y).toBeGreaterThan(tipY);
  });

  test("do not hold a skiff on the other side of a thin wall", () => {
    const world = tableWith([{ x: 480 - radiusPx, y: 560 }], CROWDED);
    play(world, { 0: { moveX: 7, moveY: 3 } }, 20);
    expect(skiffOf(world, 0).x).toBe(480 - radiusPx);
  });
});

describe("nobody leaves the open", () => {
  // What a skiff may sink into two cushions at once, in px; one alone yields nothing beyond the grid.
  const arenas = [
    [SQUARE, 0.01],
    [NOTCHED, 0.01],
    [CROWDED, 0.01],
    [WEDGE, 4],
  ] as const;

  test.each(arenas)("dashing into every cushion and corner: %#", (arena, sinkPx) => {
    const world = emptyTable(arena);
    const faults: string[] = [];
    joinWorld(world, 0);
    for (let turn = 0; turn < 720; turn++) {
      const aim = Math.round((turn * AIM_STEPS) / 720) & (AIM_STEPS - 1);
      put(world, 0, arena.spawns[turn % arena.spawns.length]!);
      for (let dashes = 0; dashes < 4; dashes++) {
        world.components.Skiff.dashReadyTick[skiffEntity(0)] = world.tick;
        play(world, {}, 1);
        for (let tick = 0; tick < 14; tick++) {
          play(world, { 0: { buttons: Button.dash, aim } });
          const { x, y } = skiffOf(world, 0);
          if (!isSound(arena, x, y, sinkPx)) faults.push(`aim ${aim}: at ${x} ${y}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test.each(arenas)("at the greatest speed from any place: %#", (arena, sinkPx) => {
    const world = emptyTable(arena);
    joinWorld(world, 0);
    const chance = { randomState: 11 };
    const faults: string[] = [];
    for (let tries = 0; tries < 4000; tries++) {
      const x = randomBelow(chance, arena.width);
      const y = randomBelow(chance, arena.height);
      if (!isInOpen(arena, x, y) || distanceToCushion(arena, x, y) < radiusPx) continue;
      const radians = (randomBelow(chance, 3600) * Math.PI) / 1800;
      const velocityX = Math.round(mostSpeedPxPerSecond * Math.cos(radians));
      const velocityY = Math.round(mostSpeedPxPerSecond * Math.sin(radians));
      put(world, 0, { x, y, velocityX, velocityY });
      world.components.Skiff.dashEndTick[skiffEntity(0)] = world.tick + 3;
      for (let tick = 0; tick < 3; tick++) {
        play(world);
        const end = skiffOf(world, 0);
        if (!isSound(arena, end.x, end.y, sinkPx))
          faults.push(`from ${x} ${y} by ${velocityX} ${velocityY}: at ${end.x} ${end.y}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test("a rebound never makes a skiff faster", () => {
    const world = emptyTable(WEDGE);
    joinWorld(world, 0);
    put(world, 0, { x: 120, y: 487, velocityX: -880, velocityY: 190 });
    world.components.Skiff.dashEndTick[skiffEntity(0)] = world.tick + 30;
    let speed = Infinity;
    for (let tick = 0; tick < 30; tick++) {
      play(world);
      const { velocityX, velocityY } = skiffOf(world, 0);
      expect(lengthOf(velocityX, velocityY)).toBeLessThanOrEqual(Math.min(speed + 0.1, 901));
      speed = lengthOf(velocityX, velocityY);
    }
    expect(speed).toBeLessThan(topSpeedPxPerSecond * 2);
  });
});

test("the greatest step of a tick is within the reach of one lookup", () => {
  expect(mostSpeedPxPerSecond * TICK_SECONDS + radiusPx).toBeLessThan(REACH_PX);
  expect(mostSpeedPxPerSecond).toBeGreaterThan(SKIFF.dashSpeedPxPerSecond);
});

function isSound(arena: typeof SQUARE, x: number, y: number, sinkPx: number): boolean {
  return isInOpen(arena, x, y) && distanceToCushion(arena, x, y) >= radiusPx - sinkPx;
}
