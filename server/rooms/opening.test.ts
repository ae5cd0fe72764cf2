/** What a new room plays, as whoever opens it wants it (B9): what is offered, what is refused, and what comes of it. */
import { describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { openHouse } from "../../tests/harness/house.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { readOffer } from "#shared/protocol/offer.ts";
import type { TableWish } from "#shared/protocol/messages.ts";
import { MODES } from "#shared/sim/modes/modes.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { offerOf, type Repertoire } from "./opening.ts";

const FLAGS = [
  { team: 1, x: 100, y: 240 },
  { team: 2, x: 540, y: 240 },
];
const GOALS = {
  goals: [
    { team: 1, left: 0, top: 200, right: 20, bottom: 280 },
    { team: 2, left: 620, top: 200, right: 640, bottom: 280 },
  ],
  puck: { x: 320, y: 240 },
};
const MAPS = [
  arenaOf({ name: "plain", title: "The Plain" }),
  arenaOf({ name: "bases", flags: FLAGS }),
  arenaOf({ name: "rink", ...GOALS }),
];
const REPERTOIRE: Repertoire = {
  maps: MAPS,
  modes: ["deathmatch", "teams", "flags"],
  offeredModes: ["deathmatch", "teams", "flags", "puck", "duel"],
  rules: DEFAULT_RULES,
  botFill: 3,
  botLevel: "regular",
  maxSeats: 8,
};
const numberOf = (name: string) => MODES.findIndex((mode) => mode.name === name);

function open(wish: Partial<TableWish>, room = "new", repertoire: Partial<Repertoire> = {}) {
  const house = openHouse({ ...REPERTOIRE, ...repertoire });
  const ada = house.enter({ room, ...wish });
  return { ...house, ada, room: house.lobby.room(ada.roomCode) };
}

describe("a new room (B9)", () => {
  test("plays what the server plays when nobody says", () => {
    const { room } = open({});
    expect(room!.world.rules).toMatchObject({ mode: "deathmatch", isFriendlyFire: false });
    expect([room!.humanCount, room!.botCount]).toEqual([1, 2]);
  });

  test.each(["new", "new open"])(
    "asked for as %s has the mode that was chosen, match after match",
    (kind) => {
      const { ada, room, enter } = open({ mode: numberOf("puck") }, kind);
      expect([room!.world.rules.mode, room!.world.arena.source.name]).toEqual(["puck", "rink"]);
      expect(room!.world.rules.scoreLimit).toBe(DEFAULT_RULES.scoreLimit);
      // Nothing else is there to be voted on but to begin anew.
      expect(ada.heard("rounds")).toMatchObject([{ rounds: [{ mode: numberOf("puck") }] }]);
      const bob = enter({ room: ada.roomCode });
      expect(bob.heard("arena")[0]).toEqual(ada.heard("arena")[0]);
    },
  );

  test("begins on the map that was chosen, and goes on with all that have what the mode needs", () => {
    const { ada, room } = open({ mode: numberOf("teams"), map: "bases" });
    expect([room!.world.rules.mode, room!.world.arena.source.name]).toEqual(["teams", "bases"]);
    const told = ada.heard("rounds")[0]!.rounds.map(({ mode }) => mode);
    expect(told).toEqual(MAPS.map(() => numberOf("teams")));
  });

  test("on a map alone plays the first of the usual modes that it has what it needs for", () => {
    const { room } = open({ map: "rink" }, "new", { modes: ["flags", "teams"] });
    expect([room!.world.rules.mode, room!.world.arena.source.name]).toEqual(["teams", "rink"]);
  });

  test("for a duel has two seats", () => {
    const { ada, room, enter } = open({ mode: numberOf("duel"), bots: 0 });
    expect(ada.heard("welcome")[0]!.seats).toBe(2);
    expect(enter({ room: room!.code }).closed).toBeUndefined();
    expect(enter({ room: room!.code }).closed).toBe(CloseCode.roomFull);
  });

  test.each([
    [0, 0],
    [5, 4],
    // No more than it has seats.
    [16, 7],
  ])("for which bots fill %d seats has %d of them beside one person", (bots, count) => {
    expect(open({ bots, botLevel: "ace" }).room!.botCount).toBe(count);
  });

  test.each([
    ["on", true],
    ["off", false],
    ["usual", true],
  ] as const)("has friendly fire %s, whatever the server has", (friendlyFire, isOn) => {
    const rules = { ...DEFAULT_RULES, isFriendlyFire: true };
    const { room } = open({ friendlyFire, mode: numberOf("teams") }, "new", { rules });
    expect(room!.world.rules.isFriendlyFire).toBe(isOn);
  });

  test.each<[string, Partial<TableWish>, string]>([
    ["a map that there is not", { map: "attic" }, "this server has no such map"],
    ["a map by another name", { map: "Plain" }, "this server has no such map"],
    [
      "a mode on a map without",
      { map: "plain", mode: numberOf("puck") },
      "that map has not what puck needs",
    ],
  ])("for %s is refused, counted, and nobody else is touched", (_, wish, reason) => {
    const { enter, lobby, refusals } = openHouse({ ...REPERTOIRE });
    const ada = enter({ room: "new" });
    const eve = enter({ room: "new", ...wish });
    expect([eve.closed, eve.reason, eve.told]).toEqual([CloseCode.noSuchTable, reason, []]);
    expect([lobby.census.roomCount, refusals, ada.closed]).toEqual([
      1,
      ["no such table"],
      undefined,
    ]);
  });

  test("for a mode that the server does not offer is refused", () => {
    const { ada } = open({ mode: numberOf("puck") }, "new", { offeredModes: ["teams"] });
    expect([ada.closed, ada.reason]).toEqual([
      CloseCode.noSuchTable,
      "this server does not play puck",
    ]);
  });

  test("for a map on which nothing that is played can be played is refused", () => {
    const { ada } = open({ map: "plain" }, "new", { modes: ["puck"] });
    expect([ada.closed, ada.reason]).toEqual([
      CloseCode.noSuchTable,
      "that map has not what is played here needs",
    ]);
  });

  test.each(["", "practice"])(
    "asked for as '%s', or one that is there, takes no wishes",
    (kind) => {
      const wish = { mode: numberOf("puck"), map: "attic", bots: 0, friendlyFire: "on" } as const;
      const { ada, room, enter } = open(wish, kind);
      expect(room!.world.rules).toMatchObject({ mode: "deathmatch", isFriendlyFire: false });
      expect(enter({ room: ada.roomCode, ...wish }).closed).toBeUndefined();
    },
  );
});

describe("an offer (B9)", () => {
  test("is every mode that may be chosen, and the maps with what each has what it needs for", () => {
    expect(offerOf(REPERTOIRE)).toEqual({
      modes: ["deathmatch", "teams", "flags", "puck", "duel"],
      maps: [
        { name: "plain", title: "The Plain", modes: ["deathmatch", "teams", "duel"] },
        { name: "bases", title: MAPS[1]!.title, modes: ["deathmatch", "teams", "flags", "duel"] },
        { name: "rink", title: MAPS[2]!.title, modes: ["deathmatch", "teams", "puck", "duel"] },
      ],
      mostBots: 8,
      usual: { bots: 3, botLevel: "regular", isFriendlyFire: false },
    });
  });

  test("is without maps on which nothing of it can be played", () => {
    const { maps } = offerOf({ ...REPERTOIRE, offeredModes: ["puck"] });
    expect(maps.map(({ name }) => name)).toEqual(["rink"]);
  });

  test("has nothing in it that is refused", () => {
    const { modes, maps, mostBots: bots } = offerOf(REPERTOIRE);
    const pairs = maps.flatMap((map) => map.modes.map((mode) => [map.name, mode] as const));
    const wishes: Partial<TableWish>[] = [
      ...modes.map((mode) => ({ mode: numberOf(mode) })),
      ...maps.map(({ name }) => ({ map: name })),
      ...pairs.map(([map, mode]) => ({ map, mode: numberOf(mode), bots })),
    ];
    for (const wish of wishes) expect([wish, open(wish).ada.closed]).toEqual([wish, undefined]);
  });

  test("comes through JSON as it was", () => {
    const offer = offerOf(REPERTOIRE);
    expect(readOffer(JSON.parse(JSON.stringify(offer)))).toEqual(offer);
  });
});
