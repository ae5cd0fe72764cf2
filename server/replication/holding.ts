/**
 * What one receiver holds: which rows of the snapshots that he was sent, and which bolts he knows. Baselines are the
 * same for all (broadcast.ts); what of them somebody got is his own.
 */
import { clearScope, createScope, type Scope } from "#shared/protocol/scope.ts";
import { BOLTS_PER_SEAT } from "#shared/sim/tuning.ts";

/** A scoreboard that is new to somebody comes by so many lines a snapshot. */
const SEATS_AT_ONCE = 64;
/** Skiffs of which he is told at once: fewer after a snapshot that was too large, one more after each that was not. */
const LEAST_SKIFFS = 8;
const FEWER_SHARE = 0.9;

export class Holding {
  /** What he gets of the snapshot that is being made, and has of the last one sent and of the one before that. */
  told: Scope;
  held: Scope;
  heldBefore: Scope;
  /** By bolt: the tick in which the one that he knows there was fired. */
  readonly boltTicks: Uint32Array;
  #mostSkiffs: number;

  constructor(seats: number) {
    this.told = createScope(seats);
    this.held = createScope(seats);
    this.heldBefore = createScope(seats);
    this.boltTicks = new Uint32Array(seats * BOLTS_PER_SEAT);
    this.#mostSkiffs = seats;
  }

  get mostSkiffs(): number {
    return this.#mostSkiffs;
  }

  /** The next snapshot leads from nothing. */
  forget(): void {
    clearScope(this.held);
    clearScope(this.heldBefore);
    this.boltTicks.fill(0);
  }

  /** Adds to the lines of the scoreboard that he has the next ones that he may get. */
  tellSeats(): void {
    const { told, held } = this;
    told.hasAllSeats = held.hasAllSeats;
    // Who has all of them is asked for none.
    if (held.hasAllSeats) return;
    told.seats.set(held.seats);
    const first = held.seats.indexOf(0);
    told.seats.fill(1, first, first + SEATS_AT_ONCE);
    told.hasAllSeats = first + SEATS_AT_ONCE >= told.seats.length;
  }

  /** What was told has been sent, in so many bytes where `softBytes` were wished for. */
  noteSent(bytes: number, softBytes: number): void {
    const spare = this.heldBefore;
    this.heldBefore = this.held;
    this.held = this.told;
    this.told = spare;
    if (bytes > softBytes)
      this.#mostSkiffs = Math.max(LEAST_SKIFFS, Math.floor(this.#mostSkiffs * FEWER_SHARE));
    else this.#mostSkiffs = Math.min(this.held.seats.length, this.#mostSkiffs + 1);
  }
}
