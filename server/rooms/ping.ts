/**
 * The round trip of a seat, as the scoreboard of everybody shows it. It is averaged, and what is told stays as it is while
 * the truth is close to it: each change is sent to the whole room, and nobody reads the last few milliseconds.
 */
import { ticksFromMs } from "#shared/timing.ts";

/** Weight of a new round trip in the average. */
const SHARE = 1 / 16;
/** What is told is off by no more than this, or by no more than this part of it, whichever is more. */
const LEEWAY_MS = 5;
const LEEWAY_SHARE = 0.1;
/** Time between two changes of what is told. */
const TOLD_TICKS = ticksFromMs(2000);

export class Ping {
  /** Whole milliseconds; 0 before anything is known. */
  toldMs = 0;
  #averageMs = 0;
  #toldTick = 0;

  /** Takes in a round trip that ended at `atTick`, a tick with a fraction. */
  note(ms: number, atTick: number): void {
    const isFirst = this.#averageMs === 0;
    this.#averageMs = isFirst ? ms : this.#averageMs + (ms - this.#averageMs) * SHARE;
    if (!isFirst && (atTick - this.#toldTick < TOLD_TICKS || this.#isClose())) return;
    this.toldMs = Math.round(this.#averageMs);
    this.#toldTick = atTick;
  }

  #isClose(): boolean {
    const leewayMs = Math.max(LEEWAY_MS, this.#averageMs * LEEWAY_SHARE);
    return Math.abs(this.#averageMs - this.toldMs) <= leewayMs;
  }
}
