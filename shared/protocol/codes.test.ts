import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter } from "./bits.ts";
import { CODE_LENGTHS, type CodeName } from "./codeLengths.ts";
import {
  CODES,
  MOST_WORD_BITS,
  PrefixCode,
  readCount,
  readNumber,
  writeCount,
  writeNumber,
} from "./codes.ts";

const NAMES = Object.keys(CODE_LENGTHS) as CodeName[];
/** Not complete is 2 to the power of -length, summed up, when it is not 1. */
const sumOf = (lengths: readonly number[]) => lengths.reduce((sum, bits) => sum + 2 ** -bits, 0);

function bitsOf(write: (writer: BitWriter) => void): string {
  const writer = new BitWriter(64);
  write(writer);
  const bits = [...writer.bytes()].map((byte) => [...byte.toString(2).padStart(8, "0")].reverse());
  return bits.flat().join("").slice(0, writer.bitCount);
}

/** Lengths of some complete code: words are split until there are enough. */
const anyLengths = fc.array(fc.nat(1000), { minLength: 0, maxLength: 40 }).map((splits) => {
  const lengths = [1, 1];
  for (const split of splits) {
    const at = split % lengths.length;
    if (lengths[at]! >= MOST_WORD_BITS) continue;
    lengths[at] = lengths[at]! + 1;
    lengths.push(lengths[at]!);
  }
  return lengths;
});

describe.each(NAMES)("the trained code %s (P28)", (name) => {
  test("is complete, and no word is longer than what one look sees", () => {
    expect(sumOf(CODE_LENGTHS[name])).toBe(1);
    expect(Math.max(...CODE_LENGTHS[name])).toBeLessThanOrEqual(MOST_WORD_BITS);
  });

  test("has words of which none begins another, and each comes back", () => {
    const symbols = [...CODE_LENGTHS[name].keys()];
    const words = symbols.map((symbol) => bitsOf((writer) => CODES[name].write(writer, symbol)));
    expect(words.map((word) => word.length)).toEqual([...CODE_LENGTHS[name]]);
    for (const word of words)
      expect(words.filter((other) => other.startsWith(word))).toEqual([word]);
    const writer = new BitWriter(1024);
    for (const symbol of symbols) CODES[name].write(writer, symbol);
    const reader = new BitReader(writer.bytes());
    expect(symbols.map(() => CODES[name].read(reader))).toEqual(symbols);
    expect([reader.isAtEnd, reader.isOverrun]).toEqual([true, false]);
  });
});

describe("a prefix code (P28)", () => {
  test("is canonical: words count up by length and then by symbol, first bit first", () => {
    const code = new PrefixCode([2, 1, 3, 3]);
    const words = [0, 1, 2, 3].map((symbol) => bitsOf((writer) => code.write(writer, symbol)));
    expect(words).toEqual(["10", "0", "110", "111"]);
  });

  test("of any lengths brings back whatever is written between other bits", () => {
    const run = fc.array(fc.tuple(fc.nat(1000), fc.nat(7)), { maxLength: 50 });
    fc.assert(
      fc.property(anyLengths, run, (lengths, items) => {
        const code = new PrefixCode(lengths);
        const writer = new BitWriter(1024);
        for (const [symbol, plain] of items) {
          code.write(writer, symbol % lengths.length);
          writer.write(plain, 3);
        }
        const reader = new BitReader(writer.bytes());
        for (const [symbol, plain] of items)
          expect([code.read(reader), reader.read(3)]).toEqual([symbol % lengths.length, plain]);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  test("past the end gives symbols of its own, and the reader says so", () => {
    const code = new PrefixCode([2, 1, 3, 3]);
    const reader = new BitReader(Uint8Array.of(0b1111_1111));
    expect([code.read(reader), code.read(reader), reader.isOverrun]).toEqual([3, 3, false]);
    expect([0, 1, 2, 3]).toContain(code.read(reader));
    expect([reader.isOverrun, reader.isAtEnd]).toEqual([true, false]);
  });

  test.each([
    ["words left over", [1, 2]],
    ["too many words", [1, 1, 1]],
    ["a word of no bits", [0]],
    ["a word of half a bit", [0.5, 0.5]],
    ["words longer than one look sees", Array.from({ length: 2 ** 13 }, () => 13)],
    ["nothing", []],
  ])("is refused with %s", (_name, lengths) => {
    expect(() => new PrefixCode(lengths)).toThrow(RangeError);
  });
});

describe("numbers (P26)", () => {
  const code = CODES.tick;
  const sent = (value: number) => {
    const writer = new BitWriter(16);
    writeNumber(writer, code, value);
    const reader = new BitReader(writer.bytes());
    return { value: readNumber(reader, code), isAtEnd: reader.isAtEnd };
  };

  test("of every size up to 32 bits come back", () => {
    for (let size = 0; size < 32; size++) {
      for (const value of [2 ** size - 1, -(2 ** size) + 1, -(2 ** size)])
        expect(sent(value)).toEqual({ value, isAtEnd: true });
    }
    fc.assert(fc.property(fc.integer(), (value) => sent(value).value === value));
  });

  test("are the size of their zigzag and its bits below the first", () => {
    const sizes = new PrefixCode([2, 1, 3, 3]);
    const bits = (value: number) => bitsOf((writer) => writeNumber(writer, sizes, value));
    expect([0, -1, 1, -2, 2, -3].map(bits)).toEqual(["10", "0", "1100", "1101", "11100", "11110"]);
  });

  test("of which a code has no size are the sender's bug", () => {
    const writer = new BitWriter(16);
    expect(() => writeCount(writer, CODES.hitWeapon, 8)).toThrow(RangeError);
    expect(() => writeCount(writer, CODES.age, -1)).toThrow(RangeError);
    expect(writer.bitCount).toBe(0);
  });

  test.each([
    ["step", 1023],
    ["age", 65_535],
    ["flight", 65_535],
    ["hitWeapon", 7],
    ["bounces", 255],
  ] as const)("counts of %s reach %i", (name, most) => {
    for (const count of [0, 1, 2, 3, Math.floor(most / 2), most]) {
      const writer = new BitWriter(16);
      writeCount(writer, CODES[name], count);
      expect(readCount(new BitReader(writer.bytes()), CODES[name])).toBe(count);
    }
    expect(() => writeCount(new BitWriter(16), CODES[name], most + 1)).toThrow(RangeError);
  });
});
