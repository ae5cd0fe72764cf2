import { beforeEach, describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { fieldIndex, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";
import { buildArena } from "#shared/sim/arena/geometry.ts";
import { REWIND_STEPS_PER_TICK } from "#shared/sim/input.ts";
import { POSITION_STEPS_PER_PX } from "#shared/sim/math.ts";
import { PULSE, RAIL, REWIND, SKIFF } from "#shared/sim/tuning.ts";
import { HitForecast, type Known } from "./hitForecast.ts";

const ME = 3;
const OTHER = 7;
const DOWN = 16_384;
const NEWEST = 240;
/** The other passes below me, at (400, 300), in this tick, at 5 px a tick. */
const BELOW_TICK = 230;

let forecast: HitForecast;
let known: Known;

interface Skiff {
  x: number;
  isAlive: number;
  dashEndTick: number;
}

/** Snapshots up to NEWEST with the other in them as `at` says. */
function tell(at: (tick: number) => Partial<Skiff> | undefined): void {
  const ring = new SnapshotRing();
  for (let tick = NEWEST - 60; tick <= NEWEST; tick += 2) {
    const snapshot = ring.take(tick);
    snapshot.tick = tick;
    const { skiffs } = snapshot;
    const skiff = at(tick);
    skiffs.isPresent[OTHER] = Number(skiff !== undefined);
    const row = { x: 400 + (tick - BELOW_TICK) * 5, y: 300, isAlive: 1, dashEndTick: 0, ...skiff };
    for (const [name, value] of Object.entries(row)) {
      const steps = name.length === 1 ? POSITION_STEPS_PER_PX : 1;
      skiffs.values[OTHER * SKIFF_FIELDS.length + fieldIndex(SKIFF_FIELDS, name)] = value * steps;
    }
  }
  known = { arena: buildArena(arenaOf({ width: 800, height: 600 })), ring, newestTick: NEWEST };
}

/** Whom a shot straight down hits: fired in `tick` at a picture of `seenTick`. */
function shoot(tick: number, seenTick: number, weapon = RAIL): number[] {
  const before = forecast.predictedHits.length;
  const age = (tick - seenTick) * REWIND_STEPS_PER_TICK;
  forecast.judge({ type: "fire", slot: ME, weapon, x: 400, y: 100, angle: DOWN }, tick, age, known);
  return forecast.predictedHits.slice(before).map(({ victim }) => victim);
}

beforeEach(() => {
  forecast = new HitForecast();
  tell(() => ({}));
});

describe("a shot hits", () => {
  test("who is drawn in its way, and nobody who is drawn elsewhere", () => {
    expect(shoot(BELOW_TICK + 12, BELOW_TICK)).toEqual([OTHER]);
    expect(shoot(BELOW_TICK + 12, BELOW_TICK + 3.75)).toEqual([OTHER]);
    expect(shoot(BELOW_TICK + 12, BELOW_TICK + 6)).toEqual([]);
    expect(forecast.predictedHits[0]).toEqual({ tick: BELOW_TICK + 12, slot: ME, victim: OTHER });
  });

  test("who is in its way as far back as the server goes, where the picture is older (B56)", () => {
    const late = BELOW_TICK + REWIND.mostTicks;
    expect(shoot(late, BELOW_TICK - 8)).toEqual([OTHER]);
    expect(shoot(late + 8, BELOW_TICK)).toEqual([]);
  });

  test("only if it is there at once: bolts fly, and who they meet is another matter", () => {
    expect(shoot(BELOW_TICK + 12, BELOW_TICK, PULSE)).toEqual([]);
  });

  test("past the newest snapshot where the other would have gone", () => {
    tell((tick) => ({ x: 400 + (tick - NEWEST - 4) * 5 }));
    expect(shoot(NEWEST + 10, NEWEST + 4)).toEqual([OTHER]);
  });
});

describe("a shot does not hit", () => {
  test("who is known to be dead by now, or to have gone", () => {
    tell((tick) => (tick > NEWEST - 4 ? { isAlive: 0 } : {}));
    expect(shoot(BELOW_TICK + 12, BELOW_TICK)).toEqual([]);
    tell((tick) => (tick > NEWEST - 4 ? undefined : {}));
    expect(shoot(BELOW_TICK + 12, BELOW_TICK)).toEqual([]);
  });

  /** All snapshots say that the other dashed in this tick. */
  function dash(dashTick: number): void {
    tell((tick) => ({ dashEndTick: tick >= dashTick ? dashTick + SKIFF.dashTicks : 0 }));
  }

  test("who is drawn in the untouchable part of a dash (B57)", () => {
    const hits = [1, 0, -5, -6].map((after) => {
      dash(BELOW_TICK + after);
      return shoot(BELOW_TICK + 12, BELOW_TICK).length;
    });
    expect(hits).toEqual([1, 0, 0, 1]);
  });

  test("who is known to be in it when the shot leaves", () => {
    dash(NEWEST);
    expect(shoot(NEWEST + 5, BELOW_TICK)).toEqual([]);
    expect(shoot(NEWEST + 6, BELOW_TICK)).toEqual([OTHER]);
  });
});

test("only so many are remembered, the oldest first", () => {
  for (let i = 0; i < 300; i++) shoot(BELOW_TICK + 10, BELOW_TICK);
  expect(forecast.predictedHits).toHaveLength(256);
});
