/**
 * The way from one snapshot's rows to another's, in bits, for all kinds but skiffs (skiffRows.ts): only the rows that
 * changed, each with how far it is from the one before it, and a 0 in the end.
 *
 *   steps on to the row (codes.ts; from -1) · gone 1, if the baseline has it · [ for each group: changed 1 · [ fields ] ]
 *
 * A group is its fields in order, each against what the baseline says (values.ts).
 */
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readCount, writeCount } from "./codes.ts";
import type { IndexSet } from "./indexSet.ts";
import type { Field } from "./replicated.ts";
import { copyRows, type Rows } from "./snapshot.ts";
import { readField, writeField } from "./values.ts";

/** No rows: what the rows that a receiver does not hold are coded against. */
const NO_ROWS: Rows = { fields: [], isPresent: new Uint8Array(), values: new Int32Array() };

/** Of the rows of one kind, those that somebody gets and those that he holds of the baseline. */
export interface Share {
  readonly told: IndexSet;
  readonly held: IndexSet;
}

/** Appends the way from `base` to `now`, rows of the snapshot of `tick`, for one who has all of both or a share. */
export function diffRows(
  writer: BitWriter,
  tick: number,
  now: Rows,
  base: Rows,
  share?: Share,
): void {
  let last = -1;
  for (let row = 0; row < now.isPresent.length; row++) {
    const isPresent = now.isPresent[row] === 1 && share?.told.has(row) !== false;
    const wasPresent = base.isPresent[row] === 1 && share?.held.has(row) !== false;
    const isSame = isPresent && wasPresent && !differs(now, base, row, 0, now.fields.length);
    if (isSame || (!isPresent && !wasPresent)) continue;
    writeCount(writer, CODES.step, row - last);
    last = row;
    if (wasPresent) writer.write(Number(!isPresent), 1);
    if (isPresent) diffRow(writer, tick, now, wasPresent ? base : NO_ROWS, row);
  }
  endRows(writer);
}

/** Appends that no other row differs; alone, that none does. */
export function endRows(writer: BitWriter): void {
  writeCount(writer, CODES.step, 0);
}

/** Whether the way between them is none, for whoever gets the rows that he holds. */
export function areSame(now: Rows, base: Rows): boolean {
  for (let row = 0; row < now.isPresent.length; row++) {
    const isPresent = now.isPresent[row] === 1;
    if (isPresent !== (base.isPresent[row] === 1)) return false;
    if (isPresent && differs(now, base, row, 0, now.fields.length)) return false;
  }
  return true;
}

/** Appends one row group by group, with nothing before it; `now` must hold it. */
export function diffRow(writer: BitWriter, tick: number, now: Rows, base: Rows, row: number): void {
  for (let start = 0, end; start < now.fields.length; start = end) {
    end = groupEnd(now.fields, start);
    const isChanged = differs(now, base, row, start, end);
    writer.write(Number(isChanged), 1);
    if (isChanged) writeFields(writer, tick, now, base, row, start, end);
  }
}

/** Where the group that begins at `start` ends. */
function groupEnd(fields: readonly Field[], start: number): number {
  let end = start;
  while (end < fields.length && fields[end]!.group === fields[start]!.group) end++;
  return end;
}

/** What the baseline says of a value; of a row that it does not hold, 0. */
function valueIn(base: Rows, row: number, f: number): number {
  return base.isPresent[row] === 1 ? base.values[row * base.fields.length + f]! : 0;
}

/** Whether any of these fields of a row is not what the baseline says. */
export function differs(now: Rows, base: Rows, row: number, start: number, end: number): boolean {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) {
    if (now.values[first + f] !== valueIn(base, row, f)) return true;
  }
  return false;
}

/** Appends these fields of a row. */
export function writeFields(
  writer: BitWriter,
  tick: number,
  now: Rows,
  base: Rows,
  row: number,
  start: number,
  end: number,
): void {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) {
    writeField(writer, tick, now.fields[f]!, now.values[first + f]!, valueIn(base, row, f));
  }
}

/** Reads what `diffRows` wrote and makes `now` of it. False when no such delta could be; `now` is then worthless. */
export function patchRows(reader: BitReader, tick: number, now: Rows, base: Rows): boolean {
  copyRows(base, now);
  let row = -1;
  for (;;) {
    const steps = readCount(reader, CODES.step);
    if (steps === 0) return !reader.isOverrun;
    row += steps;
    if (row >= now.isPresent.length) return false;
    const isGone = base.isPresent[row] === 1 && reader.read(1) === 1;
    now.isPresent[row] = Number(!isGone);
    if (!isGone && !patchRow(reader, tick, now, base, row)) return false;
  }
}

/** Reads one row that `diffRow` wrote; false when no such row could be. */
export function patchRow(
  reader: BitReader,
  tick: number,
  now: Rows,
  base: Rows,
  row: number,
): boolean {
  for (let start = 0, end; start < now.fields.length; start = end) {
    end = groupEnd(now.fields, start);
    if (reader.read(1) === 0) copyFields(now, base, row, start, end);
    else if (!readFields(reader, tick, now, base, row, start, end)) return false;
  }
  return !reader.isOverrun;
}

/** Takes these fields of a row over from the baseline. */
export function copyFields(now: Rows, base: Rows, row: number, start: number, end: number): void {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) now.values[first + f] = valueIn(base, row, f);
}

/** Reads what `writeFields` wrote; false when a value is none that its field can have. */
export function readFields(
  reader: BitReader,
  tick: number,
  now: Rows,
  base: Rows,
  row: number,
  start: number,
  end: number,
): boolean {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) {
    const field = now.fields[f]!;
    const value = readField(reader, tick, field, valueIn(base, row, f));
    if (value < field.least || value > field.most) return false;
    now.values[first + f] = value;
  }
  return true;
}
