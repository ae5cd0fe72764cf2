import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter } from "./bits.ts";
import { diffRows, patchRows, type Basis } from "./delta.ts";
import { MATCH_FIELDS, OWN_FIELDS, PAD_FIELDS, SKIFF_FIELDS, type Field } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";

const TABLES = { skiffs: SKIFF_FIELDS, own: OWN_FIELDS, pads: PAD_FIELDS, match: MATCH_FIELDS };
const KEYFRAME: Basis = { tick: 1000, intervals: 0, isLinear: false };
const PLAIN: Basis = { tick: 1000, intervals: 1, isLinear: false };

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
function send(basis: Basis, now: Rows, base: Rows, before = absent(now)) {
  const writer = new BitWriter(65_536);
  diffRows(writer, basis, now, base, before);
  const reader = new BitReader(writer.bytes());
  // A place that held something else before: patching must leave nothing of it.
  const made = {
    ...now,
    isPresent: now.isPresent.slice().fill(1),
    values: now.values.slice().fill(77),
  };
  const isWhole = patchRows(reader, basis, made, base, before) && reader.isAtEnd;
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
  if (field.code === "tick") return fc.oneof(fc.nat(2 ** 31 - 1), fc.nat(4000));
  return fc.integer({ min: field.least, max: field.most });
}

/** Three snapshots' rows in a life-like relation: mostly alike, near, or anything at all. */
function trio(fields: readonly Field[]) {
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
      before: rows,
      mix: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    })
    .map(({ base, anything, nudges, before, mix }) => {
      const near = base.map((values, i) =>
        values?.map((v, f) => clamp(fields[f]!, v + nudges[i]![f]!)),
      );
      const now = mix.map((isNear, i) => (isNear ? near[i] : anything[i]));
      return {
        base: rowsOf(fields, ...base),
        before: rowsOf(fields, ...before),
        now: rowsOf(fields, ...now),
      };
    });
}

function clamp(field: Field, value: number): number {
  return Math.max(field.least, Math.min(field.most, value));
}

describe.each(Object.entries(TABLES))(
  "patch(base, diff(base, now)) = now for %s (P22)",
  (_, fields) => {
    const gap = fc.integer({ min: 1, max: 30 });

    test("against a keyframe's nothing", () => {
      fc.assert(
        fc.property(trio(fields), ({ now }) =>
          expectSame(send(KEYFRAME, now, absent(now)).made, now),
        ),
      );
    });

    test("against a baseline", () => {
      fc.assert(
        fc.property(trio(fields), gap, ({ now, base, before }, intervals) =>
          expectSame(send({ ...PLAIN, intervals }, now, base, before).made, now),
        ),
      );
    });

    test("against what the baseline lets expect", () => {
      fc.assert(
        fc.property(trio(fields), gap, ({ now, base, before }, intervals) =>
          expectSame(send({ tick: 1000, intervals, isLinear: true }, now, base, before).made, now),
        ),
      );
    });
  },
);

/** One field of that code, and the bits of its value alone: what the row around it takes is known. */
function sendOne(
  field: Partial<Field>,
  value: number,
  base: number,
  basis = PLAIN,
  before?: number,
) {
  const fields = [{ ...SKIFF_FIELDS[0]!, ...rangeOf(field), ...field }];
  const now = rowsOf(fields, [value]);
  const beforeRows = before === undefined ? rowsOf(fields, undefined) : rowsOf(fields, [before]);
  const { made, bits } = send(basis, now, rowsOf(fields, [base]), beforeRows);
  const rowBits = value === base ? bits : bits - 7 - 2;
  return { value: made?.values[0], bits: rowBits };
}

function rangeOf({ bits = 15, code }: Partial<Field>): Pick<Field, "least" | "most"> {
  return { least: 0, most: code === "tick" ? 2 ** 31 - 1 : 2 ** bits - 1 };
}

describe("a delta field (P23)", () => {
  const field = { code: "delta", bits: 16, small: 4, large: 8 } as const;

  test.each([
    [1, 2 + 4],
    [-1, 2 + 4],
    [7, 2 + 4],
    [-8, 2 + 4],
    [8, 3 + 8],
    [-9, 3 + 8],
    [127, 3 + 8],
    [-128, 3 + 8],
    [128, 3 + 16],
    [-129, 3 + 16],
    [30_000, 3 + 16],
  ])("a residual of %i takes %i bits", (residual, bits) => {
    expect(sendOne(field, 30_000 + residual, 30_000)).toEqual({ value: 30_000 + residual, bits });
  });

  test("holds negative numbers when it is signed", () => {
    const signed = { ...field, least: -32_768, most: 32_767 };
    expect(sendOne(signed, -32_768, 32_767)).toEqual({ value: -32_768, bits: 3 + 16 });
    expect(sendOne(signed, -5, 2)).toEqual({ value: -5, bits: 2 + 4 });
  });

  test("whose group changed but not itself takes one bit", () => {
    const fields = [SKIFF_FIELDS[0]!, SKIFF_FIELDS[1]!];
    const { made, bits } = send(PLAIN, rowsOf(fields, [10, 20]), rowsOf(fields, [10, 21]));
    expect([...made!.values]).toEqual([10, 20]);
    expect(bits).toBe(7 + 2 + 1 + 2 + fields[1]!.small);
  });
});

describe("a linear field (P24)", () => {
  const field = { code: "linear", bits: 15, small: 4, large: 8 } as const;
  const linear = (intervals: number) => ({ tick: 1000, intervals, isLinear: true });

  test("is expected to go on as it went, and then takes nothing at all", () => {
    const fields = [{ ...SKIFF_FIELDS[0]!, ...field }];
    const { made, bits } = send(
      linear(3),
      rowsOf(fields, [140]),
      rowsOf(fields, [110]),
      rowsOf(fields, [100]),
    );
    expect([made!.values[0], bits]).toEqual([140, 7 + 1]);
  });

  test("is never expected beyond its range", () => {
    expect(sendOne(field, 32_766, 32_760, linear(30), 32_000)).toEqual({
      value: 32_766,
      bits: 2 + 4,
    });
    expect(sendOne(field, 1, 40, linear(30), 800)).toEqual({ value: 1, bits: 2 + 4 });
  });

  test("stays where it was when the snapshot before the baseline lacks the row", () => {
    expect(sendOne(field, 111, 110, linear(3))).toEqual({ value: 111, bits: 2 + 4 });
  });

  test("stays where it was when the basis is not linear", () => {
    expect(sendOne(field, 111, 110, PLAIN, 50)).toEqual({ value: 111, bits: 2 + 4 });
  });
});

describe("a turn (P25)", () => {
  const field = { code: "turn", bits: 10, small: 4, large: 7 } as const;

  test.each([
    [1023, 0, 2 + 4],
    [0, 1023, 2 + 4],
    [3, 1020, 2 + 4],
    [30, 1000, 3 + 7],
    [512, 0, 3 + 10],
    [511, 0, 3 + 10],
  ])("to %i from %i goes the short way round in %i bits", (value, base, bits) => {
    expect(sendOne(field, value, base)).toEqual({ value, bits });
  });
});

describe("a tick (P26)", () => {
  const field = { code: "tick", bits: 32 } as const;

  test.each([
    [1000, 2 + 12],
    [1000 + 2047, 2 + 12],
    [1000 + 2048, 2 + 32],
    [2 ** 31 - 1, 2 + 32],
    [1, 2 + 12],
  ])("%i at tick 1000 takes %i bits", (value, bits) => {
    expect(sendOne(field, value, 500)).toEqual({ value, bits });
  });

  test("2,048 ticks back is near, one more is not", () => {
    const basis = { ...PLAIN, tick: 5000 };
    expect(sendOne(field, 5000 - 2048, 1, basis).bits).toBe(2 + 12);
    expect(sendOne(field, 5000 - 2049, 1, basis).bits).toBe(2 + 32);
  });
});

describe("a row (P22)", () => {
  const fields = [
    { ...SKIFF_FIELDS[0]!, small: 3, group: 0 },
    { ...SKIFF_FIELDS[3]!, small: 8, group: 1 },
  ];
  const cost = (now: number[] | undefined, base: number[] | undefined) => {
    const sent = send(PLAIN, rowsOf(fields, now, [9, 9]), rowsOf(fields, base, [9, 9]));
    expectSame(sent.made, rowsOf(fields, now, [9, 9]));
    return sent.bits - 7 - 1;
  };

  test("as expected takes one bit", () => {
    expect([cost([5, 5], [5, 5]), cost(undefined, undefined)]).toEqual([1, 1]);
  });

  test("that differs in its first group takes two, and the group", () => {
    expect(cost([6, 5], [5, 5])).toBe(2 + 2 + 3);
  });

  test("that differs in others takes three, a bit a group, and those groups", () => {
    expect(cost([5, 6], [5, 5])).toBe(3 + 2 + 2 + 8);
  });

  test("that comes or goes says so in three", () => {
    expect([cost([0, 0], undefined), cost(undefined, [5, 5])]).toEqual([3 + 2, 3]);
  });
});

describe("bits that no table could have made are refused (P27)", () => {
  const fields = PAD_FIELDS;

  test("more rows than there are", () => {
    const writer = new BitWriter(64);
    writer.write(3, 7);
    writer.write(0, 9);
    const two = rowsOf(fields, [1], [1]);
    expect(patchRows(new BitReader(writer.bytes()), PLAIN, two, absent(two), absent(two))).toBe(
      false,
    );
  });

  test("fewer bits than rows", () => {
    const writer = new BitWriter(64);
    writer.write(2, 7);
    const two = rowsOf(fields, [1], [1]);
    writer.write(0b11_1_1_11, 6);
    expect(patchRows(new BitReader(writer.bytes()), PLAIN, two, absent(two), absent(two))).toBe(
      false,
    );
  });

  test.each([
    ["a weapon that there is not", SKIFF_FIELDS, "weapon", 7],
    ["a phase that there is not", MATCH_FIELDS, "phase", 5],
    ["a killer in no slot", OWN_FIELDS, "killer", -2],
    ["a residual out of range", SKIFF_FIELDS, "x", -1],
    ["a tick before the first", PAD_FIELDS, "readyTick", -1],
  ])("%s", (_name, table, name, value) => {
    const f = table.findIndex((row) => row.name === name);
    const values = table.map(() => 0);
    const sound = rowsOf(table, values);
    const bad = rowsOf(table, values.with(f, value));
    const writer = new BitWriter(256);
    diffRows(writer, PLAIN, bad, sound, absent(sound));
    const reader = new BitReader(writer.bytes());
    expect(patchRows(reader, PLAIN, rowsOf(table, values), sound, absent(sound))).toBe(false);
  });
});
