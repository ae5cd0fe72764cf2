/**
 * One value in bits, against the one that is expected:
 *
 *   flag           1 bit: not as expected
 *   symbol         itself (codes.ts), whatever is expected
 *   number, turn   the difference (codes.ts)
 *   tick           0 as expected · 1 and the difference to the snapshot's tick
 */
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readNumber, writeNumber } from "./codes.ts";
import type { Field } from "./replicated.ts";

/** Appends the value of a field in the snapshot of `tick`. */
export function writeField(
  writer: BitWriter,
  tick: number,
  field: Field,
  value: number,
  expected: number,
): void {
  const code = CODES[field.table];
  switch (field.code) {
    case "flag":
      writer.write(value ^ expected, 1);
      break;
    case "symbol":
      code.write(writer, value);
      break;
    case "number":
      writeNumber(writer, code, value - expected);
      break;
    case "turn":
      writeNumber(writer, code, shortWay(value - expected, field.most + 1));
      break;
    case "tick":
      writer.write(Number(value !== expected), 1);
      if (value !== expected) writeNumber(writer, code, value - tick);
      break;
  }
}

/** Reads what `writeField` wrote. What comes out may be beyond what the field can hold: look before you use it. */
export function readField(reader: BitReader, tick: number, field: Field, expected: number): number {
  const code = CODES[field.table];
  switch (field.code) {
    case "flag":
      return expected ^ reader.read(1);
    case "symbol":
      return code.read(reader);
    case "number":
      return expected + readNumber(reader, code);
    case "turn":
      return (expected + readNumber(reader, code)) & field.most;
    case "tick":
      return reader.read(1) === 0 ? expected : tick + readNumber(reader, code);
  }
}

/** The short way round a circle of `steps`, a power of two: -steps/2 .. steps/2 - 1. */
export function shortWay(difference: number, steps: number): number {
  const half = steps / 2;
  return ((difference + half) & (steps - 1)) - half;
}
