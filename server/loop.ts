/**
 * The beat: calls `onTick` at a fixed rate, as the timetable says. Timers are up to 1.3 ms late, so while somebody plays
 * the last of the way is gone in naps, which end when they should; between two of them the network has its turn. It knows
 * no game, and reads only the clock it is given.
 */
import { Timetable, type DuePart, type TimetableOptions } from "./timetable.ts";

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

export interface LoopOptions extends TimetableOptions {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  timers: Timers;
  onTick(due: DuePart): void;
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
   * The time in ticks, with a fraction; tick n is due at n. It waits at what is overdue, so it never goes back when time
   * is dropped.
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
  const { now, timers } = options;
  const timetable = new Timetable(options, now());
  let callOff = () => {};
  let isRunning = true;

  const wake = (): void => {
    const dropped = timetable.dropBacklog(now());
    if (dropped > 0) options.onDrop(dropped);
    // Listed once: what falls due meanwhile has its own go, after the network's turn.
    for (const due of timetable.listDue(now())) {
      if (!isRunning) return;
      options.onTick(due);
      timetable.noteDone(due);
    }
    if (isRunning) wait();
  };

  const wait = (): void => {
    const beat = options.beat();
    const leftMs = timetable.nextMs - now();
    const watchMs = { asleep: 0, exact: WATCH_MS, crowd: Infinity }[beat];
    if (leftMs > watchMs) callOff = timers.wakeIn(Math.ceil(leftMs - watchMs), wake);
    else callOff = timers.wakeSoon(() => napAndWake(beat));
  };

  const napAndWake = (beat: Beat): void => {
    const leftMs = timetable.nextMs - now();
    const napMs = beat === "crowd" ? CROWD_NAP_MS : EXACT_NAP_MS;
    const isCalled = options.isCalled?.() === true;
    if (leftMs > 0 && !isCalled) timers.nap(Math.min(leftMs, napMs));
    wake();
  };

  wait();
  return {
    tickAt: (nowMs) => timetable.tickAt(nowMs),
    stop: () => {
      isRunning = false;
      callOff();
    },
  };
}
