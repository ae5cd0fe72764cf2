import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter } from "./bits.ts";
import { CODE_LENGTHS } from "./codeLengths.ts";
import { CODES, writeCount } from "./codes.ts";
import { diffRows, patchRows } from "./delta.ts";
import {
  MATCH_FIELDS,
  OWN_FIELDS,
  PAD_FIELDS,
  SEAT_FIELDS,
  SKIFF_FIELDS,
  type Field,
} from "./replicated.ts";
import type { Rows } from "./snapshot.ts";

const TABLES = {
  match: MATCH_FIELDS,
  pads: PAD_FIELDS,
  seats: SEAT_FIELDS,
  skiffs: SKIFF_FIELDS,
  own: OWN_FIELDS,
};
const TICK = 1000;

/** Rows with these values; undefined is an absent row. */
function rowsOf(fields: readonly Field[], ...rows: (readonly number[] | undefined)[]): Rows {
  const values = new Int32Array(rows.length * fields.length);
  rows.forEach((row, i) => values.set(row ?? [], i * fields.length));
  return { fields, isPresent: Uint8Array.from(rows, (row) => Number(row !== undefined)), values };
}

function absent(rows: Rows): Rows {
  return rowsOf(rows.fields, ...Array.from(rows.isPresent, () => undefined));
}

/** What arrives when `now` is sent; undefined when it is refused. Also the bits that it took. */
function send(now: Rows, base: Rows, tick = TICK) {
  const writer = new BitWriter(65_536);
  diffRows(writer, tick, now, base);
  const reader = new BitReader(writer.bytes());
  // A place that held something else before: patching must leave nothing of it.
  const made = {
    ...now,
    isPresent: now.isPresent.slice().fill(1),
    values: now.values.slice().fill(77),
  };
  const isWhole = patchRows(reader, tick, made, base) && reader.isAtEnd;
  return { made: isWhole ? made : undefined, bits: writer.bitCount };
}

function expectSame(made: Rows | undefined, now: Rows): void {
  expect(made?.isPresent).toEqual(now.isPresent);
  const width = now.fields.length;
  now.isPresent.forEach((isPresent, row) => {
    if (isPresent === 0) return;
    const part = (rows: Rows) => [...rows.values.subarray(row * width, (row + 1) * width)];
    expect(part(made!)).toEqual(part(now));
  });
}

function valueOf(field: Field): fc.Arbitrary<number> {
  const anything = fc.integer({ min: field.least, max: field.most });
  const ends = fc.constantFrom(field.least, field.most);
  return field.code === "tick" ? fc.oneof(anything, ends, fc.nat(4000)) : fc.oneof(anything, ends);
}

/** Two snapshots' rows in a life-like relation: mostly alike, near, or anything at all. */
function pair(fields: readonly Field[]) {
  const row = fc.option(fc.tuple(...fields.map(valueOf)), { nil: undefined });
  const rows = fc.array(row, { minLength: 5, maxLength: 5 });
  const nudge = fc.array(fc.constantFrom(0, 0, 0, 1, -1, 9, -30, 200), {
    minLength: fields.length,
    maxLength: fields.length,
  });
  return fc
    .record({
      base: rows,
      anything: rows,
      nudges: fc.array(nudge, { minLength: 5, maxLength: 5 }),
      mix: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    })
    .map(({ base, anything, nudges, mix }) => {
      const near = base.map((values, i) =>
        values?.map((v, f) => clamp(fields[f]!, v + nudges[i]![f]!)),
      );
      const now = mix.map((isNear, i) => (isNear ? near[i] : anything[i]));
      return { base: rowsOf(fields, ...base), now: rowsOf(fields, ...now) };
    });
}

function clamp(field: Field, value: number): number {
  return Math.max(field.least, Math.min(field.most, value));
}

describe.each(Object.entries(TABLES))(
  "patch(base, diff(base, now)) = now for %s (P22)",
  (_, fields) => {
    const tick = fc.integer({ min: 2, max: 2 ** 31 - 2 });

    test("against a keyframe's nothing", () => {
      fc.assert(
        fc.property(pair(fields), tick, ({ now }, at) =>
          expectSame(send(now, absent(now), at).made, now),
        ),
      );
    });

    test("against a baseline", () => {
      fc.assert(
        fc.property(pair(fields), tick, ({ now, base }, at) =>
          expectSame(send(now, base, at).made, now),
        ),
      );
    });
  },
);

const END_BITS = CODE_LENGTHS.step[0]!;
/** Bits of a count or of the size class of a number, and of what follows. */
const countBits = (name: keyof typeof CODE_LENGTHS, size: number) =>
  CODE_LENGTHS[name][size]! + Math.max(0, size - 1);

/** One field of that code, and the bits of its value alone: what the row around it takes is known. */
function sendOne(field: Partial<Field>, value: number, base: number, tick = TICK) {
  const fields = [{ ...SEAT_FIELDS[0]!, ...field }];
  const { made, bits } = send(rowsOf(fields, [value]), rowsOf(fields, [base]), tick);
  const rowBits = countBits("step", 1) + 1 + 1 + END_BITS;
  return { value: made?.values[0], bits: bits - rowBits };
}

describe("a number (P23, P26)", () => {
  const field = { code: "number", table: "number", most: 65_535 } as const;

  test.each([
    [1, 2],
    [-1, 1],
    [7, 4],
    [-8, 4],
    [8, 5],
    [-128, 8],
    [128, 9],
    [30_000, 16],
  ])("%i off is of size %i", (off, size) => {
    const bits = countBits("number", size);
    expect(sendOne(field, 30_000 + off, 30_000)).toEqual({ value: 30_000 + off, bits });
  });

  test("reaches from one end of its field to the other", () => {
    const signed = { ...field, least: -32_768, most: 32_767 };
    expect(sendOne(signed, -32_768, 32_767).value).toBe(-32_768);
    expect(sendOne(signed, 32_767, -32_768)).toEqual({
      value: 32_767,
      bits: countBits("number", 17),
    });
  });

  test("whose group changed but not itself is of size 0", () => {
    const fields = [SEAT_FIELDS[0]!, SEAT_FIELDS[1]!];
    const { made, bits } = send(rowsOf(fields, [10, 20]), rowsOf(fields, [10, 19]));
    expect([...made!.values]).toEqual([10, 20]);
    const row = countBits("step", 1) + 1 + 1 + END_BITS;
    expect(bits).toBe(row + countBits("number", 0) + countBits("number", 2));
  });
});

describe("a flag (P23)", () => {
  test.each([
    [0, 1],
    [1, 0],
  ])("%i after %i takes a bit", (value, base) => {
    expect(sendOne({ code: "flag", most: 1 }, value, base)).toEqual({ value, bits: 1 });
  });
});

describe("a symbol (P23)", () => {
  test("is told outright, whatever was there", () => {
    const field = { code: "symbol", table: "move", most: 224 } as const;
    for (const value of [0, 5, 112, 224]) {
      const bits = CODE_LENGTHS.move[value]!;
      expect(sendOne(field, value, value === 5 ? 6 : 5)).toEqual({ value, bits });
    }
  });
});

describe("a turn (P23)", () => {
  const field = { code: "turn", table: "aim", most: 255 } as const;

  test.each([
    [255, 0, 1],
    [0, 255, 2],
    [3, 254, 4],
    [128, 0, 8],
    [127, 0, 8],
  ])("to %i from %i goes the short way round, of size %i", (value, base, size) => {
    expect(sendOne(field, value, base)).toEqual({ value, bits: countBits("aim", size) });
  });
});

describe("a tick (P23)", () => {
  const field = { code: "tick", table: "tick", most: 2 ** 31 - 1 } as const;

  test.each([
    [TICK, 0],
    [TICK - 1, 1],
    [TICK + 10, 5],
    [TICK + 2047, 12],
    [2 ** 31 - 1, 32],
  ])("%i at tick 1000 is a difference of size %i", (value, size) => {
    expect(sendOne(field, value, 500)).toEqual({ value, bits: 1 + countBits("tick", size) });
  });

  test("reaches back to 0 from the last tick there is", () => {
    expect(sendOne(field, 0, 7, 2 ** 31 - 2).value).toBe(0);
  });

  test("that is as it was takes a bit", () => {
    const fields = [PAD_FIELDS[0]!, { ...PAD_FIELDS[0]!, name: "other" }];
    const { bits } = send(rowsOf(fields, [5, TICK]), rowsOf(fields, [5, 9]));
    const row = countBits("step", 1) + 1 + 1 + END_BITS;
    expect(bits).toBe(row + 1 + 1 + countBits("tick", 0));
  });
});

describe("a row (P22)", () => {
  const fields = [
    { ...SEAT_FIELDS[0]!, group: 0 },
    { ...SEAT_FIELDS[1]!, group: 1 },
  ];
  const cost = (now: number[] | undefined, base: number[] | undefined) => {
    const rows = (row: number[] | undefined) => rowsOf(fields, [9, 9], row, [9, 9]);
    const sent = send(rows(now), rows(base));
    expectSame(sent.made, rows(now));
    return sent.bits - END_BITS;
  };
  const stepBits = countBits("step", 2);

  test("that did not change takes nothing", () => {
    expect([cost([5, 5], [5, 5]), cost(undefined, undefined)]).toEqual([0, 0]);
  });

  test("that changed takes the steps to it, a bit for being here, a bit a group, and those groups", () => {
    const one = countBits("number", 2);
    expect(cost([6, 5], [5, 5])).toBe(stepBits + 1 + 2 + one);
    expect(cost([5, 6], [5, 5])).toBe(stepBits + 1 + 2 + one);
    expect(cost([6, 6], [5, 5])).toBe(stepBits + 1 + 2 + 2 * one);
  });

  test("that goes takes the steps and a bit, one that comes the steps and its groups", () => {
    expect([cost(undefined, [5, 5]), cost([0, 0], undefined)]).toEqual([
      stepBits + 1,
      stepBits + 2,
    ]);
  });

  test("is found by the steps from the one before it", () => {
    const rows = (...firsts: number[]) => rowsOf(fields, ...firsts.map((first) => [first, 0]));
    const { bits } = send(rows(1, 2, 3, 3, 3, 4), rows(0, 2, 3, 3, 3, 3));
    const row = 1 + 2 + countBits("number", 2);
    expect(bits).toBe(countBits("step", 1) + countBits("step", 3) + 2 * row + END_BITS);
  });
});

describe("bits that no rows could have made are refused (P27)", () => {
  const two = () => rowsOf(PAD_FIELDS, [1], [1]);
  const patchBits = (write: (writer: BitWriter) => void) => {
    const writer = new BitWriter(64);
    write(writer);
    return patchRows(new BitReader(writer.bytes()), TICK, two(), two());
  };

  test("a row beyond the last", () => {
    expect(patchBits((writer) => writeCount(writer, CODES.step, 3))).toBe(false);
    expect(patchBits((writer) => writeCount(writer, CODES.step, 0))).toBe(true);
  });

  test("bits that end before the rows do", () => {
    const full = new BitWriter(64);
    diffRows(full, TICK, rowsOf(PAD_FIELDS, [900], [900]), two());
    for (let bytes = 0; bytes < full.bytes().length; bytes++) {
      const reader = new BitReader(full.bytes().slice(0, bytes));
      expect(patchRows(reader, TICK, two(), two())).toBe(false);
    }
  });

  test.each([
    ["a weapon that there is not", SKIFF_FIELDS, "weapon", 7],
    ["a phase that there is not", MATCH_FIELDS, "phase", 6],
    ["a killer in no slot", OWN_FIELDS, "killer", -2],
    ["a place off the arena", SKIFF_FIELDS, "x", -1],
    ["a speed that no field holds", SKIFF_FIELDS, "velocityY", 32_768],
    ["a score below nothing", SEAT_FIELDS, "score", -1],
    ["a tick before the first", PAD_FIELDS, "readyTick", -1],
  ])("%s", (_name, table, name, value) => {
    const f = table.findIndex((row) => row.name === name);
    const values = table.map(() => 0);
    const sound = rowsOf(table, values);
    const bad = rowsOf(table, values.with(f, value));
    const writer = new BitWriter(256);
    diffRows(writer, TICK, bad, sound);
    const reader = new BitReader(writer.bytes());
    expect(patchRows(reader, TICK, rowsOf(table, values), sound)).toBe(false);
  });
});
