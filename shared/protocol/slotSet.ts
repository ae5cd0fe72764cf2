/** A set of slots, a bit for each: asked in no time, and walked in ascending order by as many steps as it has members. */

const WORD_BITS = 32;

export class SlotSet {
  readonly #words: Uint32Array;

  /** For slots 0..seats-1; empty. */
  constructor(seats: number) {
    this.#words = new Uint32Array(Math.ceil(seats / WORD_BITS));
  }

  has(slot: number): boolean {
    return ((this.#words[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  add(slot: number): void {
    this.#words[slot >>> 5]! |= 1 << (slot & 31);
  }

  delete(slot: number): void {
    this.#words[slot >>> 5]! &= ~(1 << (slot & 31));
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** The lowest member above `slot`; -1 when there is none. Begin with -1. */
  next(slot: number): number {
    const first = slot + 1;
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
