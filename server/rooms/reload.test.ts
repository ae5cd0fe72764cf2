/** What open rooms make of other settings: from their next match on they go by them. */
import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { MODES } from "#shared/sim/modes/modes.ts";

const OTHER = arenaOf({ name: "other", title: "Other" });
const numberOf = (name: string) => MODES.findIndex((mode) => mode.name === name);

/** A room with Ada in it, whose match is over in the next tick. */
function open(wish = {}) {
  const house = openHouse({
    maps: [TEST_ARENA, OTHER],
    offeredModes: ["deathmatch", "teams"],
    botFill: 2,
  });
  const ada = house.enter(wish);
  const room = house.lobby.room(ada.roomCode)!;
  const endMatch = (): void => {
    Object.assign(room.world.match, { phase: "results", endTick: room.world.tick + 2 });
    house.run(4);
  };
  return { ...house, ada, room, endMatch };
}

describe("other settings", () => {
  test("do not touch the match that is played, and are those of the next", () => {
    const { lobby, room, run, ada, endMatch } = open();
    lobby.adopt({ ...lobby.repertoire, modes: ["teams"], rules: { scoreLimit: 3 }, botFill: 4 });
    run(10);
    expect([room.world.rules.mode, room.botCount]).toEqual(["deathmatch", 1]);
    endMatch();
    expect(room.world.rules).toMatchObject({ mode: "teams", scoreLimit: 3 });
    expect([room.humanCount, room.botCount]).toEqual([1, 3]);
    expect(ada.heard("rounds").at(-1)).toMatchObject({
      rounds: [{ mode: numberOf("teams") }, { mode: numberOf("teams") }],
    });
    expect(ada.closed).toBe(undefined);
  });

  test("go on in turn from the map that is played, though it was loaded anew", () => {
    const { lobby, room, endMatch } = open();
    expect(room.world.arena.source.name).toBe("test-table");
    lobby.adopt({ ...lobby.repertoire, maps: [structuredClone(TEST_ARENA), OTHER] });
    endMatch();
    expect(room.world.arena.source.name).toBe("other");
  });

  test("begin with the first map where that one is gone", () => {
    const { lobby, room, endMatch } = open();
    const maps = [OTHER, arenaOf({ name: "third", title: "Third" })];
    lobby.adopt({ ...lobby.repertoire, maps });
    endMatch();
    expect(room.world.arena.source.name).toBe("other");
  });

  test("leave what a room was opened for, and a room as it is that they have no place for", () => {
    const { lobby, room, endMatch } = open({ room: "new", mode: numberOf("teams"), bots: 3 });
    lobby.adopt({ ...lobby.repertoire, modes: ["deathmatch"], botFill: 0 });
    endMatch();
    expect([room.world.rules.mode, room.botCount]).toEqual(["teams", 2]);
    lobby.adopt({ ...lobby.repertoire, offeredModes: ["deathmatch"] });
    endMatch();
    expect(room.world.rules.mode).toBe("teams");
  });

  test("give new bots where their level is another", () => {
    const { lobby, room, ada, endMatch } = open();
    lobby.adopt({ ...lobby.repertoire, botLevel: "ace" });
    endMatch();
    expect(room.botCount).toBe(1);
    expect(ada.heard("left")).toHaveLength(1);
    lobby.adopt({ ...lobby.repertoire, botLevel: "ace" });
    endMatch();
    expect(ada.heard("left")).toHaveLength(1);
  });
});
