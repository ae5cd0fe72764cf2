/** A set of small whole numbers, a bit for each: asked in no time, walked in ascending order from member to member. */

const WORD_BITS = 32;

/** Words that a set for 0..size-1 takes. */
export function wordsFor(size: number): number {
  return Math.ceil(size / WORD_BITS);
}

export class IndexSet {
  readonly #words: Uint32Array;
  /** Where in them its own begin and end. */
  readonly #start: number;
  readonly #end: number;

  /** For 0..size-1; empty. It may share `words`, all 0 from `start` on, with sets that are used along with it. */
  constructor(size: number, words = new Uint32Array(wordsFor(size)), start = 0) {
    this.#words = words;
    this.#start = start;
    this.#end = start + wordsFor(size);
  }

  has(index: number): boolean {
    return ((this.#words[this.#start + (index >>> 5)]! >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    this.#words[this.#start + (index >>> 5)]! |= 1 << (index & 31);
  }

  delete(index: number): void {
    this.#words[this.#start + (index >>> 5)]! &= ~(1 << (index & 31));
  }

  /** A loop, for the engine's own `fill` takes longer to be called than a loop takes for so few words. */
  clear(): void {
    for (let at = this.#start; at < this.#end; at++) this.#words[at] = 0;
  }

  /** Makes this the set of what `other` has, which is of its size. */
  copy(other: IndexSet): void {
    const shift = other.#start - this.#start;
    for (let at = this.#start; at < this.#end; at++) this.#words[at] = other.#words[at + shift]!;
  }

  /** Whether `other`, which is of its size, has the same members. */
  equals(other: IndexSet): boolean {
    const shift = other.#start - this.#start;
    for (let at = this.#start; at < this.#end; at++)
      if (this.#words[at] !== other.#words[at + shift]) return false;
    return true;
  }

  /** Makes this the set of all that `a`, `b` and `c` have, which are of its size. */
  meet(a: IndexSet, b: IndexSet, c: IndexSet): void {
    for (let i = 0; i < this.#end - this.#start; i++)
      this.#words[this.#start + i] = a.#word(i) & b.#word(i) & c.#word(i);
  }

  /** Makes this the set of what `a` has and not both of `b` and `c` have; all are of its size. */
  leaveOut(a: IndexSet, b: IndexSet, c: IndexSet): void {
    for (let i = 0; i < this.#end - this.#start; i++)
      this.#words[this.#start + i] = a.#word(i) & ~(b.#word(i) & c.#word(i));
  }

  /** The lowest member above `index`; -1 when there is none. Begin with -1. */
  next(index: number): number {
    const first = index + 1;
    let at = this.#start + (first >>> 5);
    if (at >= this.#end) return -1;
    let word = this.#words[at]! & (-1 << (first & 31));
    while (word === 0) {
      at += 1;
      if (at >= this.#end) return -1;
      word = this.#words[at]!;
    }
    return (at - this.#start) * WORD_BITS + 31 - Math.clz32(word & -word);
  }

  #word(i: number): number {
    return this.#words[this.#start + i]!;
  }
}
