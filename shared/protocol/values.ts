/**
 * One value in bits, against the one that is expected. A residual is what came, less what was expected, zigzagged:
 *
 *   flag         1 bit: not as expected
 *   tick         0 as expected · 10 12 bits, signed, from the snapshot's tick · 11 the whole value
 *   the others   0 as expected · 10 small residual · 110 large residual · 111 the whole value
 */
import { unzigzag, zigzag, type BitReader, type BitWriter } from "./bits.ts";
import type { Field } from "./replicated.ts";

const NEAR_TICK_BITS = 12;
const NEAR_TICK_MOST = 1 << (NEAR_TICK_BITS - 1);

/** What of a field its residuals need. */
export type Residual = Pick<Field, "bits" | "code" | "small" | "large" | "least" | "most">;

/** Appends the value of a field in the snapshot of `tick`. */
export function writeField(
  writer: BitWriter,
  tick: number,
  field: Field,
  value: number,
  expectedValue: number,
): void {
  switch (field.code) {
    case "flag":
      writer.write(value ^ expectedValue, 1);
      break;
    case "tick":
      writeTick(writer, tick, value, expectedValue);
      break;
    default:
      writeResidual(writer, field, value, expectedValue);
  }
}

function writeTick(writer: BitWriter, tick: number, value: number, expectedValue: number): void {
  const offset = value - tick;
  if (value === expectedValue) writer.write(0b0, 1);
  else if (offset >= -NEAR_TICK_MOST && offset < NEAR_TICK_MOST) {
    writer.write(0b01, 2);
    writer.write(offset, NEAR_TICK_BITS);
  } else {
    writer.write(0b11, 2);
    writer.write(value, 32);
  }
}

/** Appends a value of a `delta`, `linear` or `turn` field. */
export function writeResidual(
  writer: BitWriter,
  field: Residual,
  value: number,
  expectedValue: number,
): void {
  const difference = value - expectedValue;
  const residual = zigzag(field.code === "turn" ? wrap(difference, field.bits) : difference);
  if (residual === 0) writer.write(0b0, 1);
  else if (residual < 1 << field.small) {
    writer.write(0b01, 2);
    writer.write(residual, field.small);
  } else if (residual < 1 << field.large) {
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

/** Reads what `writeField` wrote. What comes out may be beyond what the field can hold: look before you use it. */
export function readField(
  reader: BitReader,
  tick: number,
  field: Field,
  expectedValue: number,
): number {
  if (field.code === "flag") return expectedValue ^ reader.read(1);
  if (field.code !== "tick") return readResidual(reader, field, expectedValue);
  if (reader.read(1) === 0) return expectedValue;
  return reader.read(1) === 0 ? tick + reader.readSigned(NEAR_TICK_BITS) : reader.read(field.bits);
}

/** Reads what `writeResidual` wrote. What comes out may be beyond what the field can hold: look before you use it. */
export function readResidual(reader: BitReader, field: Residual, expectedValue: number): number {
  if (reader.read(1) === 0) return expectedValue;
  if (reader.read(1) === 0) return addResidual(field, expectedValue, reader.read(field.small));
  if (reader.read(1) === 0) return addResidual(field, expectedValue, reader.read(field.large));
  return field.least < 0 ? reader.readSigned(field.bits) : reader.read(field.bits);
}

function addResidual(field: Residual, expectedValue: number, residual: number): number {
  const value = expectedValue + unzigzag(residual);
  return field.code === "turn" ? value & field.most : value;
}
