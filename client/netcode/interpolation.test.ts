import { describe, expect, test } from "vitest";
import { SNAPSHOT_MS, TICK_MS, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { fieldIndex, SEEN_AIM_STEPS, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";
import { POSITION_STEPS_PER_PX, VELOCITY_STEPS_PER_PX } from "#shared/sim/math.ts";
import { SKIFF } from "#shared/sim/tuning.ts";
import { Chance } from "../../tests/harness/fuzzSeed.ts";
import { findBracket, RemoteClock, samplePose, type Pose } from "./interpolation.ts";

const DELAY_MS = 50;

/** Frames for `ms` while snapshots come `lateMs(tick)` after their time; the tick shown in each frame. */
function show(
  clock: RemoteClock,
  fromMs: number,
  ms: number,
  lateMs: (tick: number) => number,
): number[] {
  const shown: number[] = [];
  let tick = Math.ceil(fromMs / TICK_MS / TICKS_PER_SNAPSHOT) * TICKS_PER_SNAPSHOT;
  let arrivedMs = 0;
  for (let nowMs = fromMs; nowMs < fromMs + ms; nowMs += TICK_MS) {
    for (;;) {
      arrivedMs = Math.max(arrivedMs, tick * TICK_MS + DELAY_MS + lateMs(tick));
      if (arrivedMs > nowMs) break;
      clock.noteArrival(tick, arrivedMs);
      tick += TICKS_PER_SNAPSHOT;
    }
    shown.push(clock.advance(nowMs));
  }
  return shown;
}

const onTime = () => 0;
const steps = (shown: readonly number[]) => shown.slice(1).map((tick, i) => tick - shown[i]!);

describe("the timeline of the others", () => {
  test("runs steadily, a little more than a snapshot behind the newest", () => {
    const clock = new RemoteClock();
    show(clock, 1000, 1000, onTime);
    const shown = show(clock, 2000, 10_000, onTime);
    expect(clock.delayMs).toBeCloseTo(SNAPSHOT_MS * 1.35);
    expect(clock.reason).toBe("snapshot rate");
    for (const step of steps(shown)) expect(step).toBeCloseTo(1, 1);
  });

  test("goes further back under jitter, says so, and returns when it is over", () => {
    const chance = new Chance(2);
    const clock = new RemoteClock();
    show(clock, 1000, 2000, onTime);
    show(clock, 3000, 10_000, () => chance.below(40));
    expect(clock.delayMs).toBeGreaterThan(60);
    expect(clock.delayMs).toBeLessThan(90);
    expect(clock.reason).toBe("jitter");
    show(clock, 13_000, 15_000, onTime);
    expect(clock.delayMs).toBeCloseTo(SNAPSHOT_MS * 1.35);
  });

  test("never hurries or dawdles by more than a tenth", () => {
    const chance = new Chance(3);
    const clock = new RemoteClock();
    show(clock, 1000, 1000, onTime);
    const shown = show(clock, 2000, 20_000, (tick) => (tick < 600 ? 0 : chance.below(60)));
    expect(Math.min(...steps(shown))).toBeGreaterThan(0.89);
    expect(Math.max(...steps(shown))).toBeLessThan(1.11);
  });

  test("is not put off by a standstill of a second, of the network or of this page", () => {
    const clock = new RemoteClock();
    show(clock, 1000, 10_000, onTime);
    show(clock, 11_000, 9_000, (tick) => Math.max(0, 12_000 - tick * TICK_MS) % 1001);
    expect(clock.delayMs).toBeCloseTo(SNAPSHOT_MS * 1.35, 0);
    for (let i = 0; i < 40; i++) clock.noteArrival(1200 + 2 * i, 21_000, true);
    clock.advance(21_000);
    expect(clock.jitterMs).toBeLessThan(10);
  });

  test("goes nearly an interval further back while the network stalls, however late what waited is", () => {
    const clock = new RemoteClock();
    show(clock, 1000, 2000, onTime);
    const stalls = (tick: number) => Math.max(0, 250 - ((tick * TICK_MS) % 2000));
    show(clock, 3000, 12_000, stalls);
    expect(clock.reason).toBe("standstill");
    expect(clock.delayMs).toBeCloseTo(SNAPSHOT_MS * 2.25, 0);
    expect(clock.jitterMs).toBeLessThan(5);
    show(clock, 15_000, 8000, onTime);
    expect(clock.delayMs).toBeCloseTo(SNAPSHOT_MS * 1.35, 0);
    expect(clock.reason).toBe("snapshot rate");
  });

  test("follows within three seconds when the beat itself has moved", () => {
    const clock = new RemoteClock();
    show(clock, 1000, 10_000, onTime);
    const shown = show(clock, 11_000, 5000, () => 500);
    const nowMs = 11_000 + (shown.length - 1) * TICK_MS;
    const behindMs = nowMs - shown.at(-1)! * TICK_MS;
    expect(behindMs).toBeGreaterThan(DELAY_MS + 500 + 30);
    expect(behindMs).toBeLessThan(DELAY_MS + 500 + 100);
  });

  test.each([-200, -20, 20, 200])(
    "takes a route that is %i ms longer for what it is, and not for jitter",
    (longerMs) => {
      const chance = new Chance(5);
      const clock = new RemoteClock();
      const jitter = () => 200 + chance.below(8);
      show(clock, 1000, 12_000, jitter);
      const { delayMs } = clock;
      show(clock, 13_000, 7000, () => jitter() + longerMs);
      expect(clock.jitterMs).toBeLessThan(8);
      expect(clock.delayMs).toBeCloseTo(delayMs, -1);
      // The next jitter is felt as ever.
      show(clock, 20_000, 5000, () => jitter() + longerMs + chance.below(40));
      expect(clock.delayMs).toBeGreaterThan(60);
    },
  );

  test("keeps jitter that comes and goes by the second in mind", () => {
    const chance = new Chance(6);
    const clock = new RemoteClock();
    const congested = (tick: number) => ((tick * TICK_MS) % 3000 > 1500 ? 60 : chance.below(8));
    show(clock, 1000, 12_000, congested);
    const { delayMs } = clock;
    expect(delayMs).toBeGreaterThan(90);
    show(clock, 13_000, 12_000, congested);
    expect(clock.delayMs).toBeCloseTo(delayMs, -1);
  });

  test("begins anew after a reset, wherever the peer is by then", () => {
    const clock = new RemoteClock();
    show(clock, 1000, 3000, onTime);
    clock.reset();
    const shown = show(clock, 50_000, 2000, onTime);
    const behindMs = 50_000 + (shown.length - 1) * TICK_MS - shown.at(-1)! * TICK_MS;
    expect(behindMs).toBeCloseTo(DELAY_MS + clock.delayMs, 0);
  });
});

const field = (name: string) => fieldIndex(SKIFF_FIELDS, name);

interface Row {
  x: number;
  y?: number;
  /** px/s. */
  velocityX?: number;
  dashEndTick?: number;
  aim?: number;
  isAlive?: boolean;
}

/** A ring in which slot 3 is as `rows` say, by tick. */
function ringOf(rows: Readonly<Record<number, Row | undefined>>): SnapshotRing {
  const ring = new SnapshotRing();
  for (const [key, row] of Object.entries(rows)) {
    const snapshot = ring.take(Number(key));
    snapshot.tick = Number(key);
    snapshot.skiffs.isPresent[3] = row === undefined ? 0 : 1;
    const first = 3 * SKIFF_FIELDS.length;
    const { values } = snapshot.skiffs;
    values[first + field("x")] = (row?.x ?? 0) * POSITION_STEPS_PER_PX;
    values[first + field("y")] = (row?.y ?? 0) * POSITION_STEPS_PER_PX;
    values[first + field("velocityX")] = (row?.velocityX ?? 0) * VELOCITY_STEPS_PER_PX;
    values[first + field("dashEndTick")] = row?.dashEndTick ?? 0;
    values[first + field("aim")] = row?.aim ?? 0;
    values[first + field("isAlive")] = Number(row?.isAlive ?? true);
  }
  return ring;
}

function poseAt(ring: SnapshotRing, newest: number, tick: number): Pose | undefined {
  const pose: Pose = { x: -1, y: -1, velocityX: 0, velocityY: 0, aim: 0 };
  return samplePose(findBracket(ring, newest, tick)!, 3, pose) ? pose : undefined;
}

describe("a place between two snapshots", () => {
  const ring = ringOf({ 100: { x: 10, y: 20 }, 102: { x: 20, y: 16 }, 104: { x: 40, y: 16 } });

  test.each([
    [100, 10, 20],
    [101, 15, 18],
    [102, 20, 16],
    [103.5, 35, 16],
    [104, 40, 16],
  ])("at tick %d is on the straight line", (tick, x, y) => {
    expect(poseAt(ring, 104, tick)).toMatchObject({ x, y });
  });

  test("has the speed of that line, px/s", () => {
    expect(poseAt(ring, 104, 101)!.velocityX).toBeCloseTo(300);
    expect(poseAt(ring, 104, 101)!.velocityY).toBeCloseTo(-120);
  });

  test("before the oldest is the oldest's", () => {
    expect(poseAt(ring, 104, 90)).toMatchObject({ x: 10, y: 20 });
  });

  test("past the newest goes straight on for a tenth of a second, then stands", () => {
    expect(poseAt(ring, 104, 107)!.x).toBeCloseTo(70);
    expect(poseAt(ring, 104, 110)!.x).toBeCloseTo(100);
    expect(poseAt(ring, 104, 140)!.x).toBeCloseTo(100);
    expect(findBracket(ring, 104, 104.1)!.isStarved).toBe(true);
    expect(findBracket(ring, 104, 104)!.isStarved).toBe(false);
  });

  test("is where the tick between them was: a tick's way is its speed at the end", () => {
    const speeding = { 100: { x: 10, velocityX: 120 }, 102: { x: 17, velocityX: 240 } };
    expect(poseAt(ringOf(speeding), 102, 101)!.x).toBeCloseTo(13, 1);
    expect(poseAt(ringOf(speeding), 102, 101.5)!.x).toBeCloseTo(15, 1);
    const dashing = { x: 30, velocityX: 900, dashEndTick: 102 + SKIFF.dashTicks };
    const dashed = ringOf({ 100: { x: 10, velocityX: 300 }, 102: dashing });
    expect(poseAt(dashed, 102, 101)!.x).toBeCloseTo(15, 1);
  });

  test("is on the straight line where a cushion turned it back", () => {
    const turned = ringOf({ 100: { x: 10, velocityX: 300 }, 102: { x: 16, velocityX: -165 } });
    expect(poseAt(turned, 102, 101)!.x).toBeCloseTo(13, 1);
  });

  test("skips snapshots that never came", () => {
    const gap = ringOf({ 100: { x: 0 }, 110: { x: 100 } });
    expect(poseAt(gap, 110, 105)).toMatchObject({ x: 50 });
  });

  test("is none where there is no snapshot, and that of the only one", () => {
    expect(findBracket(new SnapshotRing(), 104, 104)).toBe(undefined);
    expect(poseAt(ringOf({ 104: { x: 7 } }), 104, 90)).toMatchObject({ x: 7 });
  });

  test("is not on the way of a teleport", () => {
    const ported = ringOf({ 100: { x: 10 }, 102: { x: 600 } });
    expect(poseAt(ported, 102, 101.9)).toMatchObject({ x: 10, velocityX: 0 });
    expect(poseAt(ported, 102, 102)).toMatchObject({ x: 600, velocityX: 0 });
  });

  test.each([
    ["dies", { x: 10 }, { x: 20, isAlive: false }, [true, true, false]],
    ["comes back", { x: 10, isAlive: false }, { x: 20 }, [false, false, true]],
    ["leaves", { x: 10 }, undefined, [true, true, false]],
    ["joins", undefined, { x: 20 }, [false, false, true]],
  ])("of one who %s is seen on the right side of it only", (_, from, to, seen) => {
    const changed = ringOf({ 100: from, 102: to });
    const isSeen = [100, 101, 102].map((tick) => poseAt(changed, 102, tick) !== undefined);
    expect(isSeen).toEqual(seen);
  });

  test("turns the short way round", () => {
    const turned = ringOf({ 100: { x: 0, aim: SEEN_AIM_STEPS - 8 }, 102: { x: 0, aim: 8 } });
    const { aim } = poseAt(turned, 102, 101)!;
    expect(Math.cos(aim)).toBeCloseTo(1, 6);
  });
});
