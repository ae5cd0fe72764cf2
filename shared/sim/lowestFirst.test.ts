import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LowestFirst } from "./lowestFirst.ts";

const COUNT = 100;

describe("LowestFirst", () => {
  test("gives out every number once, from the lowest on, and then -1", () => {
    const free = new LowestFirst(COUNT);
    for (let n = 0; n < COUNT; n++) {
      expect(free.lowest()).toBe(n);
      free.set(n, false);
    }
    expect(free.lowest()).toBe(-1);
  });

  test("gives the lowest of those that are free, whatever was taken and given back", () => {
    const changes = fc.array(fc.tuple(fc.nat(COUNT - 1), fc.boolean()), { maxLength: 400 });
    fc.assert(
      fc.property(changes, (list) => {
        const free = new LowestFirst(COUNT);
        const isFree = Array.from({ length: COUNT }, () => true);
        for (const [n, isFreeNow] of list) {
          free.set(n, isFreeNow);
          isFree[n] = isFreeNow;
          expect(free.lowest()).toBe(isFree.indexOf(true));
        }
      }),
    );
  });
});
