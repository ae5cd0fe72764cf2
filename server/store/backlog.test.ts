import { expect, test } from "vitest";
import { Backlog } from "./backlog.ts";
import type { Entry } from "./rows.ts";
import { keyHashOf, resultEntry, settingsEntry } from "./testRows.ts";

function settingsIn(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === "settings" ? [entry.settings.text] : []));
}

test("of one player the newest settings alone wait, in the place of those before", () => {
  const backlog = new Backlog();
  backlog.add(settingsEntry("1", 1));
  backlog.add(resultEntry("1"));
  backlog.add(settingsEntry("2", 1));
  backlog.add(settingsEntry("1", 3));
  backlog.add(settingsEntry("1", 2));
  expect(backlog.count).toBe(3);
  expect(backlog.settingsOf(keyHashOf("1"))).toMatchObject({ revision: 3 });
  expect(settingsIn(backlog.handOver())).toEqual(['{"of":"1 3"}', '{"of":"2 1"}']);
});

test("what is on the way is known until it is written, and waits again when it is not", () => {
  const backlog = new Backlog();
  backlog.add(settingsEntry("1", 1));
  backlog.handOver();
  expect(backlog.settingsOf(keyHashOf("1"))).toMatchObject({ revision: 1 });
  backlog.add(settingsEntry("1", 2));
  backlog.takeBack();
  expect(settingsIn(backlog.handOver())).toEqual(['{"of":"1 1"}', '{"of":"1 2"}']);
  backlog.drop();
  expect([backlog.count, backlog.settingsOf(keyHashOf("1"))]).toEqual([0, undefined]);
});

test("what was written is not taken for what came meanwhile", () => {
  const backlog = new Backlog();
  backlog.add(settingsEntry("1", 1));
  backlog.handOver();
  backlog.add(settingsEntry("1", 2));
  backlog.drop();
  expect(backlog.settingsOf(keyHashOf("1"))).toMatchObject({ revision: 2 });
  expect(settingsIn(backlog.handOver())).toEqual(['{"of":"1 2"}']);
});

test("there is room for the settings of 256 players, and for newer ones of these", () => {
  const backlog = new Backlog();
  const of = (player: number) => settingsEntry(player.toString(16).padStart(2, "0"), 1);
  for (let player = 0; player < 256; player++) {
    expect(backlog.hasRoomFor(of(player).settings)).toBe(true);
    backlog.add(of(player));
  }
  expect(backlog.hasRoomFor(of(256).settings)).toBe(false);
  expect(backlog.hasRoomFor(of(7).settings)).toBe(true);
  backlog.handOver();
  expect(backlog.hasRoomFor(of(256).settings)).toBe(false);
  backlog.drop();
  expect(backlog.hasRoomFor(of(256).settings)).toBe(true);
});

test("where too much waits, the oldest results go, and what somebody means stays", () => {
  const backlog = new Backlog();
  backlog.add({ kind: "unban", id: "b1" });
  backlog.add(settingsEntry("1", 1));
  for (let number = 0; number < 20_000; number++) backlog.add(resultEntry("1", { number }));
  expect([backlog.count, backlog.lost]).toEqual([20_000, 2]);
  const first = backlog.handOver().slice(0, 3);
  expect(first).toEqual([
    { kind: "unban", id: "b1" },
    settingsEntry("1", 1),
    resultEntry("1", { number: 2 }),
  ]);
});
