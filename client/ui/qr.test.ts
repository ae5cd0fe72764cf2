import { encode } from "uqr";
import { expect, test } from "vitest";
import { qrPathOf } from "./qr.ts";

test("the path has a square for each dark one of the code, and four of light round it", () => {
  const link = "https://carom.example/r/KQ7F";
  const { size, path } = qrPathOf(link);
  const bare = encode(link, { ecc: "M", border: 0 });
  expect(size).toBe(bare.size + 8);
  const dark = bare.data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [[x, y]] : [])));
  expect(path).toBe(dark.map(([x, y]) => `M${x! + 4} ${y! + 4}h1v1h-1z`).join(""));
});
