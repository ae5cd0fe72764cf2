/** Seeds of the tests that draw millions of cases themselves: a new one each run, told in the test's name. */
import { nextRandom, randomBelow, type RandomState } from "#shared/sim/random.ts";

/** FUZZ_SEED, or a new one. Put it into the test's name: a failure prints it. */
export function pickSeed(): number {
  const text = process.env.FUZZ_SEED;
  if (text === undefined) return Math.floor(Math.random() * 2 ** 32);
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new Error(`FUZZ_SEED is "${text}"; give it a whole number of 0..4294967295`);
}

/** Seeded chance with the few draws that generators need. */
export class Chance implements RandomState {
  randomState: number;

  constructor(seed: number) {
    this.randomState = seed | 0;
  }

  /** A whole number of 0..bound-1. */
  below(bound: number): number {
    return randomBelow(this, bound);
  }

  /** A whole number of least..most. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => nextRandom(this) & 0xff);
  }
}
