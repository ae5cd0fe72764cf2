import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { createHall } from "../../tests/harness/fuzzMatch.ts";
import { pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { plain } from "../../tests/harness/sender.ts";
import { WatchedHall } from "../../tests/harness/watchedHall.ts";
import type { Watcher } from "../../tests/harness/watcher.ts";
import { capture, createSnapshot } from "#shared/protocol/snapshot.ts";
import { createLegs, flyOneTick, launchFlight, type Flight } from "#shared/sim/arena/flight.ts";
import type { FireEvent } from "#shared/sim/events.ts";
import { WEAPONS } from "#shared/sim/tuning.ts";
import { boltsInFlight, seatedSkiffs, slotOf } from "#shared/sim/world.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { HARD_BYTES } from "./broadcast.ts";
import { ENTER_MARGIN_PX, LEAVE_MARGIN_PX } from "./interest.ts";

const SEED = pickSeed();
const LEGS = createLegs();

const createHallOf = (sizePx: number, seats: number, watching: number) =>
  new WatchedHall({ seed: SEED, arena: createHall(sizePx), seats, watching });

/** What can wait may have waited for the next snapshot. */
function isFull({ bodies }: Watcher): boolean {
  return bodies.at(-1)!.length > 250;
}

/** What a watcher holds is true, has all that he can see, and nothing beyond the margin. */
function compareSight(hall: WatchedHall, watcher: Watcher, mayWait: boolean): number {
  const { world, source } = hall.match;
  const { snapshot } = watcher.last;
  const truth = createSnapshot(world.seats);
  capture(source, truth);
  const rows = plain(snapshot.skiffs);
  plain(truth.skiffs).forEach((row, slot) => {
    if (rows[slot] !== undefined) assert.deepEqual(rows[slot], row, `slot ${slot}`);
  });
  const { Position } = world.components;
  for (const skiff of seatedSkiffs(world)) {
    const slot = slotOf(skiff);
    const px = hall.pxOutside(watcher.viewer.slot, Position.x[skiff]!, Position.y[skiff]!);
    const isTold = rows[slot] !== undefined;
    if (slot === watcher.viewer.slot) assert.ok(isTold, "the own skiff");
    else if (px <= ENTER_MARGIN_PX) assert.ok(isTold || mayWait, `slot ${slot} is in sight`);
    else if (px > LEAVE_MARGIN_PX) assert.ok(!isTold, `slot ${slot} is ${px} px out of sight`);
  }
  comparePads(hall, watcher);
  return rows.filter((row) => row !== undefined).length;
}

function comparePads(hall: WatchedHall, { last, viewer }: Watcher): void {
  hall.match.world.arena.source.pads.forEach(({ x, y }, index) => {
    const px = hall.pxOutside(viewer.slot, x, y);
    const isTold = last.snapshot.pads.isPresent[index] === 1;
    if (px <= ENTER_MARGIN_PX) assert.ok(isTold);
    else if (px > LEAVE_MARGIN_PX) assert.ok(!isTold);
  });
}

describe(`who gets what, in a hall of many screens (FUZZ_SEED=${SEED})`, () => {
  test.each([
    ["a few in a hall of nine screens", 4000, 40],
    ["a crowd that pushes at every border", 2000, 64],
  ])(
    "%s: all in sight, nothing beyond the margin, and what is told is so",
    (_name, size, seats) => {
      const hall = createHallOf(size, seats, 6);
      let told = 0;
      for (let i = 0; i < fuzzRuns(150); i++) {
        hall.run();
        for (const watcher of hall.watchers) {
          if (watcher.last.snapshot.tick !== hall.match.world.tick) continue;
          // Whom a keyframe or a jump brings into sight all at once may come with the next snapshots.
          const mayWait = isFull(watcher);
          told += compareSight(hall, watcher, mayWait);
          expect(watcher.bodies.at(-1)!.length).toBeLessThanOrEqual(HARD_BYTES);
        }
      }
      expect(told).toBeGreaterThan(1000);
    },
  );

  test("every bolt on somebody's screen flies there as it does here", () => {
    const hall = createHallOf(4000, 60, 4);
    const { world } = hall.match;
    const flown = hall.watchers.map(() => new Map<string, Flown>());
    let compared = 0;
    for (let i = 0; i < fuzzRuns(120); i++) {
      hall.watchers.forEach((watcher, w) => learn(flown[w]!, watcher));
      hall.run(true);
      hall.watchers.forEach((watcher, w) => {
        learn(flown[w]!, watcher);
        for (const bolt of flown[w]!.values()) fly(hall, bolt);
        compared += compareBolts(hall, watcher, flown[w]!);
      });
      expect(world.tick % TICKS_PER_SNAPSHOT).toBe(0);
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

type Flown = Flight & { tick: number };

function learn(flown: Map<string, Flown>, { last }: Watcher): void {
  for (const { tick, event } of last.events) if (event.type === "fire") launch(flown, event, tick);
}

function launch(flown: Map<string, Flown>, event: FireEvent, tick: number): void {
  const row = WEAPONS[event.weapon]!;
  const key = `${event.slot} ${tick}`;
  if (row.kind !== "bolt" || flown.has(key)) return;
  const flight = { x: 0, y: 0, directionX: 0, directionY: 0, bounces: 0, hasEnded: false };
  launchFlight(flight, event.x, event.y, event.angle);
  flown.set(key, { ...flight, tick: tick - 1 });
}

function fly({ match: { world } }: WatchedHall, bolt: Flown): void {
  while (bolt.tick < world.tick && !bolt.hasEnded) {
    flyOneTick(world.arena, bolt, WEAPONS[0]!, LEGS);
    bolt.tick += 1;
  }
}

function compareBolts(hall: WatchedHall, watcher: Watcher, flown: Map<string, Flown>): number {
  const { Bolt, Position } = hall.match.world.components;
  let compared = 0;
  for (const bolt of boltsInFlight(hall.match.world)) {
    const [x, y] = [Position.x[bolt]!, Position.y[bolt]!];
    if (hall.pxOutside(watcher.viewer.slot, x, y) > 0) continue;
    const there = flown.get(`${Bolt.owner[bolt]!} ${Bolt.firedTick[bolt]!}`);
    if (there === undefined && isFull(watcher)) continue;
    assert.ok(there, `a bolt at ${x}, ${y} of slot ${Bolt.owner[bolt]!} is not told of`);
    assert.deepEqual([there.x, there.y, there.bounces], [x, y, Bolt.bounces[bolt]]);
    compared += 1;
  }
  return compared;
}
