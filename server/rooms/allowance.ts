/** A token bucket whose clock is ticks: so much at once, so much again per tick. */
export class Allowance {
  readonly #burst: number;
  readonly #perTick: number;
  #left: number;
  #atTick: number;

  /** `burst` things at once, refilled at `perTick`. `tick` may be a fraction and must not go back. */
  constructor(burst: number, perTick: number, tick: number) {
    this.#burst = burst;
    this.#perTick = perTick;
    this.#left = burst;
    this.#atTick = tick;
  }

  /** Whether there is one. */
  has(tick: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + (tick - this.#atTick) * this.#perTick);
    this.#atTick = tick;
    return this.#left >= 1;
  }

  /** Takes one if there is one. */
  take(tick: number): boolean {
    if (!this.has(tick)) return false;
    this.#left -= 1;
    return true;
  }
}
