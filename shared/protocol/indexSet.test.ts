import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IndexSet, wordsFor } from "./indexSet.ts";

function membersOf(set: IndexSet): number[] {
  const members: number[] = [];
  for (let index = set.next(-1); index >= 0; index = set.next(index)) members.push(index);
  return members;
}

describe("a set of indices", () => {
  test("has what a set has, and tells it in ascending order", () => {
    const index = fc.nat(511);
    fc.assert(
      fc.property(fc.array(index), fc.array(index), (added, deleted) => {
        const set = new IndexSet(512);
        const model = new Set(added);
        for (const one of added) set.add(one);
        for (const one of deleted) {
          set.delete(one);
          model.delete(one);
        }
        expect(membersOf(set)).toEqual([...model].sort((a, b) => a - b));
        for (const one of [...added, ...deleted]) expect(set.has(one)).toBe(model.has(one));
        set.clear();
        expect(membersOf(set)).toEqual([]);
      }),
    );
  });

  test("is met by others, and leaves out what two others have", () => {
    const some = fc.uniqueArray(fc.nat(99));
    const setOf = (members: readonly number[]) => {
      const set = new IndexSet(100);
      for (const one of members) set.add(one);
      return set;
    };
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const ascending = a.toSorted((one, other) => one - other);
        // Whatever was in it before is gone.
        const set = setOf([0, 50, 99]);
        set.meet(setOf(a), setOf(b), setOf(c));
        const isInBoth = (one: number) => b.includes(one) && c.includes(one);
        expect(membersOf(set)).toEqual(ascending.filter(isInBoth));
        set.leaveOut(setOf(a), setOf(b), setOf(c));
        expect(membersOf(set)).toEqual(ascending.filter((one) => !isInBoth(one)));
      }),
    );
  });

  test("minds nobody with whom it shares its words", () => {
    const sizes = [32, 40, 31, 64];
    const words = new Uint32Array(sizes.reduce((sum, size) => sum + wordsFor(size), 0));
    let start = 0;
    const sets = sizes.map((size) => {
      const set = new IndexSet(size, words, start);
      start += wordsFor(size);
      return set;
    });
    const alone = sizes.map((size) => new IndexSet(size));
    for (const [i, size] of sizes.entries()) {
      for (const set of [sets[i]!, alone[i]!]) for (const index of [0, size - 1]) set.add(index);
    }
    const members = () => sets.map(membersOf);
    expect(members()).toEqual(alone.map(membersOf));
    sets[1]!.clear();
    expect(members()).toEqual([[0, 31], [], [0, 30], [0, 63]]);
    sets[1]!.copy(alone[1]!);
    expect(sets[1]!.equals(alone[1]!)).toBe(true);
    sets[1]!.meet(alone[1]!, alone[1]!, sets[1]!);
    expect(members()).toEqual(alone.map(membersOf));
    sets[1]!.leaveOut(alone[1]!, alone[1]!, sets[1]!);
    expect(members()).toEqual([[0, 31], [], [0, 30], [0, 63]]);
  });

  test("is the same as one that has the same, and a copy of whatever is copied", () => {
    const [set, other] = [new IndexSet(70), new IndexSet(70)];
    for (const index of [0, 33, 69]) set.add(index);
    for (const index of [0, 33, 68]) other.add(index);
    expect([set.equals(other), other.equals(set)]).toEqual([false, false]);
    other.copy(set);
    expect([membersOf(other), set.equals(other)]).toEqual([[0, 33, 69], true]);
    other.delete(33);
    expect([set.has(33), set.equals(other)]).toEqual([true, false]);
  });

  test.each([1, 31, 32, 33, 64, 100])("of %i reaches its last member", (size) => {
    const set = new IndexSet(size);
    for (let index = 0; index < size; index++) set.add(index);
    expect(membersOf(set)).toEqual(Array.from({ length: size }, (_, index) => index));
  });
});
