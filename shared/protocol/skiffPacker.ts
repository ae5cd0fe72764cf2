/**
 * Skiffs into bits, for everybody who holds the same baseline: each row is packed once, when the first receiver needs it,
 * and copied bit by bit for all others. What they share hangs on what all skiffs did to one another, so a receiver who
 * does not have the whole of a crowd that pushed gets those of it that he has as a whole.
 */
import { BitWriter } from "./bits.ts";
import { CODES, writeCount } from "./codes.ts";
import { findCrowds } from "./crowds.ts";
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
  /** By slot: the skiff can be told against what is foreseen. */
  readonly #isForeseen: Uint8Array;
  /** By slot: this receiver lacks one of those that the skiff touched. */
  readonly #isTorn: Uint8Array;
  #crowds: readonly (readonly number[])[] = [];
  #span: Span | undefined;
  #witness: Witness | undefined;

  constructor(seats: number) {
    this.#rows = new BitWriter(seats * ROW_BYTES);
    this.#starts = new Int32Array(seats * FORMS);
    this.#lengths = new Int32Array(seats * FORMS);
    this.#isForeseen = new Uint8Array(seats);
    this.#isTorn = new Uint8Array(seats);
  }

  /** Begins with another span, which must stay as it is, its foresight too, until the next. */
  begin(span: Span, witness: Witness): void {
    const { now, base, foresight } = span;
    this.#span = span;
    this.#witness = witness;
    this.#rows.clear();
    this.#starts.fill(UNPACKED);
    foresight.begin(base);
    for (let slot = 0; slot < now.skiffs.isPresent.length; slot++) {
      this.#isForeseen[slot] = Number(goesOn(now, base, slot));
      if (this.#isForeseen[slot] === 1) setCourse(span, slot, witness);
      else foresight.drop(slot);
    }
    foresight.run(now.tick);
    this.#crowds = findCrowds(foresight.bumps);
  }

  /** Looks at the next receiver: what is asked and written from here on is about him. */
  turnTo({ told, held }: Scopes): void {
    this.#isTorn.fill(0);
    for (const crowd of this.#crowds) {
      let isWhole = true;
      for (const slot of crowd) isWhole &&= held.skiffs.has(slot) && told.skiffs.has(slot);
      if (!isWhole) for (const slot of crowd) this.#isTorn[slot] = 1;
    }
  }

  /** Whether the receiver gets the row of `slot` against what is foreseen, with the shot that it may carry. */
  carries(slot: number, { told, held }: Scopes): boolean {
    const isIn = told.skiffs.has(slot) && held.skiffs.has(slot);
    return isIn && this.#isForeseen[slot] === 1 && this.#isTorn[slot] === 0;
  }

  /** Bits of a row as a whole. */
  wholeBits(slot: number): number {
    return this.#lengths[this.#form(ENTIRE, slot)]!;
  }

  /** Appends the rows that the receiver holds of the baseline. */
  writeHeld(writer: BitWriter, scopes: Scopes): void {
    const { isPresent } = this.#span!.base.skiffs;
    const { skiffs } = scopes.held;
    for (let slot = skiffs.next(-1); slot >= 0; slot = skiffs.next(slot))
      if (isPresent[slot] === 1) this.#writeRow(writer, slot, scopes);
  }

  #writeRow(writer: BitWriter, slot: number, scopes: Scopes): void {
    const { now, base } = this.#span!;
    if (now.skiffs.isPresent[slot] === 0 || !scopes.told.skiffs.has(slot))
      rowCode(base, slot).write(writer, GONE);
    else if (!this.carries(slot, scopes)) {
      rowCode(base, slot).write(writer, WHOLE);
      this.#copy(writer, ENTIRE, slot);
    } else this.#copy(writer, scopes.heldBefore?.skiffs.has(slot) === true ? TURNING : KNOWN, slot);
  }

  /** Appends the rows that the receiver does not hold; to come right after those that he does. */
  writeNewcomers(writer: BitWriter, { told, held }: Scopes): void {
    const { now, base } = this.#span!;
    let last = -1;
    for (let slot = told.skiffs.next(-1); slot >= 0; slot = told.skiffs.next(slot)) {
      if (now.skiffs.isPresent[slot] === 0) continue;
      if (base.skiffs.isPresent[slot] === 1 && held.skiffs.has(slot)) continue;
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
