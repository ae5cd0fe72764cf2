/** Who hangs together: sets of slots joined two by two. */

/** The sets that `pairs`, two slots after two slots, join; each slot that is named is in just one of them. */
export function findCrowds(pairs: readonly number[]): number[][] {
  const crowdOf = new Map<number, number[]>();
  for (let i = 0; i < pairs.length; i += 2) join(crowdOf, pairs[i]!, pairs[i + 1]!);
  return [...new Set(crowdOf.values())];
}

function join(crowdOf: Map<number, number[]>, a: number, b: number): void {
  const into = crowdOf.get(a) ?? [a];
  const other = crowdOf.get(b) ?? [b];
  crowdOf.set(a, into);
  if (into === other) return;
  for (const slot of other) {
    into.push(slot);
    crowdOf.set(slot, into);
  }
}
