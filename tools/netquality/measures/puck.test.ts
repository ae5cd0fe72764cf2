import { expect, test } from "vitest";
import type { SimEvent } from "#shared/sim/events.ts";
import { GAMES } from "../games.ts";
import { judge } from "../judge.ts";
import { BEHIND_TICKS, FIRST_TICK, msOf, runOf, TICKS, truthOf, type Story } from "../testRun.ts";
import { measurePuck, ticksOfPuckMoves } from "./puck.ts";

interface Drawn {
  ownShare?: number;
  /** So far off it is drawn in a frame. */
  offPx?(tick: number): number;
  correctionPx?(tick: number): number;
  jumpPx?(tick: number): number;
}

const AHEAD_TICKS = 2;
const GOAL_TICK = 400;
const goal = { type: "feat", feat: "goal", slot: 0, team: 2 } as const;

/** Slot 0 rests at (0, 0), slot 1 far away unless the story says otherwise; the puck slides by slot 0, 2 px a tick. */
function runWith(story: Story, { ownShare = 1, ...drawn }: Drawn = {}) {
  const puck = story.puck ?? ((tick) => ({ x: (tick - FIRST_TICK) * 2, y: 0 }));
  const place = story.place ?? ((slot) => ({ x: slot * 5000, y: 0 }));
  const run = { ...runOf(truthOf({ ...story, puck, place })), game: GAMES[1]! };
  const rows = run.players[0]!.puck;
  for (let tick = FIRST_TICK + 10; tick < FIRST_TICK + TICKS - 10; tick++) {
    const shown = tick + (ownShare === 0 ? -BEHIND_TICKS : AHEAD_TICKS);
    rows.atMs.push(msOf(tick));
    rows.ownTick.push(tick + AHEAD_TICKS);
    rows.remoteTick.push(tick - BEHIND_TICKS);
    rows.newestTick.push(tick - 1);
    rows.x.push(puck(shown).x + (drawn.offPx?.(tick) ?? 0));
    rows.y.push(puck(shown).y);
    rows.ownShare.push(ownShare);
    rows.correctionPx.push(drawn.correctionPx?.(tick) ?? 0);
    rows.jumpPx.push(drawn.jumpPx?.(tick) ?? 0);
  }
  return run;
}

test("a puck that is drawn where it was on the own timeline, alone with it, has no errors to tell", () => {
  const { alone, contested, far, jumpP99Px } = measurePuck(runWith({}));
  expect(alone).toEqual({ p50: 0, p90: 0, p99: 0, framesPercent: 100 });
  expect([contested.framesPercent, far.framesPercent, jumpP99Px]).toEqual([0, 0, 0]);
});

test("errors are by how much it is drawn elsewhere, in the share of frames in which it is", () => {
  const { alone } = measurePuck(runWith({}, { offPx: (tick) => (tick % 20 === 0 ? 7 : 1) }));
  expect(alone).toMatchObject({ p50: 1, p90: 1, p99: 7 });
});

test("one that another is near, or was half a second ago, is told by itself", () => {
  const place = (slot: number, tick: number) => {
    const isNear = tick >= 300 && tick < 320;
    return { x: slot === 1 && isNear ? (tick - FIRST_TICK) * 2 + 100 : slot * 5000, y: 0 };
  };
  const offPx = (tick: number) => (tick + AHEAD_TICKS >= 300 && tick + AHEAD_TICKS < 350 ? 9 : 1);
  const { alone, contested } = measurePuck(runWith({ place }, { offPx }));
  expect(alone.p99).toBe(1);
  expect(contested.p50).toBe(9);
  expect(contested.framesPercent).toBeCloseTo((100 * 50) / 480);
});

test("far away it is held against where it was when the others were where they are drawn", () => {
  const { far } = measurePuck(runWith({}, { ownShare: 0, offPx: () => 3 }));
  expect(far).toMatchObject({ p50: 3, p99: 3, framesPercent: 100 });
});

test("on its way from one timeline to the other it is not judged", () => {
  const { alone, contested, far } = measurePuck(runWith({}, { ownShare: 0.5, offPx: () => 50 }));
  expect([alone, contested, far].map(({ framesPercent }) => framesPercent)).toEqual([0, 0, 0]);
});

test("from a goal until word of it is here it is not judged, and afterwards it is", () => {
  const puck = (tick: number) => ({ x: tick < GOAL_TICK ? 500 : 1000, y: 0 });
  const offPx = (tick: number) => (tick + AHEAD_TICKS >= GOAL_TICK && tick < GOAL_TICK ? 500 : 0);
  /** The first frame that knows of it. */
  const isNews = (tick: number) => tick === GOAL_TICK + 1;
  const correctionPx = (tick: number) => (isNews(tick) ? 500 : tick % 48 === 0 ? 1 : 0);
  const run = runWith(
    { puck, events: [{ tick: GOAL_TICK, event: goal }] },
    { offPx, correctionPx },
  );
  const { alone, goalsPerMinute, correctionP99Px } = measurePuck(run);
  expect(correctionP99Px).toBe(1);
  expect(alone).toMatchObject({ p99: 0 });
  expect(alone.framesPercent).toBeLessThan(100);
  expect(alone.framesPercent).toBeGreaterThan(98.5);
  expect(goalsPerMinute).toBeCloseTo(3600 / 480);
});

test("corrections that were none do not make the others small, and every frame's jump counts", () => {
  const drawn = { correctionPx: (tick: number) => (tick % 48 === 0 ? 12 : 0), jumpPx: () => 0.5 };
  expect(measurePuck(runWith({}, drawn))).toMatchObject({ correctionP99Px: 12, jumpP99Px: 0.5 });
});

test("what others do to it next to somebody explains a correction of his, and what he does himself does not", () => {
  const nudge = (tick: number, attacker: number) => {
    const event = { type: "nudge", attacker, weapon: 0, bounces: 0, firedTick: tick, x: 0, y: 0 };
    return { tick, event: event as SimEvent };
  };
  const events = [nudge(110, 0), nudge(112, 1), nudge(400, 1)];
  const { truth } = runWith({ events });
  // At 112 the puck is 24 px from slot 0, at 400 it is 600 px away.
  expect(ticksOfPuckMoves(truth, 0)).toEqual([112]);
  const place = (slot: number) => ({ x: slot === 1 ? 60 : 0, y: 0 });
  const touched = ticksOfPuckMoves(runWith({ place }).truth, 0);
  expect([touched[0], touched.at(-1)]).toEqual([FIRST_TICK + 8, FIRST_TICK + 52]);
});

test("there are rows of it where it is played with, and only there", () => {
  const rowsOf = (run: ReturnType<typeof runOf>) =>
    judge(run).filter(({ name }) => name.includes("puck"));
  expect(rowsOf(runOf(truthOf()))).toEqual([]);
  const rows = rowsOf(runWith({}, { offPx: () => 3 }));
  expect(rows.find(({ name }) => name.endsWith("alone with it: error p99"))).toMatchObject({
    name: "lan: puck near, alone with it: error p99",
    value: 3,
    ok: false,
  });
});
