import { describe, expect, test } from "vitest";
import type { SimEvent } from "#shared/sim/events.ts";
import { TICK_MS } from "#shared/timing.ts";
import { judge } from "../judge.ts";
import type { Reconciliation } from "../recording.ts";
import { BEHIND_TICKS, msOf, runOf, truthOf } from "../testRun.ts";
import { measureClocks } from "./clocks.ts";
import { measureHits } from "./hits.ts";
import { measureLatency } from "./latency.ts";
import { bytesBySecond, measureLoad } from "./load.ts";
import { measureOthers } from "./others.ts";
import { listCorrections, measureOwn } from "./own.ts";
import { measureRecovery } from "./recovery.ts";

const HIT = { type: "hit", weapon: 0, damage: 14, bounces: 0, x: 0, y: 0 } as const;

function corrected(tick: number, movedPx: number): Reconciliation {
  const ticks = { tick, fromTick: tick - 2, ownTick: tick + 4 };
  const moved = { movedX: movedPx, movedY: 0, wasRight: false, unheardUntil: 0 };
  const touches = { expectedTouch: false, expectsTouch: false };
  return { atMs: msOf(tick + 1), margin: 1, ...ticks, ...moved, ...touches };
}

describe("a run in which all is well", () => {
  const run = runOf(truthOf());

  test("has no errors to tell", () => {
    expect(measureOwn(run)).toMatchObject({ mispredictionsPerMinute: 0, missedPercent: 0 });
    const others = measureOthers(run);
    expect(others.errorP99Px).toBeLessThan(0.001);
    expect(others.starvedPercent).toBe(0);
    expect(others.interpolationMs).toBeCloseTo(BEHIND_TICKS * TICK_MS);
    expect(measureClocks(run).errorP99Ms).toBeCloseTo(0);
    expect(measureClocks(run).settledSeconds).toBeCloseTo(TICK_MS / 2000);
  });

  test("names every figure by its network", () => {
    const rows = judge(run);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.every(({ name }) => name.startsWith("lan: "))).toBe(true);
    expect(rows.find(({ name }) => name === "lan: own mispredictions")).toMatchObject({ ok: true });
  });

  test("a figure that nothing was measured for is not good", () => {
    expect(judge(run).find(({ name }) => name === "lan: hits agreed on")).toMatchObject({
      ok: false,
    });
  });
});

describe("a correction", () => {
  const correct = (rows: Reconciliation[], events: { tick: number; event: SimEvent }[] = []) => {
    const run = runOf(truthOf({ events }));
    run.players[0]!.reconciliations.push(...rows);
    return run;
  };
  const hit: SimEvent = { ...HIT, attacker: 1, victim: 0, firedTick: 195 };

  test("is a misprediction when nobody else did anything", () => {
    const run = correct([corrected(200, 3), corrected(202, 0.2), corrected(204, 0)]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([
      { px: 3, isExcused: false },
      { px: 0.2, isExcused: false },
    ]);
    expect(measureOwn(run).mispredictionsPerMinute).toBeCloseTo(1 / (2 * (480 / 3600)));
    expect(measureOwn(run).correctionP99Px).toBe(3);
  });

  test("is explained by an input of one's own that missed one of the two ticks, or came late and counted in one, and by no other", () => {
    const perMinute = 1 / (2 * (480 / 3600));
    for (const [missedTick, missedSlot, unexplained] of [
      [199, 0, 0],
      [200, 0, 0],
      // A dash counts for 18 ticks.
      [181, 0, 0],
      [180, 0, perMinute],
      [201, 0, perMinute],
      [200, 1, perMinute],
    ] as const) {
      const isMissed = (slot: number, tick: number) => slot === missedSlot && tick === missedTick;
      const run = runOf(truthOf({ isMissed }));
      run.players[0]!.reconciliations.push(corrected(200, 3));
      const own = measureOwn(run);
      expect(own.mispredictionsPerMinute).toBeCloseTo(perMinute);
      expect(own.unexplainedPerMinute).toBeCloseTo(unexplained);
    }
  });

  test.each([
    [0, 1 / (2 * (480 / 3600))],
    [209, 1 / (2 * (480 / 3600))],
    [210, 0],
  ])("is explained by an input that will be missed, once it is known: up to %i", (...row) => {
    const [unheardUntil, unexplained] = row;
    const run = runOf(truthOf({ isMissed: (slot, tick) => slot === 0 && tick === 210 }));
    run.players[0]!.reconciliations.push({ ...corrected(200, 3), unheardUntil });
    expect(measureOwn(run).unexplainedPerMinute).toBeCloseTo(unexplained);
  });

  test("is one when snapshots that come together tell of it", () => {
    const together = [200, 202, 204].map((tick, i) => ({
      ...corrected(tick, 3 - i),
      atMs: msOf(205),
    }));
    const run = correct(together, [{ tick: 204, event: hit }]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([
      { px: 5, isExcused: false },
      { px: 1, isExcused: true },
    ]);
  });

  test.each([199, 200])("is excused by a hit in tick %i of the two that it is about", (tick) => {
    const run = correct([corrected(200, 3)], [{ tick, event: hit }]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([{ isExcused: true }]);
    expect(measureOwn(run)).toMatchObject({ mispredictionsPerMinute: 0, correctionP99Px: 0 });
  });

  test.each([198, 201])("is not excused by a hit in tick %i beside them", (tick) => {
    const run = correct([corrected(200, 3)], [{ tick, event: hit }]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([{ isExcused: false }]);
  });

  test.each([
    [true, 203, true],
    [true, 205, false],
    [false, 203, false],
  ])(
    "of one who was right (%s) is excused by a hit in tick %i, up to which he predicts: %s",
    (...row) => {
      const [wasRight, tick, isExcused] = row;
      const run = correct([{ ...corrected(200, 3), wasRight }], [{ tick, event: hit }]);
      expect(listCorrections(run, run.players[0]!)).toMatchObject([{ isExcused }]);
    },
  );

  test("is not excused by a hit on somebody else", () => {
    const run = correct([corrected(200, 3)], [{ tick: 200, event: { ...hit, victim: 1 } }]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([{ isExcused: false }]);
  });

  test.each([true, false])(
    "of one who was right (%s) is excused when another is now expected to push",
    (wasRight) => {
      const run = correct([{ ...corrected(200, 3), wasRight, expectsTouch: true }]);
      expect(listCorrections(run, run.players[0]!)).toMatchObject([{ isExcused: wasRight }]);
    },
  );

  test("is excused while another pushes, or was expected to", () => {
    const bump: SimEvent = { type: "bump", a: 0, b: 1 };
    const elsewhere: SimEvent = { type: "bump", a: 1, b: 2 };
    const expected = { ...corrected(212, 3), expectedTouch: true };
    const rows = [corrected(200, 3), corrected(206, 3), expected];
    const run = correct(rows, [
      { tick: 200, event: bump },
      { tick: 206, event: elsewhere },
    ]);
    expect(listCorrections(run, run.players[0]!)).toMatchObject([
      { isExcused: true },
      { isExcused: false },
      { isExcused: true },
    ]);
  });
});

describe("missed inputs", () => {
  test("are counted of all ticks, and stalls give a floor", () => {
    const run = runOf(
      truthOf({ isMissed: (slot, tick) => slot === 0 && tick >= 300 && tick < 312 }),
    );
    run.players[0]!.stalls = [{ startMs: msOf(300), endMs: msOf(313) }];
    const own = measureOwn(run);
    expect(own.missedPercent).toBeCloseTo((100 * 12) / (2 * 480), 1);
    expect(own.missedFloorPercent).toBeCloseTo((100 * 12) / (2 * 480), 5);
  });
});

describe("others", () => {
  test("drawn at the wrong place or past the newest snapshot are seen", () => {
    const run = runOf(truthOf());
    const [, player] = run.players;
    player!.others.x.fill(3);
    const { frames } = player!;
    frames.newestTick[100] = frames.remoteTick[100]! - 0.1;
    const others = measureOthers(run);
    expect(others.errorP99Px).toBeCloseTo(3);
    expect(others.starvedPercent).toBeCloseTo(100 / (2 * 480), 2);
  });
});

describe("a press", () => {
  test("takes from a moment between two samples to its tick, and to the screen of the other", () => {
    const { pressToServerP50Ms, pressToScreenP50Ms } = measureLatency(runOf(truthOf()));
    // Sampled at n + 0.5 for n + 3, pressed half a tick before that at the mean.
    expect(Math.abs(pressToServerP50Ms - (3 * TICK_MS + 0.5))).toBeLessThan(2);
    // The frame at n + 6.5 is the first that shows n + 3.
    expect(Math.abs(pressToScreenP50Ms - 6.5 * TICK_MS)).toBeLessThan(3);
  });
});

describe("hits", () => {
  const told = (firedTick: number, victim: number, tick = firedTick + 10) => ({
    firedTick,
    victim,
    tick,
    isBeam: false,
    isTold: false,
    atMs: msOf(tick + 3),
  });
  const judged = (firedTick: number, tick: number): { tick: number; event: SimEvent } => ({
    tick,
    event: { ...HIT, attacker: 0, victim: 1, firedTick },
  });

  test("agree when both name the shot and the victim, and each once", () => {
    const run = runOf(truthOf({ events: [judged(250, 260), judged(255, 270)] }));
    run.players[0]!.foretold.push(told(250, 1), told(250, 1), told(251, 1));
    const { agreedPercent, onlyForetold, onlyJudged } = measureHits(run);
    expect({ onlyForetold, onlyJudged }).toEqual({ onlyForetold: 1, onlyJudged: 1 });
    expect(agreedPercent).toBeCloseTo(100 / 3);
  });

  test("are told ahead when the screen showed them before the server's word", () => {
    const run = runOf(truthOf({ events: [judged(250, 260), judged(255, 270)] }));
    run.players[0]!.foretold.push(told(250, 1), { ...told(255, 1), isTold: true });
    const figures = { agreedPercent: 100, aheadPercent: 50 };
    expect(measureHits(run)).toMatchObject(figures);
    // The first was dealt in tick 260 and shown at 263, the second in 270 and shown at 268.
    expect(measureHits(run).toScreenP50Ms).toBeCloseTo(3 * TICK_MS - 0.5, 5);
  });

  test("on whom the shooter's screen did not have are told apart, foretold or not", () => {
    const run = runOf(truthOf({ events: [judged(250, 260), judged(255, 300), judged(256, 262)] }));
    const [player] = run.players;
    player!.others.slot.fill(2, 0, player!.frames.firstOther[170]);
    player!.foretold.push(told(250, 1));
    const figures = { agreedPercent: 0, onlyForetold: 0, onlyJudged: 1, outOfSight: 2 };
    expect(measureHits(run)).toMatchObject(figures);
  });

  test("that a dash escaped are told apart", () => {
    const dash = (tick: number): { tick: number; event: SimEvent } => ({
      tick,
      event: { type: "dash", slot: 1 },
    });
    const run = runOf(truthOf({ events: [dash(260), dash(320)] }));
    run.players[0]!.foretold.push(told(250, 1, 260), told(251, 1, 265), told(252, 1, 266));
    expect(measureHits(run)).toMatchObject({ onlyForetold: 3, beatenByDash: 2 });
  });

  describe("that are shown more often than they happened", () => {
    const fire: SimEvent = { type: "fire", slot: 1, weapon: 0, x: 1, y: 2, angle: 0 };
    const hit: SimEvent = { ...HIT, attacker: 0, victim: 1, firedTick: 190 };
    const events = [fire, fire, hit, hit].map((event, i) => ({ tick: 200 + i * 160, event }));
    const duplicates = (key: string, ...ticks: number[]) => {
      const run = runOf(truthOf({ events }));
      run.players[0]!.shown.set(key, ticks.map(msOf));
      return measureHits(run).duplicates;
    };

    test("are counted", () => {
      expect(duplicates("fire,1,0,0", 210, 370)).toBe(0);
      expect(duplicates("fire,1,0,0", 210, 370, 375)).toBe(1);
      expect(duplicates("hit,0,1,0,0", 530, 531)).toBe(1);
    });

    test("are not made up for by others of their kind that were never shown", () => {
      expect(duplicates("hit,0,1,0,0", 690)).toBe(0);
      expect(duplicates("hit,0,1,0,0", 690, 690)).toBe(1);
      expect(duplicates("fire,1,0,0", 190)).toBe(1);
    });

    test("are none where the truth ends before", () => {
      expect(duplicates("fire,1,0,0", 699, 701)).toBe(1);
      expect(duplicates("fire,1,0,0", 701, 702)).toBe(0);
    });
  });

  test("deaths behind cover are a share of those that were seen in time", () => {
    const run = runOf(truthOf());
    const at = (tick: number, isBehindCover: boolean) => ({ atMs: msOf(tick), isBehindCover });
    run.players[0]!.deaths.push(at(110, true), at(300, true), at(400, false));
    expect(measureHits(run)).toMatchObject({ coverDeathsPercent: 50, deaths: 2 });
  });
});

describe("a clock", () => {
  test("that is wrong at first has converged when it stays right", () => {
    const run = runOf(truthOf());
    run.players[0]!.frames.serverTick.fill(0, 0, 30);
    expect(measureClocks(run).settledSeconds).toBeCloseTo((30.5 * TICK_MS) / 1000);
    run.players[0]!.frames.serverTick.fill(0);
    expect(measureClocks(run).settledSeconds).toBe(Infinity);
    expect(measureClocks(run).errorP99Ms).toBeGreaterThan(1000);
  });
});

describe("after a stall", () => {
  test("all is back when it stays so", () => {
    const isMissed = (slot: number, tick: number) => slot === 0 && tick >= 300 && tick < 372;
    const truth = truthOf({ isMissed });
    const run = runOf(truth);
    const player = run.players[0]!;
    // Shown frames stand still in the stall and for ten frames after it.
    const first = player.frames.atMs.findIndex((ms) => ms >= msOf(300));
    player.frames.newestTick.fill(298, first, first + 70);
    const rounds = [
      { startMs: msOf(300), endMs: msOf(360), stalled: [{ player, backlogBytes: 1234 }] },
    ];
    const recovery = measureRecovery({ ...run, rounds });
    expect(recovery.controlSeconds).toBeCloseTo((12 * TICK_MS + 0.5) / 1000);
    expect(recovery.remoteSeconds).toBeCloseTo((10.5 * TICK_MS) / 1000);
    expect(recovery.backlogBytes).toBe(1234);
  });
});

describe("load", () => {
  test("of ticks is told late, long, and sending apart", () => {
    const load = measureLoad(runOf(truthOf()));
    expect(load).toMatchObject({ ticksDropped: 0, skippedPercent: 0 });
    expect(load.tickLateP99Ms).toBeCloseTo(0.5);
    expect(load.tickP99Ms).toBeCloseTo(1.5);
    expect(load.encodeMs).toBeCloseTo(1);
  });

  test("of bytes is told by the second, with headers and without", () => {
    const run = runOf(truthOf());
    const { messages } = run.players[0]!;
    for (const ms of [-1, 0, 500, 1500]) {
      messages.atMs.push(run.fromMs + ms);
      messages.bytes.push(100);
    }
    expect(bytesBySecond(run, run.players[0]!).slice(0, 3)).toEqual([
      { payload: 200, wire: 356 },
      { payload: 100, wire: 178 },
      { payload: 0, wire: 0 },
    ]);
  });
});
