/**
 * Which rows of a snapshot one receiver gets. Everybody gets the match; of pads and skiffs what is near enough, and of the
 * scoreboard after a while all. Rows are in it whether or not the snapshot has them.
 */
import { MAX_PADS } from "../sim/tuning.ts";
import { IndexSet, wordsFor } from "./indexSet.ts";

export interface Scope {
  readonly pads: IndexSet;
  readonly seats: IndexSet;
  readonly skiffs: IndexSet;
  /** All of `seats` are in it. */
  hasAllSeats: boolean;
}

/** The scope of nothing, in a room of so many seats. */
export function createScope(seats: number): Scope {
  return createScopes(seats, 1)[0]!;
}

/** Several that are used together lie together: a server comes to those of each player when it has forgotten them. */
export function createScopes(seats: number, count: number): Scope[] {
  const [padWords, seatWords] = [wordsFor(MAX_PADS), wordsFor(seats)];
  const scopeWords = padWords + 2 * seatWords;
  const words = new Uint32Array(count * scopeWords);
  return Array.from({ length: count }, (_, i) => {
    const start = i * scopeWords;
    return {
      pads: new IndexSet(MAX_PADS, words, start),
      skiffs: new IndexSet(seats, words, start + padWords),
      seats: new IndexSet(seats, words, start + padWords + seatWords),
      hasAllSeats: false,
    };
  });
}

/** The scope of everything. */
export function createWholeScope(seats: number): Scope {
  const scope = createScope(seats);
  for (let pad = 0; pad < MAX_PADS; pad++) scope.pads.add(pad);
  for (let slot = 0; slot < seats; slot++) {
    scope.seats.add(slot);
    scope.skiffs.add(slot);
  }
  scope.hasAllSeats = true;
  return scope;
}

export function clearScope(scope: Scope): void {
  for (const rows of [scope.pads, scope.seats, scope.skiffs]) rows.clear();
  scope.hasAllSeats = false;
}
