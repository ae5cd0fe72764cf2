/**
 * Prefix codes that were trained once, on recorded matches (tools/trainCodes.ts), and never change while playing: what
 * one peer's bits mean does not hang on what another got, so bits can be packed once and shared. Canonical Huffman: the
 * lengths alone tell the code. D. A. Huffman, "A Method for the Construction of Minimum-Redundancy Codes", 1952.
 */
import { unzigzag, zigzag, type BitReader, type BitWriter } from "./bits.ts";
import { CODE_LENGTHS, type CodeName } from "./codeLengths.ts";

/** A code over the symbols 0..n-1. */
export class PrefixCode {
  readonly #lengths: readonly number[];
  /** Code words, first bit lowest, as the writer wants them. */
  readonly #words: Uint32Array;
  /** Symbols by length, then by number; and for each length the first word and where its symbols begin. */
  readonly #symbols: readonly number[];
  readonly #firstWord: Uint32Array;
  readonly #firstSymbol: Uint32Array;
  readonly #count: Uint32Array;

  /** `lengths[symbol]` is its number of bits, at most 24. Throws RangeError when they are no complete prefix code. */
  constructor(lengths: readonly number[]) {
    const longest = Math.max(...lengths);
    const room = lengths.reduce((sum, length) => sum + 2 ** (longest - length), 0);
    if (room !== 2 ** longest) throw new RangeError("not a complete prefix code");
    this.#lengths = lengths;
    this.#words = new Uint32Array(lengths.length);
    this.#symbols = lengths
      .map((_, symbol) => symbol)
      .sort((a, b) => lengths[a]! - lengths[b]! || a - b);
    this.#firstWord = new Uint32Array(longest + 1);
    this.#firstSymbol = new Uint32Array(longest + 1);
    this.#count = new Uint32Array(longest + 1);
    this.#assignWords();
  }

  #assignWords(): void {
    let word = 0;
    let length = 0;
    this.#symbols.forEach((symbol, place) => {
      const own = this.#lengths[symbol]!;
      word = length === 0 ? 0 : (word + 1) << (own - length);
      if (own !== length) {
        this.#firstWord[own] = word;
        this.#firstSymbol[own] = place;
      }
      length = own;
      this.#count[own] = this.#count[own]! + 1;
      this.#words[symbol] = reversed(word, own);
    });
  }

  write(writer: BitWriter, symbol: number): void {
    writer.write(this.#words[symbol]!, this.#lengths[symbol]!);
  }

  /** The next symbol. Past the end of the bits it gives some symbol, and the reader says that it is overrun. */
  read(reader: BitReader): number {
    let word = 0;
    for (let length = 1; length < this.#count.length; length++) {
      word = (word << 1) | reader.read(1);
      const place = word - this.#firstWord[length]!;
      if (this.#count[length]! > place && place >= 0) {
        return this.#symbols[this.#firstSymbol[length]! + place]!;
      }
    }
    return 0;
  }

  /** Bits that `symbol` takes. */
  bitsOf(symbol: number): number {
    return this.#lengths[symbol]!;
  }
}

function reversed(word: number, length: number): number {
  let out = 0;
  for (let bit = 0; bit < length; bit++) out |= ((word >> bit) & 1) << (length - 1 - bit);
  return out;
}

/** Every trained code, by name. */
export const CODES = Object.fromEntries(
  Object.entries(CODE_LENGTHS).map(([name, lengths]) => [name, new PrefixCode(lengths)]),
) as Readonly<Record<CodeName, PrefixCode>>;

/**
 * Appends a signed number: how many bits its zigzag has, by `code`, and then those bits but the first, which is 1. Small
 * ones are short, and none is too large.
 */
export function writeNumber(writer: BitWriter, code: PrefixCode, value: number): void {
  const unsigned = zigzag(value);
  const size = 32 - Math.clz32(unsigned);
  code.write(writer, size);
  if (size > 1) writer.write(unsigned, size - 1);
}

/** Reads what `writeNumber` wrote. */
export function readNumber(reader: BitReader, code: PrefixCode): number {
  const size = code.read(reader);
  if (size < 2) return unzigzag(size);
  return unzigzag((reader.read(size - 1) | (1 << (size - 1))) >>> 0);
}
