/** A bot's own seeded chance, so that the same bot who sees the same does the same. */
import { nextRandom, randomBelow } from "#shared/sim/random.ts";

export class Dice {
  readonly #source: { randomState: number };

  constructor(seed: number) {
    this.#source = { randomState: seed | 0 };
  }

  /** An integer in 0..bound-1. */
  below(bound: number): number {
    return randomBelow(this.#source, bound);
  }

  /** An integer in least..most. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in this share of all throws. */
  happens(share: number): boolean {
    return nextRandom(this.#source) < share * 4294967296;
  }

  /** 1 or -1. */
  sign(): number {
    return this.below(2) === 0 ? 1 : -1;
  }

  /** In -1..1, most often near 0. */
  bell(): number {
    return (this.below(2001) + this.below(2001)) / 2000 - 1;
  }
}
