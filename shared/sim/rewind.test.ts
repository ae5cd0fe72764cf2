import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arenaOf, SQUARE } from "../../tests/harness/arenas.ts";
import { emptyTable, eventsOf, play, put, skiffOf, tableWith } from "../../tests/harness/table.ts";
import { checkpoint, restore } from "./checkpoint.ts";
import { hashWorld } from "./hash.ts";
import { askWeapon, Button, MOVE_MAX, REWIND_STEPS_PER_TICK, type TickInput } from "./input.ts";
import { onPositionGrid } from "./math.ts";
import { findPlaceBefore, MOST_REWIND } from "./rewind.ts";
import { joinWorld, leaveWorld } from "./seating.ts";
import { step } from "./step.ts";
import { RAIL, REWIND, SKIFF } from "./tuning.ts";
import { skiffEntity, type World } from "./world.ts";

const HALL = arenaOf({ width: 2000, height: 1000 });
const DOWN = 16_384;
const rail = (aim: number, rewindTicks = 0): TickInput => ({
  buttons: askWeapon(Button.fire, RAIL),
  moveX: 0,
  moveY: 0,
  aim,
  rewind: rewindTicks * REWIND_STEPS_PER_TICK,
});

/** A shooter at (400, 100) with a rail, and a target below it at (400, 500) that went right for 20 ticks. */
function passingBy(): World {
  const world = tableWith(
    [
      { x: 400, y: 100 },
      { x: 400 - 20 * 5, y: 500, velocityX: 300 },
    ],
    HALL,
  );
  arm(world, 0);
  play(world, { 1: { moveX: MOVE_MAX } }, 20);
  return world;
}

function arm(world: World, slot: number): void {
  world.components.Ammo[RAIL]![skiffEntity(slot)] = 200;
  world.components.Skiff.shieldEndTick[skiffEntity(slot)] = 0;
}

/** Whom a shot straight down hits, the target going on. */
function strike(world: World, rewindTicks: number): number[] {
  const happened = play(world, { 0: rail(DOWN, rewindTicks), 1: { moveX: MOVE_MAX } });
  expect(eventsOf(happened, "fire")).toHaveLength(1);
  return eventsOf(happened, "hit").map(({ victim }) => victim);
}

describe("where somebody was", () => {
  test("is where he was seen: on a tick to the bit, between two on the straight line", () => {
    const rewind = fc.integer({ min: 0, max: MOST_REWIND });
    const turns = fc.array(fc.integer({ min: -MOVE_MAX, max: MOVE_MAX }), {
      minLength: 30,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rewind, turns, (parts, moves) => {
        const world = tableWith([{ x: 300, y: 200, velocityX: 290 }]);
        const xs = new Map([[world.tick, skiffOf(world, 0).x]]);
        for (const moveX of moves) {
          play(world, { 0: { moveX } });
          xs.set(world.tick, skiffOf(world, 0).x);
        }
        // As in the midst of the next tick, when everybody has moved.
        world.tick += 1;
        put(world, 0, { x: xs.get(world.tick - 1)! + 3, y: 200 });
        xs.set(world.tick, skiffOf(world, 0).x);
        const place = { x: 0, y: 0 };
        expect(findPlaceBefore(world, skiffEntity(0), parts, place)).toBe(true);
        const at = world.tick - parts / REWIND_STEPS_PER_TICK;
        const [from, to] = [xs.get(Math.floor(at))!, xs.get(Math.ceil(at))!];
        expect(place.x).toBe(onPositionGrid(from + (to - from) * (at - Math.floor(at))));
      }),
    );
  });

  test("is kept for longer than anybody may look back, and no dash is followed by another in that time", () => {
    expect(REWIND.keptTicks).toBeGreaterThan(REWIND.mostTicks);
    expect(SKIFF.dashCooldownTicks).toBeGreaterThan(REWIND.mostTicks + SKIFF.dashImmuneTicks);
    expect(MOST_REWIND).toBe(15 * REWIND_STEPS_PER_TICK);
  });
});

describe("a rail", () => {
  test("hits where its shooter saw the target, and not where it has gone since (B56)", () => {
    // The target was straight below the shooter at the beginning, and is 5 px a tick further now.
    const there = passingBy();
    expect(skiffOf(there, 1).x).toBeCloseTo(400, 0);
    for (const ticks of [5, 8, 12, 15]) {
      const world = passingBy();
      play(world, { 1: { moveX: MOVE_MAX } }, ticks);
      const again = emptyTable(HALL);
      restore(again, checkpoint(world));
      expect(strike(world, ticks)).toEqual([1]);
      // 21 px is what a circle and a beam are wide.
      expect(strike(again, 0)).toEqual([]);
    }
  });

  test("aimed at where the target is now misses one that was seen elsewhere", () => {
    const world = passingBy();
    expect(strike(world, 10)).toEqual([]);
  });

  test("has its shooter at his own place of now", () => {
    const world = passingBy();
    const { x, y } = skiffOf(world, 0);
    expect(eventsOf(play(world, { 0: rail(DOWN, 12) }), "fire")[0]).toMatchObject({ x, y });
  });
});

describe("what counts of now, wherever somebody was seen (B57):", () => {
  test("a dash beats the shot", () => {
    for (let ago = 0; ago < SKIFF.dashImmuneTicks; ago++) {
      const world = passingBy();
      play(world, { 1: { moveX: MOVE_MAX, buttons: Button.dash } }, ago + 1);
      const happened = play(world, { 0: rail(DOWN, ago + 2) });
      // In the last of these ticks the dash is that old.
      const isOver = ago + 1 >= SKIFF.dashImmuneTicks;
      expect([ago, eventsOf(happened, "hit").length]).toEqual([ago, Number(isOver)]);
    }
  });

  test("and what was seen in the untouchable part of a dash was not there to be hit", () => {
    const world = passingBy();
    play(world, { 1: { buttons: Button.dash, moveY: MOVE_MAX } });
    const dashTick = world.tick;
    play(world, {}, 10);
    const hits = [12, 11.5, 11, 10, 7, 6, 5.5, 5, 4].map((ticks) => {
      const copy = emptyTable(HALL);
      restore(copy, checkpoint(world));
      const seen = copy.tick + 1 - ticks - dashTick;
      return [seen, eventsOf(play(copy, { 0: rail(DOWN, ticks) }), "hit").length];
    });
    expect(hits).toEqual([
      [-1, 1],
      [-0.5, 1],
      [0, 0],
      [1, 0],
      [4, 0],
      [5, 0],
      [5.5, 0],
      [6, 1],
      [7, 1],
    ]);
  });

  test("a shield takes it", () => {
    const world = passingBy();
    world.components.Skiff.shieldEndTick[skiffEntity(1)] = world.tick + 5;
    const happened = play(world, { 0: rail(DOWN, 1) });
    expect(eventsOf(happened, "hit")).toMatchObject([{ victim: 1, damage: 0 }]);
  });

  test("the dead are not hit where they lived, nor do they shoot any more", () => {
    const world = passingBy();
    const skiff = skiffEntity(1);
    world.components.Skiff.isAlive[skiff] = 0;
    world.components.Skiff.respawnTick[skiff] = world.tick + 100;
    expect(strike(world, 2)).toEqual([]);
    arm(world, 1);
    expect(eventsOf(play(world, { 1: rail(0, 15) }), "fire")).toEqual([]);
  });

  test("two who shoot each other in one tick both die", () => {
    const world = passingBy();
    arm(world, 1);
    for (const slot of [0, 1]) world.components.Skiff.health[skiffEntity(slot)] = 1;
    const happened = play(world, { 0: rail(DOWN, 1), 1: rail(-DOWN & 0xffff, 1) });
    expect(new Set(eventsOf(happened, "death").map(({ victim }) => victim))).toEqual(
      new Set([0, 1]),
    );
  });
});

describe("nobody is hit in a place that he did not come from on his way (B57):", () => {
  /** What a shot at the old place hits, `rewindTicks` back, `ago` ticks after the target was put elsewhere. */
  function strikeAfter(ago: number, rewindTicks: number): number {
    const world = passingBy();
    put(world, 1, { x: 1500, y: 800 });
    play(world, {}, ago);
    return eventsOf(play(world, { 0: rail(DOWN, rewindTicks) }), "hit").length;
  }

  test("not where he was before he was put elsewhere", () => {
    for (const ago of [1, 3, 8])
      for (let back = 0; back <= REWIND.mostTicks; back++) expect(strikeAfter(ago, back)).toBe(0);
  });

  test("not between there and here either", () => {
    const world = passingBy();
    put(world, 1, { x: 400 + 4 * 18, y: 500 });
    play(world, {}, 2);
    const half = { ...rail(DOWN), rewind: 2.5 * REWIND_STEPS_PER_TICK };
    expect(eventsOf(play(world, { 0: half }), "hit")).toEqual([]);
  });

  /** A shooter above the only spawn point, and a target on it. */
  function atTheSpawn(): World {
    const world = tableWith(
      [
        { x: 1000, y: 100 },
        { x: 1000, y: 500 },
      ],
      HALL,
    );
    arm(world, 0);
    play(world, {}, 20);
    return world;
  }

  /** For each of these ages at which he is seen, whether a shot at the spawn point hits. */
  function strikesAt(world: World, ages: readonly number[]): number[] {
    return ages.map((age) => {
      const copy = emptyTable(HALL);
      restore(copy, checkpoint(world));
      return eventsOf(play(copy, { 0: rail(DOWN, age) }), "hit").length;
    });
  }

  test("not before he came back from the dead, though he came back where he had died", () => {
    const world = atTheSpawn();
    const skiff = skiffEntity(1);
    world.components.Skiff.isAlive[skiff] = 0;
    world.components.Skiff.respawnTick[skiff] = world.tick + 3;
    expect(eventsOf(play(world, {}, 3), "spawn")).toHaveLength(1);
    play(world, {}, 4);
    // In the tick of the shot that was 5 ticks ago.
    expect(strikesAt(world, [0, 4, 4.5, 5, 5.5, 6, 7, 8, 9, 15])).toEqual([
      1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
    ]);
  });

  test("not before he joined, though somebody else had been there on his seat", () => {
    const world = atTheSpawn();
    leaveWorld(world, 1);
    joinWorld(world, 1);
    expect(skiffOf(world, 1)).toMatchObject({ x: 1000, y: 500 });
    expect(strikesAt(world, [0, 0.5, 1, 2, 15])).toEqual([1, 0, 0, 0, 0]);
    play(world, {}, 2);
    expect(strikesAt(world, [0, 1, 2, 2.5, 3, 15])).toEqual([1, 1, 1, 0, 0, 0]);
  });

  test("but a skiff at its greatest speed is on its way", () => {
    const world = passingBy();
    play(world, { 1: { buttons: Button.dash, moveX: MOVE_MAX } }, 9);
    expect(strike(world, 10)).toEqual([1]);
  });
});

test("a match of rails goes on alike from a checkpoint of every tick, whatever is rewound", () => {
  const press = fc.record({
    buttons: fc.constantFrom(0, Button.dash, askWeapon(Button.fire, RAIL)),
    moveX: fc.integer({ min: -MOVE_MAX, max: MOVE_MAX }),
    moveY: fc.integer({ min: -MOVE_MAX, max: MOVE_MAX }),
    aim: fc.integer({ min: 0, max: 0xffff }),
    rewind: fc.integer({ min: 0, max: MOST_REWIND }),
  });
  const ticks = fc.array(fc.tuple(press, press, press, press), { minLength: 20, maxLength: 40 });
  let hits = 0;
  fc.assert(
    fc.property(ticks, (presses) => {
      const world = tableWith(Array.from({ length: 4 }, (_, i) => ({ x: 200 + i * 80, y: 240 })));
      const again = emptyTable(SQUARE, 5);
      restore(again, checkpoint(world));
      for (const inputs of presses) {
        for (let slot = 0; slot < 4; slot++) {
          arm(world, slot);
          world.components.Skiff.nextShotTick[skiffEntity(slot)] = 0;
        }
        restore(again, checkpoint(world));
        for (const each of [world, again]) step(each, inputs);
        expect(hashWorld(again)).toBe(hashWorld(world));
        expect(again.events).toEqual(world.events);
        hits += eventsOf(world.events, "hit").length;
      }
    }),
  );
  expect(hits).toBeGreaterThan(200);
});
