import { describe, expect, test } from "vitest";
import { Lane, PACKET_BYTES, type LaneOptions } from "./lane.ts";
import { Stalls } from "./stalls.ts";

const CLEAR: LaneOptions = { delayMs: 0, jitterMs: 0, bytesPerSecond: Infinity };
const noStalls = () => new Stalls(undefined, 1, 0);
const laneOf = (options: Partial<LaneOptions>, stalls = noStalls(), seed = 1) =>
  new Lane({ ...CLEAR, ...options }, stalls, seed);

/** Sends `count` parcels, one each `everyMs`, moving time by a tenth of a ms; gives when each came out. */
function travel(lane: Lane, count: number, everyMs: number, bytes = 100): number[] {
  const out: number[] = [];
  for (let step = 0; out.length < count; step++) {
    const nowMs = step / 10;
    const sent = Math.round(nowMs / everyMs);
    if (sent < count && Math.abs(sent * everyMs - nowMs) < 0.01)
      lane.add(Buffer.alloc(bytes, sent), nowMs);
    for (let parcel = lane.take(nowMs); parcel; parcel = lane.take(nowMs)) {
      expect(parcel.bytes![0]).toBe(out.length % 256);
      out.push(nowMs);
    }
  }
  return out;
}

describe("a lane", () => {
  test("holds each parcel for its delay and not longer", () => {
    expect(travel(laneOf({ delayMs: 25 }), 4, 10)).toEqual([25, 35, 45, 55]);
  });

  test("spreads delays over the whole jitter, and never swaps two parcels", () => {
    const lane = laneOf({ delayMs: 50, jitterMs: 10 });
    const delays = travel(lane, 400, 20).map((ms, i) => ms - i * 20);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(40);
    expect(Math.max(...delays)).toBeLessThanOrEqual(60.1);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(18);
    const close = travel(laneOf({ delayMs: 50, jitterMs: 10 }), 400, 2);
    expect(close).toEqual([...close].sort((a, b) => a - b));
  });

  test("does the same again with the same seed, and something else with another", () => {
    const run = (seed: number) =>
      travel(laneOf({ delayMs: 5, jitterMs: 5 }, noStalls(), seed), 50, 5);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test("lets a short burst through at once and then keeps to its rate, headers counted", () => {
    const lane = laneOf({ bytesPerSecond: 125_000 });
    const size = 1000 - PACKET_BYTES;
    for (let i = 0; i < 100; i++) lane.add(Buffer.alloc(size), 0);
    let count = 0;
    while (lane.take(0)) count += 1;
    expect(count).toBe(3);
    expect(lane.nextMs(0)).toBeCloseTo(8);
    while (lane.take(97 * 8)) count += 1;
    expect(count).toBe(100);
  });

  test("counts what it holds, and tells the end of the stream in its turn", () => {
    const lane = laneOf({ delayMs: 10 });
    lane.add(Buffer.alloc(30), 0);
    lane.add(undefined, 1);
    expect(lane.bufferedBytes).toBe(30);
    expect(lane.take(9)).toBeUndefined();
    expect(lane.take(11)!.bytes).toHaveLength(30);
    expect(lane.take(11)).toMatchObject({ bytes: undefined, dueMs: 11 });
    expect(lane.bufferedBytes).toBe(0);
    expect(lane.cameBytes).toBe(30);
  });

  test("swallows what comes while it is a black hole, and nothing else", () => {
    const lane = laneOf({ delayMs: 10 });
    lane.add(Buffer.alloc(1), 0);
    lane.isBlackhole = true;
    lane.add(Buffer.alloc(2), 1);
    lane.isBlackhole = false;
    lane.add(Buffer.alloc(3), 2);
    expect(lane.take(20)!.bytes).toHaveLength(1);
    expect(lane.take(20)!.bytes).toHaveLength(3);
    expect(lane.take(20)).toBeUndefined();
  });
});

describe("a stall", () => {
  test("holds back all that would pass in it, and lets it go together at its end", () => {
    const stalls = noStalls();
    const lane = laneOf({ delayMs: 10 }, stalls);
    stalls.stall(15, 100);
    expect(travel(lane, 4, 10)).toEqual([10, 115, 115, 115]);
  });

  test("holds what is taken too late, too", () => {
    const stalls = noStalls();
    const lane = laneOf({ delayMs: 10 }, stalls);
    lane.add(Buffer.alloc(1), 0);
    stalls.stall(11, 100);
    expect(lane.take(12)).toBeUndefined();
    expect(lane.nextMs(12)).toBe(111);
    expect(lane.take(111)).toBeDefined();
  });

  test("may begin within another, and both are waited for", () => {
    const stalls = noStalls();
    stalls.stall(0, 100);
    stalls.stall(50, 100);
    expect(stalls.passableAt(10)).toBe(150);
    expect(stalls.passableAt(150)).toBe(150);
  });

  test("comes as often and takes as long as the plan says, always alike for a seed", () => {
    const plan = { perSecond: 0.3, leastMs: 200, mostMs: 300 };
    const windowsOf = (seed: number) => {
      const stalls = new Stalls(plan, seed, 0);
      stalls.passableAt(2_000_000);
      return stalls.windows;
    };
    const windows = windowsOf(3);
    const lengths = windows.map(({ startMs, endMs }) => endMs - startMs);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300);
    // 2000 s hold 2000 / (1 / 0.3 + 0.25) = 558 stalls, give or take four standard deviations.
    expect(Math.abs(windows.length - 558)).toBeLessThan(4 * Math.sqrt(558));
    expect(windowsOf(3)).toEqual(windows);
    expect(windowsOf(4)).not.toEqual(windows);
  });

  test("is planned no more once the plan has ended", () => {
    const stalls = new Stalls({ perSecond: 10, leastMs: 1, mostMs: 2 }, 1, 0);
    stalls.endPlan();
    expect(stalls.passableAt(1e6)).toBe(1e6);
    expect(stalls.windows).toHaveLength(0);
  });
});
