import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SlotSet } from "./slotSet.ts";

function membersOf(set: SlotSet): number[] {
  const members: number[] = [];
  for (let slot = set.next(-1); slot >= 0; slot = set.next(slot)) members.push(slot);
  return members;
}

describe("a set of slots", () => {
  test("has what a set has, and tells it in ascending order", () => {
    const slot = fc.nat(511);
    fc.assert(
      fc.property(fc.array(slot), fc.array(slot), (added, deleted) => {
        const set = new SlotSet(512);
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

  test.each([1, 31, 32, 33, 64, 100])("of %i seats reaches its last slot", (seats) => {
    const set = new SlotSet(seats);
    for (let slot = 0; slot < seats; slot++) set.add(slot);
    expect(membersOf(set)).toEqual(Array.from({ length: seats }, (_, slot) => slot));
  });
});
