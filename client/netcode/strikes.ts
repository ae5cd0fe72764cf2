/** Whom a bolt is expected to end on, and whether there is any knowing better before the server says so. */
import { MAX_SEATS } from "#shared/sim/tuning.ts";

/** A bolt is expected to end on somebody. */
export interface Strike {
  readonly tick: number;
  readonly victim: number;
  readonly x: number;
  readonly y: number;
  /** The very next snapshot will tell, or it is myself whom it strikes: worth showing. Before that he may dash. */
  readonly isSure: boolean;
}

/** One bolt from all others: nobody fires two in one tick. */
export function keyOfShot(slot: number, firedTick: number): number {
  return firedTick * MAX_SEATS + slot;
}
