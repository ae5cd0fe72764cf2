import { describe, expect, test } from "vitest";
import { Lockout } from "./lockout.ts";

const MINUTE_MS = 60_000;

describe("who tries to be an operator", () => {
  test("waits twice as long after each wrong try", () => {
    const lockout = new Lockout();
    let nowMs = 0;
    for (const waitMs of [500, 1000, 2000, 4000]) {
      expect(lockout.noteWrong("a", nowMs)).toBe(false);
      expect([waitMs - 1, waitMs].map((ms) => lockout.isOpenTo("a", nowMs + ms))).toEqual([
        false,
        true,
      ]);
      nowMs += waitMs;
    }
    expect(lockout.isOpenTo("b", 0)).toBe(true);
  });

  test("is locked out for a quarter of an hour after five within a minute", () => {
    const lockout = new Lockout();
    const tried = [0, 10_000, 20_000, 30_000, 59_000].map((ms) => lockout.noteWrong("a", ms));
    expect(tried).toEqual([false, false, false, false, true]);
    const endMs = 59_000 + 15 * MINUTE_MS;
    expect([endMs - 1, endMs].map((ms) => lockout.isOpenTo("a", ms))).toEqual([false, true]);
  });

  test("is not when he takes his time, or was right in between", () => {
    const lockout = new Lockout();
    for (let i = 0; i < 20; i++) expect(lockout.noteWrong("a", i * 16_000)).toBe(false);
    for (let i = 0; i < 20; i++) {
      expect(lockout.noteWrong("b", i)).toBe(false);
      lockout.forget("b");
    }
  });

  test("is one of so many that are remembered", () => {
    const lockout = new Lockout();
    for (let i = 0; i < 4097; i++) lockout.noteWrong(`a${i}`, 0);
    expect([lockout.isOpenTo("a0", 1), lockout.isOpenTo("a1", 1)]).toEqual([true, false]);
  });
});
