/** A set of small whole numbers, a bit for each: asked in no time, walked in ascending order from member to member. */

const WORD_BITS = 32;

export class IndexSet {
  readonly #words: Uint32Array;

  /** For 0..size-1; empty. */
  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / WORD_BITS));
  }

  has(index: number): boolean {
    return ((this.#words[index >>> 5]! >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    this.#words[index >>> 5]! |= 1 << (index & 31);
  }

  delete(index: number): void {
    this.#words[index >>> 5]! &= ~(1 << (index & 31));
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** Makes this the set of what `other` has, which is of its size. */
  copy(other: IndexSet): void {
    this.#words.set(other.#words);
  }

  /** Whether `other`, which is of its size, has the same members. */
  equals(other: IndexSet): boolean {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) if (words[i] !== other.#words[i]) return false;
    return true;
  }

  /** Makes this the set of all that `a`, `b` and `c` have, which are of its size. */
  meet(a: IndexSet, b: IndexSet, c: IndexSet): void {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) words[i] = a.#words[i]! & b.#words[i]! & c.#words[i]!;
  }

  /** Makes this the set of what `a` has and not both of `b` and `c` have; all are of its size. */
  leaveOut(a: IndexSet, b: IndexSet, c: IndexSet): void {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) words[i] = a.#words[i]! & ~(b.#words[i]! & c.#words[i]!);
  }

  /** The lowest member above `index`; -1 when there is none. Begin with -1. */
  next(index: number): number {
    const first = index + 1;
    let at = first >>> 5;
    if (at >= this.#words.length) return -1;
    let word = this.#words[at]! & (-1 << (first & 31));
    while (word === 0) {
      at += 1;
      if (at >= this.#words.length) return -1;
      word = this.#words[at]!;
    }
    return at * WORD_BITS + 31 - Math.clz32(word & -word);
  }
}
