/**
 * What one receiver holds: which rows of the snapshots that he was sent, and which bolts he knows. Baselines are the
 * same for all (broadcast.ts); what of them somebody got is his own.
 */
import { clearScope, createScopes, type Scope } from "#shared/protocol/scope.ts";
import { IndexSet } from "#shared/protocol/indexSet.ts";
import { BOLTS_PER_SEAT } from "#shared/sim/tuning.ts";

/** A scoreboard that is new to somebody comes by so many lines a snapshot: more would leave no room for who is near. */
const SEATS_AT_ONCE = 32;
/** Skiffs of which he is told at once: fewer after a snapshot that was too large, one more after each that was not. */
const LEAST_SKIFFS = 8;
const FEWER_SHARE = 0.9;

/**
 * Shots are numbered, and so many of the newest are told from one another: twice as many as bolts can be in the air, as a
 * power of two.
 */
export function shotsKept(seats: number): number {
  return 2 ** (32 - Math.clz32(2 * seats * BOLTS_PER_SEAT - 1));
}

export class Holding {
  /** What he gets of the snapshot that is being made, and has of the last one sent and of the one before that. */
  told: Scope;
  held: Scope;
  heldBefore: Scope;
  /** The shots that he knows, by their numbers modulo `shotsKept`. */
  readonly shots: IndexSet;
  /** Shots from this number on he cannot know yet. */
  #nextShot = 0;
  #mostSkiffs: number;
  readonly #seats: number;

  /** In a room of so many seats. */
  constructor(seats: number) {
    this.#seats = seats;
    [this.told, this.held, this.heldBefore] = createScopes(seats, 3) as [Scope, Scope, Scope];
    this.shots = new IndexSet(shotsKept(seats));
    this.#mostSkiffs = seats;
  }

  get mostSkiffs(): number {
    return this.#mostSkiffs;
  }

  /** The next snapshot leads from nothing. */
  forget(): void {
    clearScope(this.held);
    clearScope(this.heldBefore);
    this.shots.clear();
    // In another world shots are numbered anew.
    this.#nextShot = 0;
  }

  /** Shots up to `next`, without it, have been fired: what was kept of those that had their places is void. */
  expectShots(next: number): void {
    const kept = shotsKept(this.#seats);
    this.#nextShot = Math.max(this.#nextShot, next - kept);
    for (; this.#nextShot < next; this.#nextShot++) this.shots.delete(this.#nextShot % kept);
  }

  /** Adds to the lines of the scoreboard that he has the next ones that he may get. */
  tellSeats(): void {
    const { told, held } = this;
    told.hasAllSeats = held.hasAllSeats;
    // Who has all of them is asked for none.
    if (held.hasAllSeats) return;
    told.seats.copy(held.seats);
    let line = 0;
    while (held.seats.has(line)) line++;
    const end = Math.min(this.#seats, line + SEATS_AT_ONCE);
    for (; line < end; line++) told.seats.add(line);
    told.hasAllSeats = end === this.#seats;
  }

  /** What was told has been sent, and was more than is wished for or left nobody in who is new. */
  noteSent(isTooLarge: boolean): void {
    const spare = this.heldBefore;
    this.heldBefore = this.held;
    this.held = this.told;
    this.told = spare;
    if (isTooLarge)
      this.#mostSkiffs = Math.max(LEAST_SKIFFS, Math.floor(this.#mostSkiffs * FEWER_SHARE));
    else this.#mostSkiffs = Math.min(this.#seats, this.#mostSkiffs + 1);
  }
}
