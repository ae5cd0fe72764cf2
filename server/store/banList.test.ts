import { expect, test } from "vitest";
import { BanList, type BanWish } from "./banList.ts";
import type { Entry } from "./rows.ts";
import { keyHashOf } from "./testRows.ts";

const WISH: BanWish = {
  keyHash: null,
  address: "192.0.2.7",
  name: "Ada",
  reason: "rude",
  by: "console",
  untilMs: 2000,
};
const CALLER = { address: "192.0.2.7", keyHash: undefined };

function makeList() {
  const clock = { ms: 1000 };
  const noted: Entry[] = [];
  const list = new BanList(
    () => clock.ms,
    (entry) => noted.push(entry),
  );
  return { clock, noted, list };
}

test("a ban holds for its time, and is told to be written", () => {
  const { clock, noted, list } = makeList();
  const ban = list.add(WISH);
  expect(ban).toEqual({ ...WISH, id: expect.stringMatching(/^[0-9a-f]{6}$/), sinceMs: 1000 });
  expect(noted).toEqual([{ kind: "ban", ban }]);
  expect(list.find(CALLER)).toBe(ban);
  expect(list.find({ ...CALLER, address: "192.0.2.8" })).toBeUndefined();
  clock.ms = 2000;
  expect(list.find(CALLER)).toBeUndefined();
  expect(list.list()).toEqual([]);
});

test("somebody is known by his key wherever he comes from, and nobody is by having none", () => {
  const { list } = makeList();
  const ban = list.add({ ...WISH, address: null, keyHash: keyHashOf("1"), untilMs: null });
  expect(list.find({ address: "198.51.100.1", keyHash: keyHashOf("1") })).toBe(ban);
  expect(list.find({ address: "198.51.100.1", keyHash: keyHashOf("2") })).toBeUndefined();
  expect(list.find({ address: "198.51.100.1", keyHash: undefined })).toBeUndefined();
});

test("of two bans the longer one is told", () => {
  const { list } = makeList();
  list.add(WISH);
  const forGood = list.add({ ...WISH, untilMs: null });
  list.add({ ...WISH, untilMs: 3000 });
  expect(list.find(CALLER)).toBe(forGood);
  expect(list.list()).toHaveLength(3);
});

test("a lifted ban is gone; what is not there cannot be lifted", () => {
  const { noted, list } = makeList();
  const { id } = list.add(WISH);
  expect(list.remove("nothing")).toBe(false);
  expect(list.remove(id)).toBe(true);
  expect(list.find(CALLER)).toBeUndefined();
  expect(noted.at(-1)).toEqual({ kind: "unban", id });
});

test("what was written is taken over, but for what is over", () => {
  const { list } = makeList();
  const ban = { ...WISH, id: "aaaaaa", sinceMs: 1 };
  list.restore([ban, { ...ban, id: "bbbbbb", untilMs: 999 }]);
  expect(list.list()).toEqual([ban]);
});
