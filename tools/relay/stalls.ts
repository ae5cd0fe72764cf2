/**
 * When a connection stands still, both ways: by a seeded plan, and whenever somebody asks for it. Time is an argument,
 * and may be asked for in any order.
 */
import { nextRandom } from "#shared/sim/random.ts";

export interface StallOptions {
  /** Mean count of stalls a second, counted from the end of the one before. */
  readonly perSecond: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface StallWindow {
  readonly startMs: number;
  readonly endMs: number;
}

export class Stalls {
  readonly #options: StallOptions | undefined;
  readonly #random: { randomState: number };
  readonly #windows: StallWindow[] = [];
  #planned: StallWindow;

  /** `options` undefined plans none. */
  constructor(options: StallOptions | undefined, seed: number, startMs: number) {
    this.#options = options;
    this.#random = { randomState: seed };
    this.#planned = this.#plan(startMs);
  }

  /** Stalls so far, those that were asked for among them. */
  get windows(): readonly StallWindow[] {
    return this.#windows;
  }

  /** Nothing passes from `startMs` on for `forMs`. */
  stall(startMs: number, forMs: number): void {
    this.#windows.push({ startMs, endMs: startMs + forMs });
  }

  /** From now on only those that are asked for. */
  endPlan(): void {
    this.#planned = { startMs: Infinity, endMs: Infinity };
  }

  /** When something may pass that is due at `dueMs`: then, or at the end of the stall that it falls into. */
  passableAt(dueMs: number): number {
    this.#unrollTo(dueMs);
    let atMs = dueMs;
    for (;;) {
      const stall = this.#windows.findLast(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
      if (stall === undefined) return atMs;
      atMs = stall.endMs;
      this.#unrollTo(atMs);
    }
  }

  #unrollTo(ms: number): void {
    while (this.#planned.startMs <= ms) {
      this.#windows.push(this.#planned);
      this.#planned = this.#plan(this.#planned.endMs);
    }
  }

  /** Gaps between stalls have no memory, as those of a network that fails at any moment alike. */
  #plan(fromMs: number): StallWindow {
    if (this.#options === undefined) return { startMs: Infinity, endMs: Infinity };
    const { perSecond, leastMs, mostMs } = this.#options;
    const startMs = fromMs - (Math.log(1 - this.#chance()) / perSecond) * 1000;
    return { startMs, endMs: startMs + leastMs + this.#chance() * (mostMs - leastMs) };
  }

  /** Uniform in [0, 1). */
  #chance(): number {
    return nextRandom(this.#random) / 2 ** 32;
  }
}
