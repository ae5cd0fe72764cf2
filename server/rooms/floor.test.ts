import { expect, test } from "vitest";
import { arenaOf, points } from "../../tests/harness/arenas.ts";
import { loadMaps } from "../maps.ts";
import { suits } from "./floor.ts";

const MIDDLE = arenaOf({ width: 1900, height: 1200 });

test("what walls take up is no floor, whichever way round they are drawn", () => {
  const block = [
    [200, 100],
    [1700, 100],
    [1700, 1100],
    [200, 1100],
  ] as const;
  for (const corners of [block, block.toReversed()]) {
    const filled = { ...MIDDLE, walls: [points(...corners)] };
    expect([suits(filled, 2), suits(filled, 8)]).toEqual([true, false]);
    expect([suits(MIDDLE, 2), suits(MIDDLE, 8)]).toEqual([false, true]);
  }
});

test("the maps that come with the game are for any number from 1 to 64", () => {
  const maps = loadMaps("assets/maps");
  for (let crowd = 1; crowd <= 64; crowd++)
    expect(maps.some((map) => suits(map, crowd))).toBe(true);
});
