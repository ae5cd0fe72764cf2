import { describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { Rotation, usualModes } from "./rotation.ts";

const FLAGS = [
  { team: 1, x: 100, y: 240 },
  { team: 2, x: 540, y: 240 },
];
const CROWD = 2;
const PLAIN = arenaOf({ name: "plain" });
const OTHER = arenaOf({ name: "other" });
const BASES = arenaOf({ name: "bases", flags: FLAGS });

function rounds(rotation: Rotation, count: number, crowd = CROWD): string[] {
  const told = [`${rotation.round.mode.name} on ${rotation.round.arena.name}`];
  while (told.length < count) {
    const { arena, mode } = rotation.advance(crowd);
    told.push(`${mode.name} on ${arena.name}`);
  }
  return told;
}

describe("a rotation", () => {
  test("plays all maps in turn, over and over", () => {
    const rotation = new Rotation([PLAIN, OTHER], ["deathmatch"], CROWD);
    expect(rounds(rotation, 3)).toEqual([
      "deathmatch on plain",
      "deathmatch on other",
      "deathmatch on plain",
    ]);
  });

  test("plays a mode only where there is what it needs", () => {
    const rotation = new Rotation([PLAIN, BASES, OTHER], ["deathmatch", "flags"], CROWD);
    expect(rounds(rotation, 4)).toEqual([
      "deathmatch on plain",
      "flags on bases",
      "deathmatch on other",
      "flags on bases",
    ]);
  });

  describe("has maps of all sizes, and plays", () => {
    const SMALL = arenaOf({ name: "small", width: 1000, height: 700 });
    const MIDDLE = arenaOf({ name: "middle", width: 1900, height: 1200, flags: FLAGS });
    const LARGE = arenaOf({ name: "large", width: 4000, height: 3000, flags: FLAGS });
    const OTHER_MIDDLE = arenaOf({ name: "other", width: 1800, height: 1300 });
    const MAPS = [SMALL, MIDDLE, LARGE, OTHER_MIDDLE];
    const play = (modes: string[], crowd: number, count: number) =>
      rounds(new Rotation(MAPS, modes, crowd), count, crowd).map((told) => told.split(" ").at(-1));

    test.each([
      [1, ["small", "small"]],
      [6, ["middle", "other", "middle"]],
      [40, ["large", "large"]],
    ])("those that suit %d skiffs", (crowd, names) => {
      expect(play(["deathmatch"], crowd, names.length)).toEqual(names);
    });

    test("all of them where none suits", () => {
      expect(play(["deathmatch"], 400, 5)).toEqual(["small", "middle", "large", "other", "small"]);
    });

    test("one that has what the mode needs, if need be of another size", () => {
      expect(play(["flags"], 1, 3)).toEqual(["middle", "large", "middle"]);
    });

    test("a duel on one for two, however many are there", () => {
      expect(play(["duel"], 40, 2)).toEqual(["small", "small"]);
    });

    test("a larger one when more have come", () => {
      const rotation = new Rotation(MAPS, ["deathmatch"], 6);
      expect(rotation.advance(30).arena).toBe(LARGE);
      expect(rotation.advance(5).arena).toBe(OTHER_MIDDLE);
    });
  });

  test("offers every mode on every map that fits, and says what is on and what comes next", () => {
    const rotation = new Rotation([PLAIN, BASES, OTHER], ["deathmatch", "flags"], 2);
    const names = rotation.rounds.map(({ mode, arena }) => `${mode.name} on ${arena.name}`);
    expect(names).toEqual([
      "deathmatch on plain",
      "deathmatch on bases",
      "deathmatch on other",
      "flags on bases",
    ]);
    expect(rotation.upcoming(3, 2).map((number) => names[number])).toEqual([
      "deathmatch on plain",
      "flags on bases",
      "deathmatch on other",
    ]);
    expect(rotation.upcoming(1, 2)).toEqual([0]);
    expect(new Rotation([PLAIN], ["deathmatch"], 2).upcoming(3, 2)).toEqual([0]);
  });

  test("goes on from what was chosen; a rematch, and what is in turn anyway, do not disturb it", () => {
    const rotation = new Rotation([PLAIN, OTHER, BASES], ["teams", "teams", "deathmatch"], 2);
    const choose = (number: number) => {
      rotation.choose(number, 2);
      return `${rotation.round.mode.name} on ${rotation.round.arena.name}`;
    };
    expect(choose(0)).toBe("teams on plain");
    expect(choose(1)).toBe("teams on other");
    expect(rounds(rotation, 2)[1]).toBe("deathmatch on bases");
    expect(choose(4)).toBe("deathmatch on other");
    expect(rounds(rotation, 2)[1]).toBe("teams on bases");
  });

  test("begins on the map that is asked for, with the first mode that it fits, and goes on from there", () => {
    const begin = (modes: string[], first: typeof PLAIN) =>
      rounds(new Rotation([PLAIN, BASES, OTHER], modes, CROWD, first), 3);
    expect(begin(["deathmatch"], OTHER)).toEqual([
      "deathmatch on other",
      "deathmatch on plain",
      "deathmatch on bases",
    ]);
    expect(begin(["flags", "teams"], PLAIN)).toEqual([
      "teams on plain",
      "flags on bases",
      "teams on other",
    ]);
    expect(() => begin(["flags"], PLAIN)).toThrow("no mode for plain");
  });

  test("begins on the map that is asked for, whatever size would suit", () => {
    const large = arenaOf({ name: "large", width: 4000, height: 3000 });
    expect(new Rotation([PLAIN, large], ["deathmatch"], 1, large).round.arena).toBe(large);
  });

  test.each([
    ["a mode that there is not", ["croquet"], "no mode croquet"],
    ["a mode without a map", ["puck"], "no map for puck"],
  ])("refuses %s", (_, modes, message) => {
    expect(() => new Rotation([PLAIN, BASES], modes, CROWD)).toThrow(message);
  });
});

test("what is usual is all that the maps have what they need for; for two, the duel", () => {
  expect(usualModes([PLAIN], 16)).toEqual(["deathmatch", "teams"]);
  expect(usualModes([PLAIN, BASES], 16)).toEqual(["deathmatch", "teams", "flags"]);
  expect(usualModes([PLAIN, BASES], 2)).toEqual(["duel"]);
});
