/**
 * Which of the numbers 0..count-1 are free, as bits, so that the lowest of them is found without asking all: what it
 * gives follows from what is free now, never from how that came about.
 */
const WORD_BITS = 32;

export class LowestFirst {
  /** Bit `n % 32`, from the lowest, of word `n / 32` tells of n. */
  readonly #words: Uint32Array;
  /** There is nothing free in the words before this one. */
  #firstWord = 0;

  /** All of 0..count-1 are free. */
  constructor(count: number) {
    this.#words = new Uint32Array(Math.ceil(count / WORD_BITS));
    for (let n = 0; n < count; n++) this.set(n, true);
  }

  /** The lowest that is free, or -1. */
  lowest(): number {
    const words = this.#words;
    while (this.#firstWord < words.length && words[this.#firstWord] === 0) this.#firstWord++;
    if (this.#firstWord === words.length) return -1;
    const word = words[this.#firstWord]!;
    const lowestBit = WORD_BITS - 1 - Math.clz32(word & -word);
    return this.#firstWord * WORD_BITS + lowestBit;
  }

  set(n: number, isFree: boolean): void {
    const word = n >>> 5;
    const bit = 1 << (n & 31);
    this.#words[word] = isFree ? this.#words[word]! | bit : this.#words[word]! & ~bit;
    if (isFree) this.#firstWord = Math.min(this.#firstWord, word);
  }
}
