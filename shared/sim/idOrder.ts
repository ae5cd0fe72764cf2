/** Ids in ascending order without comparing them: each is a bit, and bits are read from the lowest on. */
const WORD_BITS = 32;

/** Marks for ids 0..end-1, none of them set. */
export function createMarks(end: number): Uint32Array {
  return new Uint32Array(Math.ceil(end / WORD_BITS));
}

/** The ids, each of which occurs once, in ascending order. `marks` must be all 0 and is so again. */
export function sortIds(ids: ArrayLike<number>, marks: Uint32Array): number[] {
  for (let i = 0; i < ids.length; i++) marks[ids[i]! >>> 5]! |= 1 << (ids[i]! & 31);
  const sorted: number[] = [];
  for (let word = 0; word < marks.length; word++) {
    for (let bits = marks[word]!; bits !== 0; bits &= bits - 1)
      sorted.push(word * WORD_BITS + WORD_BITS - 1 - Math.clz32(bits & -bits));
    marks[word] = 0;
  }
  return sorted;
}
