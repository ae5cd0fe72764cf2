import { expect, test } from "vitest";
import { BAN_TICKS, Bans } from "./bans.ts";

const AT = { address: "10.0.0.7", name: "Bob", isShared: false };

test("from that address nobody gets into that room, for ten minutes", () => {
  const bans = new Bans();
  bans.add("AAAA", AT, 100);
  expect(bans.ticksLeft("AAAA", "10.0.0.7", "Eve", 101)).toBe(BAN_TICKS - 1);
  expect(bans.ticksLeft("AAAA", "10.0.0.7", "Bob", 100 + BAN_TICKS)).toBe(0);
  expect(bans.ticksLeft("BBBB", "10.0.0.7", "Bob", 101)).toBe(0);
  expect(bans.ticksLeft("AAAA", "10.0.0.8", "Bob", 101)).toBe(0);
});

test("where others share the address, only whoever has the name", () => {
  const bans = new Bans();
  bans.add("AAAA", { ...AT, isShared: true }, 100);
  expect(bans.ticksLeft("AAAA", "10.0.0.7", " BOB ", 101)).toBeGreaterThan(0);
  expect(bans.ticksLeft("AAAA", "10.0.0.7", "Ada", 101)).toBe(0);
});
