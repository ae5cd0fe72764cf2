/**
 * The beat: calls `onTick` at a fixed rate, each tick due at epoch + number * tickMs, so that lateness never adds up.
 * Timers are up to 1.3 ms late, so while somebody plays the last of the way is gone in naps, which end when they should;
 * between two of them the network has its turn. It knows no game, and reads only the clock it is given.
 */

export interface Timers {
  /** Calls `wake` once, after about `ms`. Returns how to call it off. */
  wakeIn(ms: number, wake: () => void): () => void;
  /** Calls `wake` once, after whatever the network has brought meanwhile. Returns how to call it off. */
  wakeSoon(wake: () => void): () => void;
  /** Stands still for `ms`: nothing of this process runs, and it costs nothing. */
  nap(ms: number): void;
}

const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

export const NODE_TIMERS: Timers = {
  wakeIn: (ms, wake) => {
    const timer = setTimeout(wake, ms);
    return () => clearTimeout(timer);
  },
  wakeSoon: (wake) => {
    const immediate = setImmediate(wake);
    return () => clearImmediate(immediate);
  },
  nap: (ms) => {
    Atomics.wait(nobodyWakes, 0, 0, ms);
  },
};

/**
 * How the time between two ticks is spent: asleep while nobody plays; `exact`, asleep and the last of it in short naps; or
 * for a `crowd` all of it in longer ones, so that what comes is taken in by the heap and not one by one.
 */
export type Beat = "asleep" | "exact" | "crowd";

/** More than these send so much that it is better taken in by the heap. */
const MOST_EXACT_PEERS = 64;

/** How to spend it with so many peers. */
export function beatFor(peers: number): Beat {
  if (peers === 0) return "asleep";
  return peers > MOST_EXACT_PEERS ? "crowd" : "exact";
}

export interface LoopOptions {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  timers: Timers;
  tickMs: number;
  /** Ticks that are caught up in one go; then the network has its turn. */
  maxTicksPerWake: number;
  /** Further behind than this, time is dropped instead of caught up. */
  maxBacklogTicks: number;
  /**
   * `tick` counts from 1 and leaves nothing out; `scheduledMs` is when it was due; `following` ticks come after it in the
   * same go.
   */
  onTick(tick: number, scheduledMs: number, following: number): void;
  /** The world has lost this many ticks of time. */
  onDrop(ticks: number): void;
  beat(): Beat;
  /**
   * Whether somebody has come since this was asked last. Behind him others may wait, of whom the network lets in one a turn
   * (libuv accepts no more): then there is no nap between two turns, or a storm at the door keeps everybody out.
   */
  isCalled?(): boolean;
}

/** Whether anybody has come since it was asked last. */
export class Arrivals {
  #isNew = false;

  note(): void {
    this.#isNew = true;
  }

  take(): boolean {
    const isNew = this.#isNew;
    this.#isNew = false;
    return isNew;
  }
}

export interface Loop {
  /**
   * The time in ticks, with a fraction; tick n is due at n. It waits at a tick that is overdue, so it never goes back
   * when time is dropped.
   */
  tickAt(nowMs: number): number;
  stop(): void;
}

/** Sleep ends this long before a tick when it is to be exact: timers are up to 1.3 ms late. */
const WATCH_MS = 2;
/** What the network brings waits this long at most: hardly to be noticed, and little against a hundred others. */
const EXACT_NAP_MS = 0.5;
const CROWD_NAP_MS = 2;

/** Starts ticking at once; the first tick is due one `tickMs` from now. */
export function runLoop(options: LoopOptions): Loop {
  const { now, timers, tickMs, maxTicksPerWake, maxBacklogTicks } = options;
  let epochMs = now();
  let nextTick = 1;
  let callOff = () => {};
  let isRunning = true;

  const dueMs = (tick: number) => epochMs + tick * tickMs;

  const wake = (): void => {
    dropBacklog();
    // Counted once: what falls due meanwhile has its own go, after the network's turn.
    for (let left = countDue(); left > 0 && isRunning; left--) {
      const tick = nextTick;
      options.onTick(tick, dueMs(tick), left - 1);
      nextTick = tick + 1;
    }
    if (isRunning) wait();
  };

  const countDue = (): number => {
    const nowMs = now();
    let count = 0;
    while (count < maxTicksPerWake && nowMs >= dueMs(nextTick + count)) count++;
    return count;
  };

  const dropBacklog = (): void => {
    const backlog = Math.floor((now() - dueMs(nextTick)) / tickMs);
    if (backlog <= maxBacklogTicks) return;
    epochMs += backlog * tickMs;
    options.onDrop(backlog);
  };

  const wait = (): void => {
    const beat = options.beat();
    const leftMs = dueMs(nextTick) - now();
    const watchMs = { asleep: 0, exact: WATCH_MS, crowd: Infinity }[beat];
    if (leftMs > watchMs) callOff = timers.wakeIn(Math.ceil(leftMs - watchMs), wake);
    else callOff = timers.wakeSoon(() => napAndWake(beat));
  };

  const napAndWake = (beat: Beat): void => {
    const leftMs = dueMs(nextTick) - now();
    const napMs = beat === "crowd" ? CROWD_NAP_MS : EXACT_NAP_MS;
    const isCalled = options.isCalled?.() === true;
    if (leftMs > 0 && !isCalled) timers.nap(Math.min(leftMs, napMs));
    wake();
  };

  wait();
  return {
    tickAt: (nowMs) => Math.min((nowMs - epochMs) / tickMs, nextTick),
    stop: () => {
      isRunning = false;
      callOff();
    },
  };
}
