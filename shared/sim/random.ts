/** Seeded chance: mulberry32 (Tommy Ettinger, public domain). Its whole state is one 32-bit integer. */

export interface RandomState {
  randomState: number;
}

/** Next integer in 0..2^32-1; advances `source.randomState`. */
export function nextRandom(source: RandomState): number {
  source.randomState = (source.randomState + 0x6d2b79f5) | 0;
  let z = source.randomState;
  z = Math.imul(z ^ (z >>> 15), z | 1);
  z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
  return (z ^ (z >>> 14)) >>> 0;
}

/** Next integer in 0..bound-1. `bound` is 1..2^32. */
export function randomBelow(source: RandomState, bound: number): number {
  return Math.floor((nextRandom(source) / 4294967296) * bound);
}
