import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { createHall, FuzzMatch } from "../../tests/harness/fuzzMatch.ts";
import { pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { CROWDED, NOTCHED, SQUARE, WEDGE } from "../../tests/harness/arenas.ts";
import type { ArenaSource } from "../sim/arena/arena.ts";
import { DEFAULT_RULES, SKIFF } from "../sim/tuning.ts";
import { skiffEntity } from "../sim/world.ts";
import { FORESEEN_TICKS, Foresight, type Course } from "./foresight.ts";
import { fieldIndex, moveNumber, SKIFF_FIELDS } from "./replicated.ts";
import { capture, createSnapshot, type Snapshot } from "./snapshot.ts";

const SEED = pickSeed();
const WIDTH = SKIFF_FIELDS.length;
const field = (name: string) => fieldIndex(SKIFF_FIELDS, name);
const KINETICS = ["x", "y", "velocityX", "velocityY"].map(field);
const REST = moveNumber(0, 0);

function kineticsIn(values: Int32Array, slot: number): number[] {
  return KINETICS.map((f) => values[slot * WIDTH + f]!);
}

/** What can be foreseen of one interval of a match, and who was in the way of what cannot. */
class Interval {
  readonly match: FuzzMatch;
  readonly base: Snapshot;
  readonly now: Snapshot;
  readonly courses = new Map<number, Partial<Course>>();
  /** What nobody foresees: hits, lives that began, what was pressed twice in between. */
  readonly odd = new Set<number>();
  dashes = 0;
  shots = 0;

  constructor(match: FuzzMatch) {
    this.match = match;
    this.base = createSnapshot();
    this.now = createSnapshot();
    capture(match.source, this.base);
    this.#tick();
    this.#tick();
    capture(match.source, this.now);
    for (let slot = 0; slot < 64; slot++) this.#conclude(slot);
  }

  #courseOf(slot: number): Partial<Course> {
    if (!this.courses.has(slot)) this.courses.set(slot, {});
    return this.courses.get(slot)!;
  }

  #tick(): void {
    const { world } = this.match;
    this.match.tick();
    for (const event of world.events) {
      if (event.type === "hit") this.odd.add(event.victim);
      if (event.type === "spawn") this.odd.add(event.slot);
      if (event.type === "dash") this.#courseOf(event.slot).dashTick = world.tick;
      if (event.type !== "fire") continue;
      const course = this.#courseOf(event.slot);
      if (course.fireTick !== undefined) this.odd.add(event.slot);
      course.fireTick = world.tick;
      course.fireWeapon = event.weapon;
      course.fireAngle = event.angle;
    }
    this.dashes += world.events.filter(({ type }) => type === "dash").length;
    this.shots += world.events.filter(({ type }) => type === "fire").length;
  }

  #conclude(slot: number): void {
    const course = this.#courseOf(slot);
    const [from, to] = [this.base, this.now].map(({ skiffs }) => skiffs.values);
    const before = from![slot * WIDTH + field("move")]!;
    const after = to![slot * WIDTH + field("move")]!;
    const between = this.match.midMoves[slot]!;
    course.move = after;
    course.moveTick = between === before ? this.now.tick : 0;
    course.aim = to![slot * WIDTH + field("aim")]!;
    if (between !== before && between !== after) this.odd.add(slot);
    // Where a dash without a stick leads is known to a step of the seen aim only.
    if (course.dashTick !== undefined && [before, between, after].includes(REST))
      this.odd.add(slot);
  }

  /** Whoever one who is odd may have pushed is odd too, and whom that one may have pushed. */
  spreadOddity(): void {
    for (let round = 0; round < 2; round++) {
      for (const slot of Array.from(this.odd)) {
        for (let other = 0; other < 64; other++)
          if (this.#mayTouch(slot, other)) this.odd.add(other);
      }
    }
  }

  #mayTouch(slot: number, other: number): boolean {
    const reach = (2 * SKIFF.radiusPx + 2 * 20) * 256;
    return [this.base, this.now].some(({ skiffs }) => {
      const [x, y] = kineticsIn(skiffs.values, slot);
      const [otherX, otherY] = kineticsIn(skiffs.values, other);
      return Math.abs(x! - otherX!) < reach && Math.abs(y! - otherY!) < reach;
    });
  }

  isKnown(slot: number): boolean {
    return (
      this.base.skiffs.isPresent[slot] === 1 &&
      this.now.skiffs.isPresent[slot] === 1 &&
      !this.odd.has(slot)
    );
  }
}

function foresee(foresight: Foresight, interval: Interval): void {
  foresight.begin(interval.base);
  for (const [slot, course] of interval.courses) Object.assign(foresight.courses[slot]!, course);
  foresight.run(interval.now.tick);
}

/** Name, arena, seats, intervals. */
const ARENAS: [string, ArenaSource, number, number][] = [
  ["a hall", createHall(1200), 30, 200],
  ["a crowd", createHall(500), 40, 100],
  ["a square", SQUARE, 5, 1500],
  ["a wedge", WEDGE, 3, 1500],
  ["notches", NOTCHED, 8, 1500],
  ["crowded walls", CROWDED, 6, 300],
];

describe(`what is foreseen is what the server makes (P37) (FUZZ_SEED=${SEED})`, () => {
  test.each(ARENAS)(
    "in %s, bit for bit, pushes, dashes, shots and all",
    (_name, arena, seats, intervals) => {
      const match = new FuzzMatch(SEED, arena, {
        ...DEFAULT_RULES,
        scoreLimit: 0,
        timeLimitTicks: 0,
      });
      for (let slot = 0; slot < seats; slot++) match.join(slot);
      match.world.components.Ammo[1]!.fill(200);
      const foresight = new Foresight(arena);
      const seen = { known: 0, dashes: 0, shots: 0 };
      for (let i = 0; i < fuzzRuns(intervals); i++) {
        const interval = new Interval(match);
        interval.spreadOddity();
        foresee(foresight, interval);
        seen.dashes += interval.dashes;
        seen.shots += interval.shots;
        for (let slot = 0; slot < seats; slot++) {
          if (!interval.isKnown(slot)) continue;
          seen.known += 1;
          const told = kineticsIn(foresight.values, slot);
          assert.deepEqual(told, kineticsIn(interval.now.skiffs.values, slot), `slot ${slot}`);
        }
      }
      expect(Math.min(seen.dashes, seen.shots)).toBeGreaterThan(0);
      expect(seen.known).toBeGreaterThan(seats * 10);
    },
  );

  test("through every phase of a match, those in which nobody moves too", () => {
    const arena = createHall(1200);
    const match = new FuzzMatch(SEED, arena, {
      ...DEFAULT_RULES,
      scoreLimit: 0,
      timeLimitTicks: 61,
    });
    for (let slot = 0; slot < 20; slot++) match.join(slot);
    const foresight = new Foresight(arena);
    const known: Record<string, number> = {};
    for (let i = 0; i < 160; i++) {
      // Phases end at even ticks and at odd ones.
      const { match: state } = match.world;
      if (state.endTick > match.world.tick + 41) state.endTick = match.world.tick + 41;
      const before = state.phase;
      const interval = new Interval(match);
      // Who holds still when a match begins is known ahead; that everybody goes back to a start, or stops, is not.
      if (before !== state.phase && before !== "countdown") continue;
      interval.spreadOddity();
      foresee(foresight, interval);
      for (let slot = 0; slot < 20; slot++) {
        if (!interval.isKnown(slot)) continue;
        const key = before === state.phase ? before : `${before} to ${state.phase}`;
        known[key] = (known[key] ?? 0) + 1;
        const told = kineticsIn(foresight.values, slot);
        assert.deepEqual(
          told,
          kineticsIn(interval.now.skiffs.values, slot),
          `slot ${slot}, ${key}`,
        );
      }
    }
    for (const phase of ["warmup", "countdown", "countdown to playing", "playing", "results"])
      expect([phase, (known[phase] ?? 0) > 0]).toEqual([phase, true]);
  });
});

describe("foresight (P37)", () => {
  const match = new FuzzMatch(1, SQUARE);
  for (const slot of [3, 9]) match.join(slot);
  const { Position, Skiff, Velocity } = match.world.components;
  const skiff = skiffEntity(3);
  const foresight = new Foresight(SQUARE);
  /** Slot 3 at (100, 200) at 300 px/s to the right, slot 9 far away. */
  const base = () => {
    Position.x.fill(100);
    Position.y.fill(200);
    Position.x[skiffEntity(9)] = 500;
    Velocity.x.fill(300);
    Velocity.y.fill(0);
    const snapshot = createSnapshot();
    match.world.tick = 50;
    capture(match.source, snapshot);
    return snapshot;
  };

  test("lets who is dead lie where he is, whatever he may press", () => {
    Skiff.isAlive[skiff] = 0;
    const from = base();
    Skiff.isAlive[skiff] = 1;
    foresight.begin(from);
    Object.assign(foresight.courses[3]!, { move: moveNumber(7, 0), dashTick: 51, fireTick: 51 });
    foresight.run(54);
    expect(kineticsIn(foresight.values, 3)).toEqual(kineticsIn(from.skiffs.values, 3));
    expect([foresight.courses[3]!.muzzleX, foresight.courses[3]!.muzzleY]).toEqual([0, 0]);
  });

  test("forgets from one time to the next who dashed, fired and was there", () => {
    const from = base();
    foresight.begin(from);
    Object.assign(foresight.courses[3]!, { dashTick: 51, fireTick: 52, fireWeapon: 1, move: 112 });
    foresight.run(52);
    const alone = base();
    alone.skiffs.isPresent[9] = 0;
    foresight.begin(alone);
    foresight.run(52);
    const fresh = new Foresight(SQUARE);
    fresh.begin(alone);
    fresh.run(52);
    expect(kineticsIn(foresight.values, 3)).toEqual(kineticsIn(fresh.values, 3));
    expect(foresight.courses[3]).toEqual({ ...fresh.courses[3], fireWeapon: 1 });
  });

  test(`looks ${FORESEEN_TICKS} ticks ahead and no farther`, () => {
    const from = base();
    const after = (ticks: number) => {
      foresight.begin(from);
      foresight.run(from.tick + ticks);
      return kineticsIn(foresight.values, 3);
    };
    expect(after(FORESEEN_TICKS - 1)).not.toEqual(after(FORESEEN_TICKS));
    expect(after(60)).toEqual(after(FORESEEN_TICKS));
    expect(after(0)).toEqual(kineticsIn(from.skiffs.values, 3));
  });

  test("knows where a shot leaves: where the skiff is then, on the muzzle's grid", () => {
    foresight.begin(base());
    Object.assign(foresight.courses[3]!, { move: moveNumber(7, 0), fireTick: 52 });
    foresight.run(52);
    expect(foresight.courses[3]).toMatchObject({ muzzleX: 110, muzzleY: 200 });
  });
});
