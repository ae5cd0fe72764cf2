import { expect, test } from "vitest";
import { PlayerKey } from "./playerKey.ts";
import { memoryStore } from "./storage.ts";

const OTHER = "0123456789abcdef0123456789abcdef";
const count = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((_, i) => i);
const MADE = "000102030405060708090a0b0c0d0e0f";

test("a key is made once, and kept", () => {
  const store = memoryStore();
  expect(new PlayerKey(store, count).current).toBe(MADE);
  expect(new PlayerKey(store, (bytes) => bytes.fill(9)).current).toBe(MADE);
});

test("what is stored and is no key is replaced by one", () => {
  const store = memoryStore();
  store.set("carom.player", "OTHER");
  expect(new PlayerKey(store, count).current).toBe(MADE);
});

test("a key of another browser is taken as it was typed, and kept", () => {
  const store = memoryStore();
  const key = new PlayerKey(store, count);
  expect(key.take(` ${OTHER.toUpperCase().slice(0, 8)} ${OTHER.slice(8)}\n`)).toBe(true);
  expect(key.current).toBe(OTHER);
  expect(new PlayerKey(store, count).current).toBe(OTHER);
});

test.each(["", "5", `${OTHER}0`, "g".repeat(32)])("%j is no key, and changes nothing", (text) => {
  const key = new PlayerKey(memoryStore(), count);
  expect(key.take(text)).toBe(false);
  expect(key.current).toBe(MADE);
});

test("a key that this page made is new, one that was there before is not", () => {
  const store = memoryStore();
  expect(new PlayerKey(store, count).isNew).toBe(true);
  expect(new PlayerKey(store, count).isNew).toBe(false);
});
