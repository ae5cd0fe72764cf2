import { expect, test } from "vitest";
import { DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { BOT_NAMES, chooseBotName } from "./names.ts";

test("there is a name for every seat, and all differ", () => {
  expect(BOT_NAMES).toHaveLength(64);
  expect(new Set(BOT_NAMES).size).toBe(64);
  for (const name of BOT_NAMES) expect(name).toMatch(/^[A-Z][a-z]{2,7}$/);
});

test("no two of a room are alike, even when people bear the names", () => {
  const taken: string[] = ["basil", "SAGE"];
  for (let i = 0; i < DEFAULT_SEATS + 10; i++) {
    const name = chooseBotName(taken, 4_000_000_000 + i * 7);
    expect(taken.map((each) => each.toLowerCase())).not.toContain(name.toLowerCase());
    taken.push(name);
  }
  expect(taken.at(-1)).toMatch(/ 2$/);
});

test("stars end it, and do not make two of one name", () => {
  expect(chooseBotName([], 0, 2)).toBe("Acorn ★★");
  expect(chooseBotName(["acorn ★"], 0, 3)).toBe("Agate ★★★");
  expect(
    chooseBotName(
      BOT_NAMES.map((name) => `${name} ★`),
      0,
      1,
    ),
  ).toBe("Acorn 2 ★");
});

test("chance picks the name", () => {
  const names = new Set(Array.from({ length: 64 }, (_, i) => chooseBotName([], i)));
  expect(names.size).toBe(64);
});
