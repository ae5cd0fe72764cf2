/** Whom a bolt is expected to end on, and whether there is any knowing better before the server says so. */
import { MAX_SEATS, MOST_PELLETS } from "#shared/sim/tuning.ts";

/** A bolt is expected to end on somebody. */
export interface Strike {
  readonly tick: number;
  readonly victim: number;
  readonly x: number;
  readonly y: number;
  /** The very next snapshot will tell, or it is myself whom it strikes: worth showing. Before that he may dash. */
  readonly isSure: boolean;
}

/** In place of a victim's slot where a bolt ends on the puck. */
export const PUCK_VICTIM = MAX_SEATS;

/** One bolt from all others: nobody fires two shots in one tick. `pellet` as in a `FireEvent`. */
export function keyOfShot(slot: number, firedTick: number, pellet = 0): number {
  return (firedTick * MAX_SEATS + slot) * (MOST_PELLETS + 1) + pellet;
}

/** The tick in which the shot with this key was fired. */
export function firedTickOf(key: number): number {
  return Math.floor(key / (MOST_PELLETS + 1) / MAX_SEATS);
}
