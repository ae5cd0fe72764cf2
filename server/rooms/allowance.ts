/** So much at once, so much again per tick. */
export interface Pace {
  readonly burst: number;
  readonly perTick: number;
}

/** By so much may times be off that were added up. */
const ROUNDING_TICKS = 1e-4;

/** A token bucket as in transport/limits.ts, whose clock is ticks. */
export class Allowance {
  readonly #pace: Pace;
  #fullAtTick: number;

  /** Ticks may be fractions and must not go back. */
  constructor(pace: Pace, tick: number) {
    this.#pace = pace;
    this.#fullAtTick = tick;
  }

  /** Whether there is one. */
  has(tick: number): boolean {
    const { burst, perTick } = this.#pace;
    return this.#without(tick) - tick <= burst / perTick + ROUNDING_TICKS;
  }

  /** Takes one if there is one. */
  take(tick: number): boolean {
    if (!this.has(tick)) return false;
    this.#fullAtTick = this.#without(tick);
    return true;
  }

  /** When it is full again once one is taken. */
  #without(tick: number): number {
    return Math.max(tick, this.#fullAtTick) + 1 / this.#pace.perTick;
  }
}
