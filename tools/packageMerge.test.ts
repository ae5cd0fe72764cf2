import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PrefixCode } from "#shared/protocol/codes.ts";
import { packageMerge } from "./packageMerge.ts";

const counts = fc.array(fc.nat(100_000), { minLength: 2, maxLength: 60 });
const costOf = (lengths: readonly number[], of: readonly number[]) =>
  lengths.reduce((sum, length, symbol) => sum + length * Math.max(of[symbol]!, 0.5), 0);

/** Lengths by Huffman's own algorithm, without a limit. */
function huffman(of: readonly number[]): number[] {
  const lengths = of.map(() => 0);
  let trees = of.map((count, symbol) => ({ weight: Math.max(count, 0.5), symbols: [symbol] }));
  while (trees.length > 1) {
    const [a, b, ...rest] = trees.sort((p, q) => p.weight - q.weight);
    const symbols = [...a!.symbols, ...b!.symbols];
    for (const symbol of symbols) lengths[symbol] = lengths[symbol]! + 1;
    trees = [{ weight: a!.weight + b!.weight, symbols }, ...rest];
  }
  return lengths;
}

describe("package-merge", () => {
  test("gives a complete prefix code within the limit, whatever was counted", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 6, max: 12 }), (of, mostBits) => {
        const lengths = packageMerge(of, mostBits);
        expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(mostBits);
        expect(() => new PrefixCode(lengths)).not.toThrow();
      }),
    );
  });

  test("costs as little as Huffman's where the limit does not bind", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 2, maxLength: 12 }), (of) => {
        expect(costOf(packageMerge(of, 12), of)).toBe(costOf(huffman(of), of));
      }),
    );
  });

  test("pays for a limit that binds as little as can be", () => {
    // Huffman gives 1, 2, 3, 4, 4. With 3 bits at most it is this for 40 or 2, 2, 2, 3, 3 for 50.
    expect(packageMerge([16, 4, 2, 1, 1], 3)).toEqual([1, 3, 3, 3, 3]);
  });

  test.each([
    ["one symbol", [5], 12],
    ["more symbols than words", [1, 1, 1, 1, 1], 2],
  ])("refuses %s", (_name, of, mostBits) => {
    expect(() => packageMerge(of, mostBits)).toThrow(RangeError);
  });
});
