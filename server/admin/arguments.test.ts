import fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf, wordsOf } from "./arguments.ts";

test("what stands in quotes is one word, and may have quotes in it", () => {
  expect(wordsOf(String.raw`say all "the \"Cup\" begins" C:\maps \\`)).toEqual([
    "say",
    "all",
    'the "Cup" begins',
    "C:\\maps",
    "\\\\",
  ]);
});

test("any words make a line that has them", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom("a", " ", '"', "\\", "\t") })),
      (words) => {
        expect(wordsOf(lineOf(words))).toEqual(words);
      },
    ),
  );
});

test("a line that never closes its quotes is read as soon as any other", () => {
  expect(wordsOf(`"${"\\".repeat(1001)}`)).toHaveLength(1);
});
