/**
 * The beat: calls `onTick` at a fixed rate, each tick due at epoch + number * tickMs, so that lateness never adds up.
 * Where exact ticks are worth it, it sleeps until shortly before one and then spins (0.2 ms late at p99, for a tenth of a
 * core), else it just sleeps (1.3 ms). It knows no game, and reads only the clock it is given.
 */

export interface Timers {
  /** Calls `wake` once, after about `ms`. Returns how to call it off. */
  wakeIn(ms: number, wake: () => void): () => void;
  /** Calls `wake` once, after whatever the network has brought meanwhile. Returns how to call it off. */
  wakeSoon(wake: () => void): () => void;
}

export const NODE_TIMERS: Timers = {
  wakeIn: (ms, wake) => {
    const timer = setTimeout(wake, ms);
    return () => clearTimeout(timer);
  },
  wakeSoon: (wake) => {
    const immediate = setImmediate(wake);
    return () => clearImmediate(immediate);
  },
};

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
  /** Whether exact ticks are worth a tenth of a core now. */
  isExact(): boolean;
}

export interface Loop {
  /**
   * The time in ticks, with a fraction; tick n is due at n. It waits at a tick that is overdue, so it never goes back
   * when time is dropped.
   */
  tickAt(nowMs: number): number;
  stop(): void;
}

/** Sleep ends this long before a tick when somebody plays: timers are up to 1.3 ms late. */
const SPIN_MS = 2;

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
    const leftMs = dueMs(nextTick) - now();
    const spinMs = options.isExact() ? SPIN_MS : 0;
    callOff =
      leftMs <= spinMs ? timers.wakeSoon(wake) : timers.wakeIn(Math.ceil(leftMs - spinMs), wake);
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
