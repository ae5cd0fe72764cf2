import { describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { emptyTable, play, put, skiffOf, tableWith } from "../../tests/harness/table.ts";
import { hashWorld } from "./hash.ts";
import { Button } from "./input.ts";
import { joinWorld, leaveWorld } from "./seating.ts";
import { DEFAULT_SEATS, MAX_SEATS } from "./tuning.ts";
import {
  boltsInFlight,
  createWorld,
  isSeated,
  seatedSkiffs,
  skiffEntity,
  slotOf,
} from "./world.ts";

describe("joinWorld", () => {
  test("puts a skiff into the arena at once and says so", () => {
    const world = emptyTable();
    joinWorld(world, 5);
    expect(isSeated(world, 5)).toBe(true);
    expect(seatedSkiffs(world).map(slotOf)).toEqual([5]);
    expect(skiffOf(world, 5)).toMatchObject({ isAlive: true, score: 0, killer: -1 });
    expect(world.events).toMatchObject([{ type: "spawn", slot: 5 }]);
  });

  test("refuses a slot that is taken or is none", () => {
    const world = emptyTable();
    joinWorld(world, 0);
    for (const slot of [0, -1, DEFAULT_SEATS, 1.5, NaN])
      expect(() => joinWorld(world, slot)).toThrow(RangeError);
    expect(seatedSkiffs(world)).toHaveLength(1);
  });

  test("takes every slot there is", () => {
    const world = emptyTable();
    for (let slot = DEFAULT_SEATS - 1; slot >= 0; slot--) joinWorld(world, slot);
    expect(seatedSkiffs(world).map(slotOf)).toEqual(
      Array.from({ length: DEFAULT_SEATS }, (_, i) => i),
    );
  });

  test("knows no slot beyond the world's own seats", () => {
    const small = createWorld({ arena: SQUARE, seed: 1, seats: 3 });
    expect(() => joinWorld(small, 3)).toThrow(RangeError);
    joinWorld(small, 2);
    const big = createWorld({ arena: SQUARE, seed: 1, seats: MAX_SEATS });
    joinWorld(big, MAX_SEATS - 1);
    expect(seatedSkiffs(big).map(slotOf)).toEqual([MAX_SEATS - 1]);
  });

  test("has nothing of who had the slot before", () => {
    const used = tableWith([{ x: 100, y: 100 }]);
    const fresh = emptyTable();
    play(used, { 0: { buttons: Button.fire | Button.dash, moveX: 5, aim: 999 } }, 40);
    used.components.Score.score[skiffEntity(0)] = 7;
    leaveWorld(used, 0);
    used.randomState = fresh.randomState;
    used.tick = fresh.tick;
    for (const world of [used, fresh]) joinWorld(world, 0);
    expect(hashWorld(used)).toBe(hashWorld(fresh));
  });
});

describe("leaveWorld", () => {
  test("takes the skiff and its bolts, and nobody else's", () => {
    const world = tableWith([
      { x: 100, y: 100 },
      { x: 100, y: 300 },
    ]);
    play(world, { 0: { buttons: Button.fire }, 1: { buttons: Button.fire } }, 12);
    expect(boltsInFlight(world)).toHaveLength(4);
    leaveWorld(world, 0);
    expect(isSeated(world, 0)).toBe(false);
    expect(boltsInFlight(world).map((bolt) => world.components.Bolt.owner[bolt])).toEqual([1, 1]);
    expect(seatedSkiffs(world).map(slotOf)).toEqual([1]);
  });

  test("leaves to who gets the slot nothing of what he did to others", () => {
    const world = tableWith([
      { x: 100, y: 100 },
      { x: 100, y: 300 },
      { x: 300, y: 100 },
    ]);
    const { Score, Skiff } = world.components;
    Skiff.health[skiffEntity(0)] = 20;
    play(world, { 1: { buttons: Button.fire, aim: 49_152 } });
    play(world, {}, 20);
    expect(skiffOf(world, 0).health).toBe(6);
    leaveWorld(world, 1);
    joinWorld(world, 1);
    put(world, 0, { x: 100, y: 100 });
    put(world, 1, { x: 500, y: 500 });
    play(world, { 2: { buttons: Button.fire, aim: 32_768 } });
    play(world, {}, 20);
    expect(skiffOf(world, 0)).toMatchObject({ isAlive: false, killer: 2 });
    expect([1, 2].map((slot) => Score.assists[skiffEntity(slot)])).toEqual([0, 0]);
    leaveWorld(world, 2);
    joinWorld(world, 2);
    expect(skiffOf(world, 0).killer).toBe(-1);
  });

  test("leaves his share to whoever had hurt him before", () => {
    const world = tableWith([0, 1, 2, 3].map((slot) => ({ x: 100 + 100 * slot, y: 100 })));
    const { Harm, Score, Skiff } = world.components;
    const victim = skiffEntity(0);
    Object.assign(Harm.by, { [victim]: 2 });
    Object.assign(Harm.byBefore, { [victim]: 3 });
    for (const store of [Harm.tick, Harm.tickBefore]) store[victim] = world.tick;
    Skiff.health[victim] = 1;
    leaveWorld(world, 2);
    play(world, { 1: { buttons: Button.fire, aim: 32_768 } });
    play(world, {}, 10);
    expect(skiffOf(world, 0).isAlive).toBe(false);
    expect(Score.assists[skiffEntity(3)]).toBe(1);
  });

  test("does nothing when nobody has the slot", () => {
    const world = tableWith([{ x: 100, y: 100 }]);
    const before = hashWorld(world);
    leaveWorld(world, 1);
    leaveWorld(world, 99);
    expect(hashWorld(world)).toBe(before);
  });
});
