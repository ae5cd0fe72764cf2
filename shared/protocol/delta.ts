/**
 * The way from one snapshot's rows to another's, in bits. For each kind of row:
 *
 *   count 7 · for each row: differs 1 · [ present 1 · for each group: changed 1 · [ its fields ] ]
 *
 * and for each field of a changed group, by its code:
 *
 *   flag         1 bit: changed
 *   delta …      0 as expected · 10 small residual · 110 large residual · 111 the whole value
 *   tick         0 as in the baseline · 10 12 bits, signed, from the snapshot's tick · 11 the whole value
 *
 * A residual is zigzagged: what came, less what was expected. `diff` and `patch` walk the same tables.
 */
import { BitReader, BitWriter, unzigzag, zigzag } from "./bits.ts";
import type { Field } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";

const COUNT_BITS = 7;
const NEAR_TICK_BITS = 12;
const NEAR_TICK_MOST = 1 << (NEAR_TICK_BITS - 1);

/** What a delta is against: the baseline, the snapshot before that when both ends hold it, and how far it reaches. */
export interface Basis {
  /** Tick of the snapshot being coded. */
  tick: number;
  /** Snapshot intervals from the baseline to it; 0 for a keyframe. */
  intervals: number;
  /** Whether the snapshot one interval before the baseline serves to extrapolate. */
  isLinear: boolean;
}

/** Appends the way from `base` to `now`. `before` is the rows one interval before `base`; unused unless linear. */
export function diffRows(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
): void {
  const count = rowsInUse(now, base);
  writer.write(count, COUNT_BITS);
  for (let row = 0; row < count; row++) {
    const differs = rowDiffers(basis, now, base, before, row);
    writer.write(Number(differs), 1);
    if (!differs) continue;
    writer.write(now.isPresent[row]!, 1);
    if (now.isPresent[row] === 1) diffRow(writer, basis, now, base, before, row);
  }
}

function rowsInUse(now: Rows, base: Rows): number {
  let count = now.isPresent.length;
  while (count > 0 && now.isPresent[count - 1] === 0 && base.isPresent[count - 1] === 0) count--;
  return count;
}

function rowDiffers(basis: Basis, now: Rows, base: Rows, before: Rows, row: number): boolean {
  if (now.isPresent[row] !== base.isPresent[row]) return true;
  if (now.isPresent[row] === 0) return false;
  const first = row * now.fields.length;
  for (let f = 0; f < now.fields.length; f++) {
    if (now.values[first + f] !== expectedValue(basis, now.fields[f]!, base, before, row, f))
      return true;
  }
  return false;
}

/** Appends one row; `now` must hold it. */
export function diffRow(
  writer: BitWriter,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
  row: number,
): void {
  const { fields } = now;
  const first = row * fields.length;
  for (let f = 0; f < fields.length;) {
    const end = groupEnd(fields, f);
    const start = f;
    let isChanged = false;
    for (let g = start; g < end; g++) {
      isChanged ||=
        now.values[first + g] !== expectedValue(basis, fields[g]!, base, before, row, g);
    }
    writer.write(Number(isChanged), 1);
    for (; f < end; f++) {
      if (!isChanged) continue;
      const expected = expectedValue(basis, fields[f]!, base, before, row, f);
      writeField(writer, basis, fields[f]!, now.values[first + f]!, expected);
    }
  }
}

function groupEnd(fields: readonly Field[], start: number): number {
  let end = start;
  while (end < fields.length && fields[end]!.group === fields[start]!.group) end++;
  return end;
}

function expectedValue(
  basis: Basis,
  field: Field,
  base: Rows,
  before: Rows,
  row: number,
  f: number,
): number {
  if (base.isPresent[row] === 0) return 0;
  const at = row * base.fields.length + f;
  const value = base.values[at]!;
  if (field.code !== "linear" || !basis.isLinear || before.isPresent[row] === 0) return value;
  const expected = value + (value - before.values[at]!) * basis.intervals;
  return Math.max(0, Math.min(2 ** field.bits - 1, expected));
}

function writeField(
  writer: BitWriter,
  basis: Basis,
  field: Field,
  value: number,
  expected: number,
): void {
  switch (field.code) {
    case "flag":
      writer.write(value ^ expected, 1);
      break;
    case "tick":
      writeTick(writer, basis.tick, value, expected);
      break;
    default:
      writeResidual(writer, field, value, expected);
  }
}

function writeTick(writer: BitWriter, tick: number, value: number, expected: number): void {
  const offset = (value >>> 0) - tick;
  if (value === expected) writer.write(0b0, 1);
  else if (offset >= -NEAR_TICK_MOST && offset < NEAR_TICK_MOST) {
    writer.write(0b01, 2);
    writer.write(offset, NEAR_TICK_BITS);
  } else {
    writer.write(0b11, 2);
    writer.write(value, 32);
  }
}

function writeResidual(writer: BitWriter, field: Field, value: number, expected: number): void {
  const residual = zigzag(
    field.code === "turn" ? wrap(value - expected, field.bits) : value - expected,
  );
  if (residual === 0) writer.write(0b0, 1);
  else if (residual < 2 ** field.small) {
    writer.write(0b01, 2);
    writer.write(residual, field.small);
  } else if (residual < 2 ** field.large) {
    writer.write(0b011, 3);
    writer.write(residual, field.large);
  } else {
    writer.write(0b111, 3);
    writer.write(value, field.bits);
  }
}

/** The shortest way round a circle of 2^bits steps. */
function wrap(difference: number, bits: number): number {
  return (difference << (32 - bits)) >> (32 - bits);
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
    const differs = reader.read(1) === 1;
    const isPresent = differs ? reader.read(1) : base.isPresent[row]!;
    now.isPresent[row] = isPresent;
    if (isPresent === 0) continue;
    if (differs) patchRow(reader, basis, now, base, before, row);
    else expectRow(basis, now, base, before, row);
  }
  return !reader.isOverrun;
}

/** Reads one row that `diffRow` wrote. */
export function patchRow(
  reader: BitReader,
  basis: Basis,
  now: Rows,
  base: Rows,
  before: Rows,
  row: number,
): void {
  const { fields } = now;
  const first = row * fields.length;
  for (let f = 0; f < fields.length;) {
    const end = groupEnd(fields, f);
    const isChanged = reader.read(1) === 1;
    for (; f < end; f++) {
      const expected = expectedValue(basis, fields[f]!, base, before, row, f);
      now.values[first + f] = isChanged ? readField(reader, basis, fields[f]!, expected) : expected;
    }
  }
}

function expectRow(basis: Basis, now: Rows, base: Rows, before: Rows, row: number): void {
  const first = row * now.fields.length;
  for (let f = 0; f < now.fields.length; f++) {
    now.values[first + f] = expectedValue(basis, now.fields[f]!, base, before, row, f);
  }
}

function readField(reader: BitReader, basis: Basis, field: Field, expected: number): number {
  if (field.code === "flag") return expected ^ reader.read(1);
  if (reader.read(1) === 0) return expected;
  if (field.code === "tick") {
    return reader.read(1) === 0
      ? basis.tick + reader.readSigned(NEAR_TICK_BITS)
      : reader.read(32) | 0;
  }
  if (reader.read(1) === 0) return residualOn(field, expected, reader.read(field.small));
  if (reader.read(1) === 0) return residualOn(field, expected, reader.read(field.large));
  return field.isSigned ? reader.readSigned(field.bits) : reader.read(field.bits) | 0;
}

function residualOn(field: Field, expected: number, residual: number): number {
  const value = expected + unzigzag(residual);
  return field.code === "turn" ? value & (2 ** field.bits - 1) : value;
}
