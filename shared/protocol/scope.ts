/**
 * Which rows of a snapshot one receiver gets. Everybody gets the match; of pads and skiffs what is near enough, and of the
 * scoreboard after a while all. By row: 1 for those that are in it, whether or not the snapshot has them.
 */
import { MAX_PADS } from "../sim/tuning.ts";
import { IndexSet } from "./indexSet.ts";

export interface Scope {
  readonly pads: Uint8Array;
  readonly seats: Uint8Array;
  readonly skiffs: IndexSet;
  /** All of `seats` are in it. */
  hasAllSeats: boolean;
}

/** The scope of nothing, in a room of so many seats. */
export function createScope(seats: number): Scope {
  const rows = (count: number) => new Uint8Array(count);
  return {
    pads: rows(MAX_PADS),
    seats: rows(seats),
    skiffs: new IndexSet(seats),
    hasAllSeats: false,
  };
}

/** The scope of everything. */
export function createWholeScope(seats: number): Scope {
  const scope = createScope(seats);
  for (const rows of [scope.pads, scope.seats]) rows.fill(1);
  for (let slot = 0; slot < seats; slot++) scope.skiffs.add(slot);
  scope.hasAllSeats = true;
  return scope;
}

export function clearScope(scope: Scope): void {
  for (const rows of [scope.pads, scope.seats]) rows.fill(0);
  scope.skiffs.clear();
  scope.hasAllSeats = false;
}
