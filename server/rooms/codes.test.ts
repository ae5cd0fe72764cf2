import { expect, test } from "vitest";
import { createRoomCode, ROOM_CODE_LENGTH } from "./codes.ts";

test("a code is four characters that nobody mistakes for others", () => {
  let draw = 0;
  const codes = Array.from({ length: 500 }, () =>
    createRoomCode(
      () => (draw++ * 0.137) % 1,
      () => false,
    ),
  );
  for (const code of codes) {
    expect(code).toHaveLength(ROOM_CODE_LENGTH);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]+$/u);
  }
  expect(new Set(codes.join("")).size).toBe(32);
});

test("a code that is taken is not given again", () => {
  const draws = [0, 0, 0, 0, 0, 0, 0, 0, 0.999, 0.999, 0.999, 0.999];
  const code = createRoomCode(
    () => draws.shift()!,
    (asked) => asked === "AAAA",
  );
  expect(code).toBe("9999");
});
