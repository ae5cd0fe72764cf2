import { describe, expect, test } from "vitest";
import { arenaOf, distanceToCushion, isInOpen } from "../../../tests/harness/arenas.ts";
import { emptyTable, play, put, skiffOf, tableWith } from "../../../tests/harness/table.ts";
import { lengthOf } from "../math.ts";
import { joinWorld } from "../seating.ts";
import { DEFAULT_SEATS, SKIFF } from "../tuning.ts";
import { skiffEntity } from "../world.ts";

const { radiusPx, mostSpeedPxPerSecond, pushPxPerSecondPerPx, pushShare } = SKIFF;

describe("two skiffs that overlap", () => {
  test("part along the line between them, alike", () => {
    const world = tableWith([
      { x: 300, y: 200 },
      { x: 320, y: 200 },
    ]);
    play(world);
    const [a, b] = [skiffOf(world, 0), skiffOf(world, 1)];
    const overlap = 2 * radiusPx - 20;
    expect(a.velocityX).toBe((-overlap / 2) * pushPxPerSecondPerPx);
    expect(a.x).toBeCloseTo(300 - (overlap / 2) * pushShare, 2);
    expect(b.velocityX).toBe(-a.velocityX);
    expect(b.x + a.x).toBeCloseTo(620, 2);
    expect([a.y, b.y, a.velocityY, b.velocityY]).toEqual([200, 200, 0, 0]);
  });

  test("are apart soon, and then at rest", () => {
    const world = tableWith([
      { x: 300, y: 200 },
      { x: 310, y: 205 },
    ]);
    play(world, {}, 60);
    const [a, b] = [skiffOf(world, 0), skiffOf(world, 1)];
    expect(lengthOf(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(2 * radiusPx);
    play(world, {}, 120);
    expect(skiffOf(world, 0).velocityX).toBe(0);
  });

  test("part along x when they are on the very same spot", () => {
    const world = tableWith([
      { x: 300, y: 200 },
      { x: 300, y: 200 },
    ]);
    play(world);
    expect(skiffOf(world, 0).x).toBeLessThan(300);
    expect(skiffOf(world, 1).x).toBeGreaterThan(300);
  });

  test("do not push when they only touch, nor the dead, nor while all are frozen", () => {
    const touching = tableWith([
      { x: 300, y: 200 },
      { x: 300 + 2 * radiusPx, y: 200 },
    ]);
    play(touching);
    expect(skiffOf(touching, 0)).toMatchObject({ x: 300, velocityX: 0 });

    const dead = tableWith([
      { x: 300, y: 200 },
      { x: 310, y: 200 },
    ]);
    dead.components.Skiff.isAlive[skiffEntity(1)] = 0;
    dead.components.Skiff.respawnTick[skiffEntity(1)] = dead.tick + 100;
    play(dead);
    expect(skiffOf(dead, 0)).toMatchObject({ x: 300, velocityX: 0 });

    const frozen = tableWith([
      { x: 300, y: 200 },
      { x: 310, y: 200 },
    ]);
    frozen.match.phase = "results";
    play(frozen);
    expect(skiffOf(frozen, 0)).toMatchObject({ x: 300, velocityX: 0 });
  });

  test("cannot push one another into a cushion", () => {
    const world = tableWith([
      { x: 40, y: 200 },
      { x: radiusPx, y: 200 },
    ]);
    play(world, { 0: { moveX: -7 } }, 60);
    expect(skiffOf(world, 1).x).toBe(radiusPx);
  });
});

test("a full room on one spot bursts apart, none beyond the greatest speed or out of the arena", () => {
  const arena = arenaOf({ width: 1200, height: 1200 });
  const world = emptyTable(arena);
  for (let slot = 0; slot < DEFAULT_SEATS; slot++) joinWorld(world, slot);
  for (let slot = 0; slot < DEFAULT_SEATS; slot++) put(world, slot, { x: 60, y: 60 });
  for (let tick = 0; tick < 120; tick++) {
    play(world);
    for (let slot = 0; slot < DEFAULT_SEATS; slot++) {
      const { x, y, velocityX, velocityY } = skiffOf(world, slot);
      expect(lengthOf(velocityX, velocityY)).toBeLessThanOrEqual(mostSpeedPxPerSecond + 0.1);
      expect(isInOpen(arena, x, y)).toBe(true);
      expect(distanceToCushion(arena, x, y)).toBeGreaterThan(radiusPx - 0.01);
    }
  }
});
