import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { arenaOf, points, spawnsAt } from "../../tests/harness/arenas.ts";
import type { FuzzMatch } from "../../tests/harness/fuzzMatch.ts";
import { pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { play, put, type Presses } from "../../tests/harness/table.ts";
import { WatchedHall } from "../../tests/harness/watchedHall.ts";
import { Watcher } from "../../tests/harness/watcher.ts";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { buildArena, castRay, hasLineOfSight } from "#shared/sim/arena/geometry.ts";
import { Button } from "#shared/sim/input.ts";
import { joinWorld, leaveWorld } from "#shared/sim/seating.ts";
import { createWorld, seatedSkiffs, skiffEntity, slotOf } from "#shared/sim/world.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Broadcaster } from "./broadcast.ts";
import { HEARD_TICKS, REMEMBER_TICKS, SIGHT_REACH_PX, SNAPSHOTS_PER_LOOK } from "./sight.ts";

const SEED = pickSeed();
const SEATS = 10;
const WATCHING = 5;
/** Ticks for which somebody may go on being told of whom he does not see any more. */
const FORGOTTEN_TICKS = REMEMBER_TICKS + (SNAPSHOTS_PER_LOOK + 1) * TICKS_PER_SNAPSHOT;

/** Four rooms about a crossing, no larger than a screen: what is not told is hidden by walls alone. */
const ROOMS = arenaOf({
  width: 1240,
  height: 680,
  walls: [
    points([520, 0], [560, 0], [560, 270], [520, 270]),
    points([680, 0], [720, 0], [720, 270], [680, 270]),
    points([520, 410], [560, 410], [560, 680], [520, 680]),
    points([680, 410], [720, 410], [720, 680], [680, 680]),
    points([0, 320], [330, 320], [330, 360], [0, 360]),
    points([910, 320], [1240, 320], [1240, 360], [910, 360]),
  ],
  spawns: spawnsAt([100, 100], [1140, 100], [100, 580], [1140, 580], [300, 200], [900, 500]),
});
const ARENA = buildArena(ROOMS);

interface Eye {
  x: number;
  y: number;
}

/** What everybody could see and hear, tick by tick, by the walls of the simulation alone. */
class Oracle {
  readonly heardTicks = new Map<number, number>();
  /** The last tick in which one might have come to see another. */
  readonly #mayTicks = new Map<string, number>();
  #corners: Eye[][] = [];

  note({ world }: FuzzMatch): void {
    for (const event of world.events)
      if (event.type === "fire") this.heardTicks.set(event.slot, world.tick);
    if (world.tick % TICKS_PER_SNAPSHOT !== 0) return;
    const { x, y } = world.components.Position;
    const skiffs = seatedSkiffs(world);
    this.#corners = [];
    for (const skiff of skiffs)
      this.#corners[slotOf(skiff)] = reachOf({ x: x[skiff]!, y: y[skiff]! });
    for (let viewer = 0; viewer < WATCHING; viewer++) {
      for (const other of skiffs.map(slotOf))
        if (this.#mayCome(viewer, other)) this.#mayTicks.set(`${viewer} ${other}`, world.tick);
    }
  }

  /** Whether there is any excuse to tell one of another at `tick`. */
  excuses(viewer: number, other: number, tick: number): boolean {
    const heardTick = this.heardTicks.get(other) ?? -Infinity;
    const mayTick = this.#mayTicks.get(`${viewer} ${other}`) ?? -Infinity;
    return tick - heardTick <= HEARD_TICKS || tick - mayTick <= FORGOTTEN_TICKS;
  }

  #mayCome(viewer: number, other: number): boolean {
    return this.#corners[viewer]!.some((from) =>
      this.#corners[other]!.some((to) => hasLineOfSight(ARENA, from.x, from.y, to.x, to.y)),
    );
  }
}

/** Places that somebody may soon look from, or be seen at: more of them than the server tries. */
function reachOf({ x, y }: Eye): Eye[] {
  const hit = { segment: -1, share: 1 };
  const steps = Array.from({ length: 16 }, (_, i) => {
    const dx = Math.cos((i * Math.PI) / 8) * SIGHT_REACH_PX;
    const dy = Math.sin((i * Math.PI) / 8) * SIGHT_REACH_PX;
    castRay(ARENA, ARENA.all, x, y, dx, dy, hit);
    const share = hit.segment < 0 ? 1 : hit.share * 0.98;
    return [0.5, 1].map((part) => ({ x: x + dx * share * part, y: y + dy * share * part }));
  });
  return [{ x, y }, ...steps.flat()];
}

interface Counts {
  seen: number;
  told: number;
  hidden: number;
}

/** Whom a watcher is told of, against whom he sees. */
function compare(hall: WatchedHall, watcher: Watcher, oracle: Oracle, counts: Counts): void {
  const { world } = hall.match;
  const { x, y } = world.components.Position;
  const { slot } = watcher.viewer;
  const own = seatedSkiffs(world).find((skiff) => slotOf(skiff) === slot)!;
  for (const skiff of seatedSkiffs(world)) {
    const other = slotOf(skiff);
    if (other === slot || hall.pxOutside(slot, x[skiff]!, y[skiff]!) > 0) continue;
    const isTold = watcher.last.snapshot.skiffs.isPresent[other] === 1;
    const isSeen = hasLineOfSight(ARENA, x[own]!, y[own]!, x[skiff]!, y[skiff]!);
    assert.ok(isTold || !isSeen, `${slot} sees ${other} and is not told of it at ${world.tick}`);
    const isExcused = oracle.excuses(slot, other, world.tick);
    assert.ok(isExcused || !isTold, `${slot} is told of ${other}, hidden, at ${world.tick}`);
    if (isSeen) counts.seen += 1;
    if (isTold) counts.told += 1;
    else counts.hidden += 1;
  }
}

/** Two in the dark, and how an interval passes there. */
function openDark(arena: ArenaSource) {
  const world = createWorld({ arena, seed: 1, tick: 1000 });
  world.match.phase = "playing";
  world.match.endTick = 0;
  const counters = { snapshotSent: () => undefined, snapshotSkipped: () => undefined };
  const broadcaster = new Broadcaster(counters, world, true);
  for (const slot of [0, 1]) joinWorld(world, slot);
  const run = (watchers: readonly Watcher[], presses: Presses = {}) => {
    for (let i = 0; i < TICKS_PER_SNAPSHOT; i++) {
      play(world, presses);
      broadcaster.noteTick();
    }
    broadcaster.broadcast(() => ({ isAway: false, pingMs: 0 }), watchers);
  };
  return { world, broadcaster, run };
}

describe(`in a dark hall (FUZZ_SEED=${SEED})`, () => {
  test("everybody is told of whom he sees, and of nobody who could not be seen or heard", () => {
    const oracle = new Oracle();
    const hall = new WatchedHall({
      seed: SEED,
      arena: ROOMS,
      seats: SEATS,
      watching: WATCHING,
      isDark: true,
      onTick: (match) => oracle.note(match),
    });
    const counts = { seen: 0, told: 0, hidden: 0 };
    for (let i = 0; i < fuzzRuns(200); i++) {
      hall.run(true);
      for (const watcher of hall.watchers) compare(hall, watcher, oracle, counts);
    }
    expect(counts.seen).toBeGreaterThan(500);
    expect(counts.hidden).toBeGreaterThan(10);
  });

  test("who gets the seat of somebody is not known of for what that one did, and does not know what that one knew", () => {
    const { world, broadcaster, run } = openDark(ROOMS);
    // In the same room, and then in two.
    put(world, 0, { x: 60, y: 60 });
    put(world, 1, { x: 260, y: 60 });
    const watcher = new Watcher(0, world);
    run([watcher], { 1: { buttons: Button.fire, aim: 49_152 } });
    expect(watcher.last.snapshot.skiffs.isPresent[1]).toBe(1);
    leaveWorld(world, 1);
    broadcaster.noteLeft(1);
    joinWorld(world, 1);
    put(world, 1, { x: 60, y: 620 });
    const newcomer = new Watcher(1, world);
    run([watcher, newcomer]);
    expect(watcher.last.snapshot.skiffs.isPresent[1]).toBe(0);
    expect(newcomer.last.snapshot.skiffs.isPresent[0]).toBe(0);
  });

  test("who saw somebody go down is not told where he comes back, if he does not see that", () => {
    const { world, run } = openDark(ROOMS);
    const { Skiff } = world.components;
    put(world, 0, { x: 60, y: 60 });
    put(world, 1, { x: 260, y: 60 });
    const watcher = new Watcher(0, world);
    const isTold = () => {
      run([watcher]);
      return watcher.last.snapshot.skiffs.isPresent[1];
    };
    Skiff.isAlive[skiffEntity(1)] = 0;
    Skiff.respawnTick[skiffEntity(1)] = world.tick + 100;
    for (let i = 0; i < 10; i++) expect(isTold()).toBe(1);
    Skiff.isAlive[skiffEntity(1)] = 1;
    put(world, 1, { x: 60, y: 620 });
    for (let i = 0; i < 10; i++) expect(isTold()).toBe(0);
  });

  test.each([
    ["told to whoever sees him", { x: 1180, y: 60 }, 1],
    ["not told to whoever does not, and has the pad on his screen", { x: 60, y: 60 }, 0],
  ])("who takes what lies on a pad is %s", (_, place, count) => {
    const { world, run } = openDark({ ...ROOMS, pads: [{ kind: 0, x: 980, y: 60 }] });
    const { health } = world.components.Skiff;
    put(world, 0, place);
    put(world, 1, { x: 980, y: 160 });
    const watcher = new Watcher(0, world);
    run([watcher]);
    health[skiffEntity(1)] = 50;
    put(world, 1, { x: 980, y: 60 });
    run([watcher]);
    expect(health[skiffEntity(1)]).toBeGreaterThan(50);
    expect(watcher.last.snapshot.pads.isPresent[0]).toBe(1);
    expect(watcher.last.events.filter(({ event }) => event.type === "pickup")).toHaveLength(count);
  });

  test("in the light nobody is hidden", () => {
    const hall = new WatchedHall({ seed: SEED, arena: ROOMS, seats: SEATS, watching: 1 });
    const [watcher] = hall.watchers as [Watcher];
    for (let i = 0; i < 30; i++) {
      hall.run(true);
      expect(watcher.last.snapshot.skiffs.isPresent.indexOf(0)).toBe(SEATS);
    }
  });
});
