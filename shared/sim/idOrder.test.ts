import fc from "fast-check";
import { expect, test } from "vitest";
import { createMarks, sortIds } from "./idOrder.ts";

test("ids come in ascending order, again and again, from whatever order they were in", () => {
  const end = 200;
  const marks = createMarks(end);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(end - 1)), (ids) => {
      expect(sortIds(ids, marks)).toEqual(ids.toSorted((a, b) => a - b));
    }),
  );
});
