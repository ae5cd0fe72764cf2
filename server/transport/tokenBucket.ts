/** How often something may be done: a burst at once, then a steady rate. */

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** By so much may times be off that were added up, ms. */
const ROUNDING_MS = 0.01;

/**
 * All that it remembers is when it is full again, one number: the generic cell rate algorithm (ITU-T I.371). Times are ms
 * of any clock that does not go back.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #fullAtMs: number;

  /** A full one. */
  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#fullAtMs = nowMs;
  }

  /** Takes `amount` tokens if there are as many; otherwise takes none. */
  take(amount: number, nowMs: number): boolean {
    const fullAtMs = this.#without(amount, nowMs);
    if (!this.#allows(fullAtMs, nowMs)) return false;
    this.#fullAtMs = fullAtMs;
    return true;
  }

  /** Whether `amount` tokens are there; takes none. */
  has(amount: number, nowMs: number): boolean {
    return this.#allows(this.#without(amount, nowMs), nowMs);
  }

  /** Whether nothing of the burst is used up. */
  isFull(nowMs: number): boolean {
    return nowMs >= this.#fullAtMs;
  }

  /** When it is full again once so many are taken. */
  #without(amount: number, nowMs: number): number {
    return Math.max(nowMs, this.#fullAtMs) + (amount / this.#rate.perSecond) * 1000;
  }

  /** Whether so much of the burst may be used up. */
  #allows(fullAtMs: number, nowMs: number): boolean {
    const { perSecond, burst } = this.#rate;
    return fullAtMs - nowMs <= (burst / perSecond) * 1000 + ROUNDING_MS;
  }
}
