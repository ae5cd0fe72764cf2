/**
 * The way from one snapshot's rows to another's, in bits, for all kinds but skiffs (skiffRows.ts). Count 7, then for each
 * row: changed 1 · [ present 1 · [ for each group: changed 1 · [ its fields ] ] ]
 *
 * A group is its fields in order, each against what the baseline says (values.ts).
 */
import type { BitReader, BitWriter } from "./bits.ts";
import type { Field } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";
import { readField, writeField } from "./values.ts";

const COUNT_BITS = 7;

/** Appends the way from `base` to `now`, rows of the snapshot of `tick`. */
export function diffRows(writer: BitWriter, tick: number, now: Rows, base: Rows): void {
  const count = rowsInUse(now);
  writer.write(count, COUNT_BITS);
  for (let row = 0; row < count; row++) {
    const isPresent = now.isPresent[row]!;
    const isChanged =
      isPresent !== base.isPresent[row] ||
      (isPresent === 1 && differs(now, base, row, 0, now.fields.length));
    writer.write(Number(isChanged), 1);
    if (!isChanged) continue;
    writer.write(isPresent, 1);
    if (isPresent === 1) diffRow(writer, tick, now, base, row);
  }
}

/** Up to the last that is present: all after it are absent without a word. */
function rowsInUse(now: Rows): number {
  let count = now.isPresent.length;
  while (count > 0 && now.isPresent[count - 1] === 0) count--;
  return count;
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
export function groupEnd(fields: readonly Field[], start: number): number {
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
  const count = reader.read(COUNT_BITS);
  if (count > now.isPresent.length) return false;
  now.isPresent.fill(0);
  for (let row = 0; row < count; row++) {
    const isChanged = reader.read(1) === 1;
    const isPresent = isChanged ? reader.read(1) : base.isPresent[row]!;
    now.isPresent[row] = isPresent;
    if (isPresent === 0) continue;
    if (!isChanged) copyFields(now, base, row, 0, now.fields.length);
    else if (!patchRow(reader, tick, now, base, row)) return false;
  }
  return !reader.isOverrun;
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
