/**
 * Does work at exact times on a loop whose timers are a millisecond coarse: sleeps while there is time, and spins over
 * what the network brings when the next piece of work is nearer than a timer can tell.
 */
import type { Timers } from "../../server/loop.ts";

/** Nearer work is spun for: a timer would be later than this in half of all cases. */
export const EXACT_MS = 0.4;
/** Never spin: work is done up to a millisecond late, and costs no more than itself. */
export const THRIFTY_MS = 0;
/** Timers take whole milliseconds and come a little late. */
const TIMER_SLACK_MS = 0.6;

export type PacerTimers = Pick<Timers, "wakeIn" | "wakeSoon">;

export class Pacer {
  readonly #now: () => number;
  readonly #timers: PacerTimers;
  readonly #spinMs: number;
  readonly #work: (nowMs: number) => number;
  #callOff: () => void = () => undefined;
  #wakeMs = Infinity;
  #isStopped = false;

  /** `work` does what is due at the time that it is given, and tells when there is more; Infinity for never. */
  constructor(
    now: () => number,
    timers: PacerTimers,
    spinMs: number,
    work: (nowMs: number) => number,
  ) {
    this.#now = now;
    this.#timers = timers;
    this.#spinMs = spinMs;
    this.#work = work;
  }

  /** There is something to do at `dueMs`, which may be sooner than what was known. */
  wakeAt(dueMs: number): void {
    if (dueMs >= this.#wakeMs || this.#isStopped) return;
    this.#callOff();
    this.#wakeMs = dueMs;
    const leftMs = dueMs - this.#now();
    const wake = () => this.#wake();
    this.#callOff =
      leftMs <= this.#spinMs
        ? this.#timers.wakeSoon(wake)
        : this.#timers.wakeIn(Math.max(1, Math.round(leftMs - TIMER_SLACK_MS)), wake);
  }

  stop(): void {
    this.#isStopped = true;
    this.#callOff();
  }

  #wake(): void {
    const dueMs = this.#wakeMs;
    const nowMs = this.#now();
    this.#wakeMs = Infinity;
    this.wakeAt(nowMs < dueMs ? dueMs : this.#work(nowMs));
  }
}
