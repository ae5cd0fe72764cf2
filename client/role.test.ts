import { expect, test } from "vitest";
import { roleIn } from "./role.ts";

const PLAYING = { watched: null };
const WATCHING = { watched: { slot: 2, hasFreeSeat: true } };

test.each([
  ["a player", PLAYING, false, "player"],
  ["a player who was moved to the stands", WATCHING, false, "watcher"],
  ["one who watches", WATCHING, true, "watcher"],
  ["one who wants to play and is not in yet", null, false, "player"],
  ["one who wants to watch and is not in yet", null, true, "watcher"],
] as const)("%s has the keys of that", (_who, view, isWatching, role) => {
  expect(roleIn(view, { isWatching })).toBe(role);
});
