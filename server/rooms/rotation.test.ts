import { describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { Rotation } from "./rotation.ts";

const FLAGS = [
  { team: 1, x: 100, y: 240 },
  { team: 2, x: 540, y: 240 },
];
const PLAIN = arenaOf({ name: "plain" });
const OTHER = arenaOf({ name: "other" });
const BASES = arenaOf({ name: "bases", flags: FLAGS });

function rounds(rotation: Rotation, count: number): string[] {
  const told = [`${rotation.round.mode.name} on ${rotation.round.arena.name}`];
  while (told.length < count) {
    const { arena, mode } = rotation.advance();
    told.push(`${mode.name} on ${arena.name}`);
  }
  return told;
}

describe("a rotation", () => {
  test("plays all maps in turn, over and over", () => {
    const rotation = new Rotation([PLAIN, OTHER], ["deathmatch"]);
    expect(rounds(rotation, 3)).toEqual([
      "deathmatch on plain",
      "deathmatch on other",
      "deathmatch on plain",
    ]);
  });

  test("plays a mode only where there is what it needs", () => {
    const rotation = new Rotation([PLAIN, BASES, OTHER], ["deathmatch", "flags"]);
    expect(rounds(rotation, 4)).toEqual([
      "deathmatch on plain",
      "flags on bases",
      "deathmatch on other",
      "flags on bases",
    ]);
  });

  test.each([
    ["a mode that there is not", ["croquet"], "no mode croquet"],
    ["a mode without a map", ["puck"], "no map for puck"],
  ])("refuses %s", (_, modes, message) => {
    expect(() => new Rotation([PLAIN, BASES], modes)).toThrow(message);
  });
});
