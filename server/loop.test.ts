import { describe, expect, test } from "vitest";
import { Arrivals, NODE_TIMERS, runLoop, type LoopOptions } from "./loop.ts";

const TICK_MS = 10;

/** A loop whose time is moved by hand; timers fire when time has come to them, plus what they are late. */
function startLoop(overrides: Partial<LoopOptions> = {}) {
  const state = {
    nowMs: 1000,
    timerLateMs: 0,
    ticks: [] as { tick: number; scheduledMs: number; atMs: number }[],
    parts: [] as string[],
    following: [] as number[],
    drops: [] as number[],
    sleeps: [] as number[],
    turns: 0,
    naps: [] as number[],
  };
  let pending: { atMs: number; wake: () => void } | undefined;
  const schedule = (ms: number, wake: () => void) => {
    const mine = { atMs: state.nowMs + ms, wake };
    pending = mine;
    return () => {
      if (pending === mine) pending = undefined;
    };
  };
  const loop = runLoop({
    now: () => state.nowMs,
    timers: {
      wakeIn: (ms, wake) => {
        state.sleeps.push(ms);
        return schedule(ms + state.timerLateMs, wake);
      },
      wakeSoon: (wake) => {
        state.turns++;
        return schedule(0, wake);
      },
      nap: (ms) => {
        state.naps.push(ms);
        state.nowMs += ms;
      },
    },
    tickMs: TICK_MS,
    parts: 1,
    partsInUse: () => 1,
    maxTicksPerWake: 4,
    maxBacklogTicks: 15,
    onTick: ({ tick, part, scheduledMs, following }) => {
      state.ticks.push({ tick, scheduledMs, atMs: state.nowMs });
      state.parts.push(`${tick}.${part}`);
      state.following.push(following);
    },
    onDrop: (count) => state.drops.push(count),
    beat: () => "asleep",
    ...overrides,
  });
  /** Wakes the loop once, at its time or now, whichever is later. Tells whether it was waiting. */
  const wakeOnce = () => {
    const due = pending;
    if (!due) return false;
    pending = undefined;
    state.nowMs = Math.max(state.nowMs, due.atMs);
    due.wake();
    return true;
  };
  const runUntil = (ms: number) => {
    while (pending && pending.atMs <= ms) wakeOnce();
    state.nowMs = Math.max(state.nowMs, ms);
  };
  return { loop, state, wakeOnce, runUntil };
}

describe("on time", () => {
  test("ticks come one by one, numbered from 1, each at its time", () => {
    const { state, runUntil } = startLoop();
    runUntil(1050);
    expect(state.ticks.map(({ tick }) => tick)).toEqual([1, 2, 3, 4, 5]);
    expect(state.ticks.map(({ scheduledMs }) => scheduledMs)).toEqual([
      1010, 1020, 1030, 1040, 1050,
    ]);
  });

  test("late timers do not add up: after 10 s there are 1000 ticks and no drift", () => {
    const { state, runUntil } = startLoop();
    state.timerLateMs = 1.3;
    runUntil(11_010);
    expect(state.ticks).toHaveLength(1000);
    expect(state.ticks.at(-1)!.scheduledMs).toBe(11_000);
    for (const { scheduledMs, atMs } of state.ticks) {
      expect(atMs - scheduledMs).toBeLessThanOrEqual(2.3);
      expect(atMs).toBeGreaterThanOrEqual(scheduledMs);
    }
  });

  test("a timer that fires early does not bring a tick early", () => {
    const { state, runUntil } = startLoop();
    state.timerLateMs = -0.7;
    runUntil(1100);
    for (const { scheduledMs, atMs } of state.ticks)
      expect(atMs).toBeGreaterThanOrEqual(scheduledMs);
    expect(state.ticks.length).toBeGreaterThanOrEqual(9);
  });
});

describe("sleeping", () => {
  test("sleeps to the tick when nobody plays", () => {
    const { state, runUntil } = startLoop();
    runUntil(1030);
    expect(state.sleeps).toEqual([10, 10, 10, 10]);
    expect(state.turns).toBe(0);
  });

  test("sleeps to 2 ms before an exact tick, and comes to it in naps between which the network has its turn", () => {
    const { state, wakeOnce } = startLoop({ beat: () => "exact" });
    expect(state.sleeps).toEqual([8]);
    state.timerLateMs = 0;
    wakeOnce();
    expect([state.nowMs, state.turns]).toEqual([1008, 1]);
    for (let nap = 1; nap <= 3; nap++) {
      wakeOnce();
      expect([state.nowMs, state.turns, state.ticks.length]).toEqual([1008 + nap / 2, 1 + nap, 0]);
    }
    wakeOnce();
    expect(state.ticks).toEqual([{ tick: 1, scheduledMs: 1010, atMs: 1010 }]);
    expect(state.naps).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  test("takes no nap while somebody comes: behind him others may wait, and one gets in a turn", () => {
    const arrivals = new Arrivals();
    const { state, wakeOnce } = startLoop({ beat: () => "crowd", isCalled: () => arrivals.take() });
    for (let turn = 0; turn < 5; turn++) {
      arrivals.note();
      wakeOnce();
    }
    expect([state.naps, state.nowMs]).toEqual([[], 1000]);
    wakeOnce();
    expect(state.naps).toEqual([2]);
  });

  test("naps from tick to tick in a crowd, and the last nap ends with the tick", () => {
    const { state, wakeOnce } = startLoop({ beat: () => "crowd" });
    state.nowMs += 1;
    while (state.ticks.length === 0) wakeOnce();
    expect(state.naps).toEqual([2, 2, 2, 2, 1]);
    expect(state.ticks).toEqual([{ tick: 1, scheduledMs: 1010, atMs: 1010 }]);
    expect(state.sleeps).toEqual([]);
  });

  test("a nap of Node's is as long as it says, about", () => {
    const startMs = performance.now();
    NODE_TIMERS.nap(20);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(19);
  });
});

describe("behind", () => {
  test("catches up at most four ticks, then lets the network have its turn", () => {
    const { state, wakeOnce } = startLoop();
    state.nowMs = 1105;
    wakeOnce();
    expect(state.ticks.map(({ tick }) => tick)).toEqual([1, 2, 3, 4]);
    expect(state.turns).toBe(1);
    wakeOnce();
    wakeOnce();
    expect(state.ticks.map(({ tick }) => tick)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(state.drops).toEqual([]);
  });

  test("each tick is told how many follow it in the same go", () => {
    const { state, wakeOnce, runUntil } = startLoop();
    runUntil(1020);
    expect(state.following).toEqual([0, 0]);
    state.nowMs = 1085;
    wakeOnce();
    wakeOnce();
    expect(state.following.slice(2)).toEqual([3, 2, 1, 0, 1, 0]);
  });

  test("a tick that falls due while another runs waits for the network's turn", () => {
    const following: number[] = [];
    const { state, wakeOnce } = startLoop({
      onTick: (due) => {
        following.push(due.following);
        state.nowMs += 12;
      },
    });
    wakeOnce();
    expect(following).toEqual([0]);
    expect(state.turns).toBe(1);
    wakeOnce();
    expect(following).toEqual([0, 0]);
  });

  test("a backlog of 15 is caught up, one of 16 is dropped and counted", () => {
    const patient = startLoop();
    patient.state.nowMs = 1169;
    patient.runUntil(1169);
    expect(patient.state.ticks).toHaveLength(16);
    expect(patient.state.drops).toEqual([]);

    const { state, runUntil } = startLoop();
    state.nowMs = 1170;
    runUntil(1170);
    expect(state.drops).toEqual([16]);
    expect(state.ticks).toEqual([{ tick: 1, scheduledMs: 1170, atMs: 1170 }]);
  });

  test("after a drop no number is left out and the rate is as before", () => {
    const { state, runUntil } = startLoop();
    runUntil(1020);
    state.nowMs = 3025;
    runUntil(3055);
    expect(state.ticks.map(({ tick }) => tick)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(state.drops).toEqual([199]);
    expect(state.ticks.slice(2).map(({ scheduledMs }) => scheduledMs)).toEqual([
      3020, 3030, 3040, 3050,
    ]);
  });

  test("ticks that take too long lose time instead of falling ever further behind", () => {
    const { state, wakeOnce } = startLoop({
      onTick: () => {
        state.nowMs += 2 * TICK_MS;
      },
    });
    for (let wakes = 0; wakes < 200; wakes++) wakeOnce();
    const lost = state.drops.reduce((sum, count) => sum + count, 0);
    expect(lost).toBeGreaterThan(300);
    expect(Math.max(...state.drops)).toBeLessThanOrEqual(15 + 4);
  });
});

describe("tickAt", () => {
  test("tells the time in ticks, and tick n is due at n", () => {
    const { loop, runUntil } = startLoop();
    expect(loop.tickAt(1000)).toBe(0);
    expect(loop.tickAt(1005)).toBe(0.5);
    runUntil(1030);
    expect(loop.tickAt(1030)).toBe(3);
    expect(loop.tickAt(1037.5)).toBeCloseTo(3.75);
  });

  test("waits at an overdue tick, and does not go back when time is dropped", () => {
    const { loop, state, wakeOnce } = startLoop();
    state.nowMs = 2000;
    expect(loop.tickAt(2000)).toBe(1);
    let before = loop.tickAt(2000);
    for (let wakes = 0; wakes < 5; wakes++) {
      wakeOnce();
      expect(loop.tickAt(state.nowMs)).toBeGreaterThanOrEqual(before);
      before = loop.tickAt(state.nowMs);
    }
    expect(state.drops).toEqual([99]);
  });
});

describe("ticks in parts", () => {
  test("those in use are evenly spread over the tick, each at its time", () => {
    const { state, runUntil } = startLoop({ parts: 4, partsInUse: () => 3 });
    runUntil(1021);
    expect(state.parts).toEqual(["1.0", "1.1", "1.2", "2.0"]);
    expect(state.ticks.map(({ scheduledMs }) => scheduledMs)).toEqual([1010, 1012.5, 1015, 1020]);
    for (const { scheduledMs, atMs } of state.ticks)
      expect(atMs).toBeGreaterThanOrEqual(scheduledMs);
  });

  test("more and fewer are in use from one to the next; each tick begins with part 0", () => {
    let used = 1;
    const { state, runUntil } = startLoop({ parts: 4, partsInUse: () => used });
    runUntil(1010);
    used = 4;
    runUntil(1025);
    used = 1;
    runUntil(1040);
    expect(state.parts).toEqual(["1.0", "2.0", "2.1", "2.2", "2.3", "3.0", "4.0"]);
  });

  test("what is behind is caught up part by part, at most four ticks of each, and each is told how many follow", () => {
    const { state, wakeOnce, runUntil } = startLoop({ parts: 2, partsInUse: () => 2 });
    runUntil(1010);
    state.nowMs = 1071;
    wakeOnce();
    expect(state.parts.slice(1, 5)).toEqual(["1.1", "2.0", "2.1", "3.0"]);
    expect(state.parts.slice(5)).toEqual(["3.1", "4.0", "4.1", "5.0"]);
    expect(state.following.slice(1)).toEqual([3, 3, 2, 2, 1, 1, 0, 0]);
    wakeOnce();
    expect(state.parts.slice(9)).toEqual(["5.1", "6.0", "6.1", "7.0"]);
    expect(state.drops).toEqual([]);
  });

  test("time is dropped in whole ticks", () => {
    const { loop, state, wakeOnce, runUntil } = startLoop({ parts: 4, partsInUse: () => 2 });
    runUntil(1010);
    state.nowMs = 1214;
    expect(loop.tickAt(1214)).toBe(1.25);
    wakeOnce();
    expect(state.drops).toEqual([20]);
    expect(state.parts).toEqual(["1.0", "1.1"]);
    expect(state.ticks[1]!.scheduledMs).toBe(1212.5);
    expect(loop.tickAt(1214)).toBeCloseTo(1.4);
  });
});

test("a stopped loop does not tick again, not even within the same wake", () => {
  const { loop, state, wakeOnce } = startLoop({ onTick: () => loop.stop() });
  state.nowMs = 1105;
  wakeOnce();
  expect(wakeOnce()).toBe(false);

  const other = startLoop();
  other.loop.stop();
  expect(other.wakeOnce()).toBe(false);
});
