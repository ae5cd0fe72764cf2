/**
 * Skiffs into bits, for everybody who holds the same baseline: each row is packed once, when the first receiver needs it,
 * and copied bit by bit for all others. What they share hangs on what all skiffs did to one another, so a receiver who
 * does not have the whole of a crowd that pushed gets those of it that he has as a whole.
 */
import { BitWriter } from "./bits.ts";
import { CODES, writeCount } from "./codes.ts";
import { findCrowds } from "./crowds.ts";
import { IndexSet } from "./indexSet.ts";
import type { Scope } from "./scope.ts";
import {
  GONE,
  goesOn,
  rowCode,
  setCourse,
  WHOLE,
  writeKnown,
  writeWhole,
  type Witness,
} from "./skiffRows.ts";
import type { Span } from "./span.ts";

/** What one receiver is to get, and what he got of the baseline and, if at all, of the snapshot before that. */
export interface Scopes {
  readonly told: Scope;
  readonly held: Scope;
  readonly heldBefore: Scope | undefined;
}

/** More than any row takes in any of its three forms. */
const ROW_BYTES = 96;
/** Forms of a row: with the turn before the baseline known to the receiver, or not; or all of it. */
const TURNING = 0;
const KNOWN = 1;
const ENTIRE = 2;
const FORMS = 3;
const UNPACKED = -1;

export class SkiffPacker {
  readonly #rows: BitWriter;
  /** Where in `#rows` the forms of each row begin, and how many bits they have. */
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  /** The skiffs that can be told against what is foreseen. */
  readonly #foreseen: IndexSet;
  /** Those that the baseline has. */
  readonly #inBase: IndexSet;
  /** Those that this receiver gets and does not hold. */
  readonly #newcomers: IndexSet;
  /** Those that this receiver is told so: he has them, and of those that they touched all. */
  readonly #carried: IndexSet;
  #crowds: readonly (readonly number[])[] = [];
  #span: Span | undefined;
  #witness: Witness | undefined;

  constructor(seats: number) {
    this.#rows = new BitWriter(seats * ROW_BYTES);
    this.#starts = new Int32Array(seats * FORMS);
    this.#lengths = new Int32Array(seats * FORMS);
    this.#foreseen = new IndexSet(seats);
    this.#carried = new IndexSet(seats);
    this.#inBase = new IndexSet(seats);
    this.#newcomers = new IndexSet(seats);
  }

  /** Begins with another span, which must stay as it is, its foresight too, until the next. */
  begin(span: Span, witness: Witness): void {
    const { now, base, foresight } = span;
    this.#span = span;
    this.#witness = witness;
    this.#rows.clear();
    this.#starts.fill(UNPACKED);
    this.#foreseen.clear();
    this.#inBase.clear();
    foresight.begin(base);
    for (let slot = 0; slot < now.skiffs.isPresent.length; slot++) {
      if (base.skiffs.isPresent[slot] === 1) this.#inBase.add(slot);
      if (goesOn(now, base, slot)) {
        this.#foreseen.add(slot);
        setCourse(span, slot, witness);
      } else foresight.drop(slot);
    }
    foresight.run(now.tick);
    this.#crowds = findCrowds(foresight.bumps);
  }

  /** Looks at the next receiver: what is asked and written from here on is about him. */
  turnTo({ told, held }: Scopes): void {
    this.#carried.meet(told.skiffs, held.skiffs, this.#foreseen);
    for (const crowd of this.#crowds) {
      let isWhole = true;
      for (const slot of crowd) isWhole &&= held.skiffs.has(slot) && told.skiffs.has(slot);
      if (!isWhole) for (const slot of crowd) this.#carried.delete(slot);
    }
  }

  /** Whether the receiver gets the row of `slot` against what is foreseen, with the shot that it may carry. */
  carries(slot: number): boolean {
    return this.#carried.has(slot);
  }

  /** Bits of a row as a whole. */
  wholeBits(slot: number): number {
    return this.#lengths[this.#form(ENTIRE, slot)]!;
  }

  /** Appends the rows that the receiver holds of the baseline. */
  writeHeld(writer: BitWriter, { told, held, heldBefore }: Scopes): void {
    const { now, base } = this.#span!;
    const before = heldBefore?.skiffs;
    for (let slot = held.skiffs.next(-1); slot >= 0; slot = held.skiffs.next(slot)) {
      if (!this.#inBase.has(slot)) continue;
      if (this.#carried.has(slot))
        this.#copy(writer, before?.has(slot) === true ? TURNING : KNOWN, slot);
      else if (now.skiffs.isPresent[slot] !== 1 || !told.skiffs.has(slot))
        rowCode(base, slot).write(writer, GONE);
      else {
        rowCode(base, slot).write(writer, WHOLE);
        this.#copy(writer, ENTIRE, slot);
      }
    }
  }

  /** Appends the rows that the receiver does not hold; to come right after those that he does. */
  writeNewcomers(writer: BitWriter, { told, held }: Scopes): void {
    const { now } = this.#span!;
    let last = -1;
    this.#newcomers.leaveOut(told.skiffs, held.skiffs, this.#inBase);
    for (let slot = this.#newcomers.next(-1); slot >= 0; slot = this.#newcomers.next(slot)) {
      if (now.skiffs.isPresent[slot] === 0) continue;
      writeCount(writer, CODES.step, slot - last);
      this.#copy(writer, ENTIRE, slot);
      last = slot;
    }
    writeCount(writer, CODES.step, 0);
  }

  #copy(writer: BitWriter, form: number, slot: number): void {
    const at = this.#form(form, slot);
    writer.copy(this.#rows, this.#starts[at]!, this.#lengths[at]!);
  }

  /** Packs a form of a row unless it is; gives its index. */
  #form(form: number, slot: number): number {
    const at = slot * FORMS + form;
    if (this.#starts[at] !== UNPACKED) return at;
    const span = this.#span!;
    const start = this.#rows.bitCount;
    if (form === ENTIRE) writeWhole(this.#rows, span.now, slot);
    else if (form === TURNING) writeKnown(this.#rows, span, slot, this.#witness!);
    else writeKnown(this.#rows, { ...span, before: undefined }, slot, this.#witness!);
    this.#starts[at] = start;
    this.#lengths[at] = this.#rows.bitCount - start;
    return at;
  }
}
