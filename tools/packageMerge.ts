/**
 * Best lengths for the words of a prefix code in which none is longer than so many bits. L. L. Larmore and D. S.
 * Hirschberg, "A Fast Algorithm for Optimal Length-Limited Huffman Codes", 1990.
 */

interface Package {
  weight: number;
  symbols: readonly number[];
}

const byWeight = (a: Package, b: Package) => a.weight - b.weight;

/**
 * The lengths for symbols that were seen so often. One that never was counts as half a time, so that it has a word too.
 * RangeError when `mostBits` are too few for so many symbols, or there are fewer than two.
 */
export function packageMerge(counts: readonly number[], mostBits: number): number[] {
  if (counts.length < 2 || counts.length > 2 ** mostBits) throw new RangeError("no such code");
  const coins = counts
    .map((count, symbol) => ({ weight: Math.max(count, 0.5), symbols: [symbol] }))
    .sort(byWeight);
  let packages: Package[] = coins;
  for (let level = 1; level < mostBits; level++)
    packages = [...coins, ...pairsOf(packages)].sort(byWeight);
  const lengths = counts.map(() => 0);
  for (const { symbols } of packages.slice(0, 2 * counts.length - 2)) {
    for (const symbol of symbols) lengths[symbol] = lengths[symbol]! + 1;
  }
  return lengths;
}

function pairsOf(packages: readonly Package[]): Package[] {
  return Array.from({ length: Math.floor(packages.length / 2) }, (_, i) => {
    const [a, b] = [packages[2 * i]!, packages[2 * i + 1]!];
    return { weight: a.weight + b.weight, symbols: [...a.symbols, ...b.symbols] };
  });
}
