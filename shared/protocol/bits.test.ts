import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter, unzigzag, zigzag } from "./bits.ts";

/** An integer of 0..32 bits and its width. */
const item = fc
  .integer({ min: 0, max: 32 })
  .chain((bits) =>
    fc.record({ bits: fc.constant(bits), value: fc.integer({ min: 0, max: 2 ** bits - 1 }) }),
  );

function pack(items: readonly { bits: number; value: number }[]): Uint8Array {
  const writer = new BitWriter(1024);
  for (const { bits, value } of items) writer.write(value, bits);
  return writer.bytes();
}

describe("bits (P20)", () => {
  test("lie low bit first", () => {
    const bytes = pack([
      { bits: 3, value: 0b101 },
      { bits: 2, value: 0b11 },
      { bits: 9, value: 0x1f0 },
    ]);
    expect([...bytes]).toEqual([0b0001_1101, 0b0011_1110]);
  });

  test("of every width come back, and then there is no more", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const reader = new BitReader(pack(items));
        expect(items.map(({ bits }) => reader.read(bits))).toEqual(items.map(({ value }) => value));
        expect(reader.isOverrun).toBe(false);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  test("can be looked at before they are taken", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.nat(64), (bytes, skipped) => {
        const reader = new BitReader(bytes);
        const twin = new BitReader(bytes);
        reader.skip(skipped);
        twin.read(skipped);
        expect(reader.isOverrun).toBe(twin.isOverrun);
        const seen = reader.peek();
        expect(reader.peek()).toBe(seen);
        if (reader.isOverrun) return;
        // What lies past the end is seen as zeros.
        const left = Math.min(16, bytes.length * 8 - skipped);
        expect(seen).toBe(twin.read(left));
        expect(reader.read(left)).toBe(seen);
      }),
    );
  });

  test("drop what is above their width", () => {
    expect([...pack([{ bits: 4, value: 0xff }])]).toEqual([0x0f]);
  });

  test("start at the byte that is asked for", () => {
    const reader = new BitReader(Uint8Array.of(0xff, 0xab), 1);
    expect(reader.read(8)).toBe(0xab);
    expect(reader.isAtEnd).toBe(true);
  });

  test("are copied from another writer, from any bit on and to any bit", () => {
    const bits = fc.array(fc.nat(1), { maxLength: 200 });
    fc.assert(
      fc.property(bits, bits, fc.nat(200), (before, source, start) => {
        const [from, into] = [new BitWriter(64), new BitWriter(64)];
        for (const bit of source) from.write(bit, 1);
        for (const bit of before) into.write(bit, 1);
        const first = Math.min(start, source.length);
        into.copy(from, first, source.length - first);
        const reader = new BitReader(into.bytes());
        const arrived = Array.from({ length: into.bitCount }, () => reader.read(1));
        expect(arrived).toEqual([...before, ...source.slice(first)]);
      }),
    );
  });

  test("past the end are zeros for ever, and the reader says so", () => {
    const reader = new BitReader(Uint8Array.of(0xff));
    expect(reader.read(3)).toBe(7);
    expect(reader.read(6)).toBe(0);
    expect(reader.isOverrun).toBe(true);
    expect([reader.read(1), reader.read(5)]).toEqual([0, 0]);
    reader.skip(0);
    expect(reader.isOverrun).toBe(true);
    expect(reader.isAtEnd).toBe(false);
  });
});

describe("the end of a reader", () => {
  test.each([
    ["a whole byte is left", [0, 0], 1, false],
    ["padding of zeros is left", [0b0000_0111], 3, true],
    ["padding with a one in it is left", [0b1000_0111], 3, false],
    ["nothing is left", [0xff], 8, true],
    ["there never was anything", [], 0, true],
  ])("%s", (_name, bytes, bits, isAtEnd) => {
    const reader = new BitReader(Uint8Array.from(bytes));
    reader.read(bits);
    expect(reader.isAtEnd).toBe(isAtEnd);
  });
});

describe("a writer", () => {
  test("refuses what does not fit", () => {
    const writer = new BitWriter(1);
    writer.write(0, 8);
    expect(() => writer.write(0, 1)).toThrow(RangeError);
  });

  test("starts over with zeros", () => {
    const writer = new BitWriter(4);
    writer.write(0xffffffff, 32);
    writer.clear();
    writer.write(0, 9);
    expect([...writer.bytes()]).toEqual([0, 0]);
    expect(writer.bitCount).toBe(9);
  });
});

describe("zigzag (P26)", () => {
  test("counts 0, -1, 1, -2, 2", () => {
    expect([0, -1, 1, -2, 2].map(zigzag)).toEqual([0, 1, 2, 3, 4]);
  });

  test("comes back for every 32-bit integer", () => {
    fc.assert(fc.property(fc.integer(), (value) => unzigzag(zigzag(value)) === value));
  });
});
