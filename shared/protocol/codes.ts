/**
 * Prefix codes that were trained once, on recorded matches (tools/trainCodes.ts), and never change while playing: what
 * one peer's bits mean does not hang on what another got, so bits can be packed once and shared. Canonical Huffman: the
 * lengths alone tell the code. D. A. Huffman, "A Method for the Construction of Minimum-Redundancy Codes", 1952.
 */
import { unzigzag, zigzag, type BitReader, type BitWriter } from "./bits.ts";
import { CODE_LENGTHS, type CodeName } from "./codeLengths.ts";

/** No word of a code is longer, so that one look into a small table tells a symbol. */
export const MOST_WORD_BITS = 12;

/** A code over the symbols 0..n-1. */
export class PrefixCode {
  readonly lengths: readonly number[];
  /** Code words, first bit lowest, as the writer wants them. */
  readonly #words: Uint32Array;
  readonly #longest: number;
  /** By the next `#longest` bits: the symbol that they begin with. */
  readonly #symbols: Uint16Array;

  /** `lengths[symbol]` is its number of bits. Throws RangeError when they are no complete prefix code. */
  constructor(lengths: readonly number[]) {
    this.lengths = lengths;
    this.#longest = Math.max(...lengths);
    const room = 2 ** this.#longest;
    const taken = lengths.reduce((sum, length) => sum + 2 ** (this.#longest - length), 0);
    const isSound = lengths.every((length) => Number.isInteger(length) && length > 0);
    if (lengths.length < 2 || !isSound || this.#longest > MOST_WORD_BITS || taken !== room)
      throw new RangeError("not a complete prefix code");
    this.#words = new Uint32Array(lengths.length);
    this.#symbols = new Uint16Array(room);
    this.#assignWords();
  }

  /** Words count up, from the shortest to the longest and among those of one length by symbol. */
  #assignWords(): void {
    const inOrder = this.lengths
      .map((length, symbol) => ({ length, symbol }))
      .sort((a, b) => a.length - b.length || a.symbol - b.symbol);
    let next = 0;
    for (const { length, symbol } of inOrder) {
      const word = reversed(next >> (this.#longest - length), length);
      this.#words[symbol] = word;
      for (let ahead = word; ahead < this.#symbols.length; ahead += 2 ** length)
        this.#symbols[ahead] = symbol;
      next += 2 ** (this.#longest - length);
    }
  }

  write(writer: BitWriter, symbol: number): void {
    writer.write(this.#words[symbol]!, this.lengths[symbol]!);
  }

  /** The next symbol. Past the end of the bits it gives some symbol, and the reader says that it is overrun. */
  read(reader: BitReader): number {
    const symbol = this.#symbols[reader.peek() & (this.#symbols.length - 1)]!;
    reader.skip(this.lengths[symbol]!);
    return symbol;
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
 * Appends a count from 0 on: how many bits it has, by `code`, and then those bits but the first, which is 1. Small ones
 * are short; RangeError when `code` has no symbol for so many bits.
 */
export function writeCount(writer: BitWriter, code: PrefixCode, count: number): void {
  const size = 32 - Math.clz32(count);
  if (size >= code.lengths.length) throw new RangeError(`no code for ${count}`);
  code.write(writer, size);
  if (size > 1) writer.write(count, size - 1);
}

/** Reads what `writeCount` wrote. */
export function readCount(reader: BitReader, code: PrefixCode): number {
  const size = code.read(reader);
  return size < 2 ? size : (reader.read(size - 1) | (1 << (size - 1))) >>> 0;
}

/** Appends a signed number as the count that its zigzag is. */
export function writeNumber(writer: BitWriter, code: PrefixCode, value: number): void {
  writeCount(writer, code, zigzag(value));
}

/** Reads what `writeNumber` wrote. */
export function readNumber(reader: BitReader, code: PrefixCode): number {
  return unzigzag(readCount(reader, code));
}
