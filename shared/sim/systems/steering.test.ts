import { describe, expect, test } from "vitest";
import { arenaOf } from "../../../tests/harness/arenas.ts";
import { eventsOf, play, put, skiffOf, tableWith } from "../../../tests/harness/table.ts";
import { TICK_RATE } from "../../timing.ts";
import { AIM_STEPS, Button } from "../input.ts";
import { lengthOf } from "../math.ts";
import { SKIFF } from "../tuning.ts";
import { skiffEntity, type World } from "../world.ts";

const { topSpeedPxPerSecond, dashSpeedPxPerSecond, dashTicks, dashCooldownTicks } = SKIFF;
const DASH = { buttons: Button.dash };
const WIDE = arenaOf({ width: 4000, height: 1000 });

function lone(): World {
  return tableWith([{ x: 400, y: 500 }], WIDE);
}

function speedOf(world: World): number {
  const { velocityX, velocityY } = skiffOf(world, 0);
  return lengthOf(velocityX, velocityY);
}

describe("thrust", () => {
  test("comes within a fifth of a px/s of the top speed in half a second, and not beyond", () => {
    const world = lone();
    for (let tick = 0; tick < TICK_RATE / 2; tick++) {
      play(world, { 0: { moveX: 7 } });
      expect(speedOf(world)).toBeLessThanOrEqual(topSpeedPxPerSecond);
    }
    play(world, { 0: { moveX: 7 } }, 20);
    expect(speedOf(world)).toBeGreaterThan(topSpeedPxPerSecond - 0.2);
  });

  test("takes 80 ms for the first 63 percent", () => {
    const world = lone();
    play(world, { 0: { moveX: 7 } }, 5);
    expect(speedOf(world) / topSpeedPxPerSecond).toBeCloseTo(1 - Math.exp(-5000 / 60 / 80), 3);
  });

  test("is no faster along a diagonal, and slower with the stick half over", () => {
    const diagonal = lone();
    play(diagonal, { 0: { moveX: 7, moveY: -7 } }, 60);
    expect(speedOf(diagonal)).toBeGreaterThan(topSpeedPxPerSecond - 0.5);
    expect(speedOf(diagonal)).toBeLessThanOrEqual(topSpeedPxPerSecond + 0.1);
    const half = lone();
    play(half, { 0: { moveX: 0, moveY: -3 } }, 60);
    expect(speedOf(half)).toBeCloseTo((topSpeedPxPerSecond * 3) / 7, 0);
  });
});

describe("without thrust", () => {
  test("a skiff slides to a full rest and stays there", () => {
    const world = lone();
    put(world, 0, { x: 400, y: 500, velocityX: 300, velocityY: -3 });
    play(world, {}, 10);
    expect(speedOf(world)).toBeGreaterThan(100);
    play(world, {}, 110);
    const { x, y } = skiffOf(world, 0);
    play(world, {}, 60);
    expect(skiffOf(world, 0)).toMatchObject({ x, y, velocityX: 0, velocityY: 0 });
    expect(x - 400).toBeLessThan(80);
  });
});

describe("dash", () => {
  test("goes along the stick at its speed for its time, then slows down", () => {
    const world = lone();
    const events = play(world, { 0: { ...DASH, moveX: 3, moveY: 3 } }, dashTicks);
    expect(eventsOf(events, "dash")).toEqual([{ type: "dash", slot: 0 }]);
    expect(speedOf(world)).toBeCloseTo(dashSpeedPxPerSecond, 0);
    const { x, y } = skiffOf(world, 0);
    const expected = (dashSpeedPxPerSecond * dashTicks) / TICK_RATE;
    expect(lengthOf(x - 400, y - 500)).toBeCloseTo(expected, 0);
    expect(x - 400).toBeCloseTo(y - 500, 1);
    play(world, { 0: { ...DASH, moveX: 3, moveY: 3 } });
    expect(speedOf(world)).toBeLessThan(dashSpeedPxPerSecond * 0.9);
  });

  test("goes along the aim when the stick is at rest", () => {
    const world = lone();
    play(world, { 0: { ...DASH, aim: AIM_STEPS / 4 } });
    expect(skiffOf(world, 0)).toMatchObject({ velocityX: 0, velocityY: dashSpeedPxPerSecond });
  });

  test("comes again after its cooldown, and only on a new press", () => {
    const world = lone();
    play(world, { 0: DASH });
    expect(eventsOf(play(world, { 0: DASH }, dashCooldownTicks * 2), "dash")).toEqual([]);
    play(world);
    put(world, 0, { x: 400, y: 500 });
    expect(eventsOf(play(world, { 0: DASH }), "dash")).toHaveLength(1);

    // From here on a press in every other tick: the next comes exactly when it may.
    let ticks = 0;
    do {
      play(world);
      ticks += 2;
    } while (eventsOf(play(world, { 0: DASH }), "dash").length === 0);
    expect(ticks).toBe(dashCooldownTicks);
  });

  test("a press within the cooldown is lost", () => {
    const world = lone();
    play(world, { 0: DASH });
    play(world, {}, dashCooldownTicks - 3);
    play(world, { 0: DASH });
    expect(eventsOf(play(world, { 0: DASH }, 10), "dash")).toEqual([]);
  });

  test("does not start for the dead", () => {
    const world = lone();
    world.components.Skiff.isAlive[skiffEntity(0)] = 0;
    world.components.Skiff.respawnTick[skiffEntity(0)] = world.tick + 9;
    expect(play(world, { 0: DASH })).toEqual([]);
  });
});

test("nobody steers while all are frozen: speeds are taken, presses do nothing", () => {
  const world = lone();
  put(world, 0, { x: 400, y: 500, velocityX: 300 });
  world.match.phase = "countdown";
  world.match.endTick = world.tick + 5;
  expect(play(world, { 0: { ...DASH, moveX: 7 } }, 4)).toEqual([]);
  expect(skiffOf(world, 0)).toMatchObject({ x: 400, velocityX: 0 });
  play(world, { 0: { ...DASH, moveX: 7 } });
  expect(speedOf(world)).toBeGreaterThan(0);
});
