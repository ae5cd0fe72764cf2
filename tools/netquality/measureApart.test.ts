import { expect, test } from "vitest";
import { measureApart } from "./measureApart.ts";

test("a process that ends without its chapter is told of, not waited for", async () => {
  const terms = { profile: "lan", mode: "no such mode", bots: 2, seconds: 5, seed: 1 };
  await expect(measureApart(terms)).rejects.toThrow("the measurement over lan ended with 1");
});
