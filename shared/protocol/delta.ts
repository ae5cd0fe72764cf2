/**
 * The way from one snapshot's rows to another's, in bits. For each kind of row: count 7 · and for each of its rows
 *
 *   0 as expected · 10 [ its first group ] · 11 present 1 · [ for each group: changed 1 · [ the group ] ]
 *
 * A group is its fields in order, each against what it is expected to be (values.ts).
 */
import { BitReader, BitWriter } from "./bits.ts";
import type { Field } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";
import { readField, writeField } from "./values.ts";

const COUNT_BITS = 7;

/** What a delta is against: the baseline, the snapshot before that when both ends hold it, and how far it reaches. */
export interface Basis {
  /** Tick of the snapshot being coded. */
  tick: number;
  /** Snapshot intervals from the baseline to it; 0 for a keyframe. */
  intervals: number;
  /** Whether the snapshot one interval before the baseline serves to extrapolate. */
  isLinear: boolean;
}

/** Values that the row in hand is expected to have; room for the widest table. */
const expected = new Int32Array(32);

/** Appends the way from `base` to `now`. `before` is the rows one interval before `base`; unused unless linear. */
export function diffRows(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
): void {
  const count = rowsInUse(now);
  writer.write(count, COUNT_BITS);
  for (let row = 0; row < count; row++) {
    if (now.isPresent[row] === 1) diffPresentRow(writer, basis, now, base, before, row);
    else if (base.isPresent[row] === 1) writer.write(0b0_11, 3);
    else writer.write(0b0, 1);
  }
}

/** Up to the last that is present: all after it are absent without a word. */
function rowsInUse(now: Rows): number {
  let count = now.isPresent.length;
  while (count > 0 && now.isPresent[count - 1] === 0) count--;
  return count;
}

function diffPresentRow(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
  row: number,
): void {
  expectRow(basis, base, before, row, expected, 0);
  const firstEnd = groupEnd(now.fields, 0);
  const restDiffers = differs(now, row, firstEnd, now.fields.length);
  if (base.isPresent[row] === 0 || restDiffers) {
    writer.write(0b1_11, 3);
    writeGroups(writer, basis, now, row);
  } else if (differs(now, row, 0, firstEnd)) {
    writer.write(0b01, 2);
    writeGroup(writer, basis, now, row, 0, firstEnd);
  } else writer.write(0b0, 1);
}

/** Appends one row group by group, with nothing before it; `now` must hold it. */
export function diffRow(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
  row: number,
): void {
  expectRow(basis, base, before, row, expected, 0);
  writeGroups(writer, basis, now, row);
}

function writeGroups(writer: BitWriter, basis: Basis, now: Rows, row: number): void {
  for (let start = 0, end; start < now.fields.length; start = end) {
    end = groupEnd(now.fields, start);
    const isChanged = differs(now, row, start, end);
    writer.write(Number(isChanged), 1);
    if (isChanged) writeGroup(writer, basis, now, row, start, end);
  }
}

function groupEnd(fields: readonly Field[], start: number): number {
  let end = start;
  while (end < fields.length && fields[end]!.group === fields[start]!.group) end++;
  return end;
}

/** Whether any of these fields of the row is not as expected. */
function differs(now: Rows, row: number, start: number, end: number): boolean {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) if (now.values[first + f] !== expected[f]) return true;
  return false;
}

function writeGroup(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  row: number,
  start: number,
  end: number,
): void {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) {
    writeField(writer, basis.tick, now.fields[f]!, now.values[first + f]!, expected[f]!);
  }
}

/** Writes into `into`, from `at` on, what a receiver expects of the row before it has read a bit of it. */
function expectRow(
  basis: Basis,
  base: Rows,
  before: Rows,
  row: number,
  into: Int32Array,
  at: number,
): void {
  const { fields } = base;
  const first = row * fields.length;
  const isLinear = basis.isLinear && before.isPresent[row] === 1;
  for (let f = 0; f < fields.length; f++) {
    const value = base.isPresent[row] === 1 ? base.values[first + f]! : 0;
    into[at + f] = value;
    if (!isLinear || fields[f]!.code !== "linear" || base.isPresent[row] === 0) continue;
    const further = value + (value - before.values[first + f]!) * basis.intervals;
    into[at + f] = Math.max(fields[f]!.least, Math.min(fields[f]!.most, further));
  }
}

/**
 * Reads what `diffRows` wrote and makes `now` of it. Returns false when the bits cannot be such a delta; `now` is then
 * worthless.
 */
export function patchRows(
  reader: BitReader,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
): boolean {
  const count = reader.read(COUNT_BITS);
  if (count > now.isPresent.length) return false;
  now.isPresent.fill(0);
  for (let row = 0; row < count; row++) {
    const isChanged = reader.read(1) === 1;
    const isWhole = isChanged && reader.read(1) === 1;
    const isPresent = isWhole ? reader.read(1) : base.isPresent[row]!;
    now.isPresent[row] = isPresent;
    if (isPresent === 0) continue;
    expectRow(basis, base, before, row, now.values, row * now.fields.length);
    const end = isChanged ? groupEnd(now.fields, 0) : 0;
    const isSound = isWhole
      ? readGroups(reader, basis, now, row)
      : readGroup(reader, basis, now, row, 0, end);
    if (!isSound) return false;
  }
  return !reader.isOverrun;
}

/** Reads one row that `diffRow` wrote; false when no such row could be. */
export function patchRow(
  reader: BitReader,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
  row: number,
): boolean {
  expectRow(basis, base, before, row, now.values, row * now.fields.length);
  return readGroups(reader, basis, now, row) && !reader.isOverrun;
}

function readGroups(reader: BitReader, basis: Basis, now: Rows, row: number): boolean {
  for (let start = 0, end; start < now.fields.length; start = end) {
    end = groupEnd(now.fields, start);
    if (reader.read(1) === 1 && !readGroup(reader, basis, now, row, start, end)) return false;
  }
  return true;
}

/** Puts what came in the place of what was expected; false when a value is none that its field can have. */
function readGroup(
  reader: BitReader,
  basis: Basis,
  now: Rows,
  row: number,
  start: number,
  end: number,
): boolean {
  const first = row * now.fields.length;
  for (let f = start; f < end; f++) {
    const field = now.fields[f]!;
    const value = readField(reader, basis.tick, field, now.values[first + f]!);
    if (value < field.least || value > field.most) return false;
    now.values[first + f] = value;
  }
  return true;
}
