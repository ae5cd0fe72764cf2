import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody } from "#shared/protocol/frame.ts";
import { NO_SLOT, USUAL_TABLE, type ClientMessage } from "#shared/protocol/messages.ts";
import { SKIFF_FIELDS, fieldIndex } from "#shared/protocol/replicated.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";
import { hashWorld } from "#shared/sim/hash.ts";
import { IDLE_INPUT } from "#shared/sim/input.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { createHall } from "../../tests/harness/fuzzMatch.ts";
import { put } from "../../tests/harness/table.ts";

const WATCHING = { isWatching: true } as const;
const watch = (slot: number, x = 0, y = 0): ClientMessage => ({
  type: "watch",
  ackTick: 0,
  slot,
  x,
  y,
});

/** Slots of the skiffs in the newest snapshot that a peer who watches was sent. */
function seenBy(peer: Peer): number[] {
  const { arena } = peer.heard("arena").at(-1)!;
  const { seats } = peer.heard("welcome")[0]!;
  const ring = new SnapshotRing(seats);
  const foresight = new Foresight(arena, seats);
  let seen: number[] = [];
  for (const { body } of peer.heard("snapshot")) {
    const frame = decodeBody(body, NO_SLOT, ring, foresight);
    if (frame.kind !== "snapshot") throw new Error(frame.kind);
    const { isPresent, values } = frame.snapshot.skiffs;
    const alive = fieldIndex(SKIFF_FIELDS, "isAlive");
    seen = [...isPresent.keys()].filter(
      (slot) => isPresent[slot] === 1 && values[slot * SKIFF_FIELDS.length + alive] === 1,
    );
  }
  return seen;
}

describe("who asks to watch (B80)", () => {
  test("is told of the room as anybody is, but has no slot, no token and no skiff", () => {
    const { enter, lobby, run } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    run(2);
    const types = wes.told.map(({ type }) => type);
    expect(types).toEqual([
      "welcome",
      "arena",
      "roster",
      "rounds",
      "watchers",
      "watchers",
      "snapshot",
    ]);
    expect(wes.heard("welcome")).toMatchObject([{ slot: NO_SLOT, token: "", isResumed: false }]);
    expect(seenBy(wes)).toEqual([0]);
    expect([lobby.census.humanCount, lobby.census.spectatorCount]).toEqual([1, 1]);
  });

  test("without a code sees the open room in which most people are", () => {
    const { enter } = openHouse({ maxSeats: 2, maxSpectators: 1 });
    const [first] = [enter({}), enter({}), enter({})];
    const hidden = enter({ room: "new" });
    enter({ room: hidden.roomCode });
    expect(enter(WATCHING).roomCode).toBe(first!.roomCode);
    // The next one gets into the room that has a place left.
    expect(enter(WATCHING).roomCode).not.toBe(first!.roomCode);
    expect(enter(WATCHING).closed).toBe(CloseCode.noSuchRoom);
  });

  test("gets in where every seat is taken, and takes none", () => {
    const { enter } = openHouse({ maxSeats: 1 });
    const ada = enter({ room: "new" });
    expect(enter({ room: ada.roomCode }).closed).toBe(CloseCode.roomFull);
    expect(enter({ ...WATCHING, room: ada.roomCode }).closed).toBeUndefined();
  });

  test.each([
    ["no such room", { room: "ZZZZ" }, {}, CloseCode.noSuchRoom],
    ["no new room to watch", { room: "new" }, {}, CloseCode.noSuchRoom],
    ["no room at all", { room: "" }, {}, CloseCode.noSuchRoom],
    ["another version", { protocolId: "other" }, {}, CloseCode.otherVersion],
  ])("%s: turned away in words, and counted", (_, hello, options, code) => {
    const { enter, refusals } = openHouse(options);
    const wes = enter({ ...WATCHING, ...hello });
    expect([wes.closed, wes.reason === "", refusals.length]).toEqual([code, false, 1]);
  });

  test.each([
    ["when its places are taken", { maxSpectators: 1 }, 1],
    ["when the rule of the server is that nobody may", { maxSpectators: 0 }, 0],
    ["in a dark hall, whatever the rule", { maxSpectators: 8, isDark: true }, 0],
  ])("is turned away %s", (_, options, places) => {
    const { enter } = openHouse(options);
    const { roomCode } = enter({});
    for (let i = 0; i < places; i++)
      expect(enter({ ...WATCHING, room: roomCode }).closed).toBeUndefined();
    expect(enter({ ...WATCHING, room: roomCode }).closed).toBe(CloseCode.noWatching);
  });

  test("has no use for a token: it opens the seat of nobody", () => {
    const { enter, lobby } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, token: ada.token });
    expect([ada.closed, wes.heard("welcome")[0]!.slot]).toEqual([undefined, NO_SLOT]);
    expect(lobby.census.humanCount).toBe(1);
  });
});

describe("what somebody who watches sends (B82)", () => {
  const refused: ClientMessage[] = [
    { type: "inputs", firstTick: 3, ackTick: 0, viewAge: 0, inputs: [{ ...IDLE_INPUT }] },
    { type: "chat", text: "behind you!", isTeam: false },
    { type: "phrase", phrase: 0 },
    { type: "propose", kind: "kick", subject: 0 },
    { type: "ballot", choice: 0 },
    { type: "mark", x: 0, y: 0 },
    {
      type: "hello",
      protocolId: "test",
      name: "W",
      room: "",
      token: "",
      isWatching: true,
      password: "",
      playerKey: "",
      ...USUAL_TABLE,
    },
  ];
  test.each(refused.map((message) => [message.type, message] as const))(
    "%s ends his stay, and nobody else hears of it",
    (_, message) => {
      const { enter, lobby, refusals } = openHouse();
      const ada = enter({});
      const wes = enter({ ...WATCHING, room: ada.roomCode });
      const before = hashWorld(lobby.room(ada.roomCode)!.world);
      wes.say(message);
      expect([wes.closed, refusals]).toEqual([CloseCode.refused, ["out of order"]]);
      expect(ada.heard("chat")).toEqual([]);
      expect([lobby.census.spectatorCount, lobby.census.humanCount]).toEqual([0, 1]);
      expect(hashWorld(lobby.room(ada.roomCode)!.world)).toBe(before);
    },
  );

  test("`watch` of somebody who plays is 1008", () => {
    const { enter } = openHouse();
    const ada = enter({});
    ada.say(watch(0));
    expect(ada.closed).toBe(CloseCode.refused);
  });

  test("ping, away, resync and screen do what they do for anybody", () => {
    const { enter, lobby, run } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    wes.say({ type: "ping", id: 7 });
    expect(wes.heard("pong")).toMatchObject([{ id: 7 }]);
    wes.say({ type: "screen", widthPx: 640, heightPx: 360 });
    const [spectator] = lobby.room(ada.roomCode)!.stands;
    expect(spectator!.viewer.screen).toEqual({ widthPx: 640, heightPx: 360 });
    wes.say({ type: "away", isAway: true });
    run(TICK_RATE);
    expect(wes.heard("snapshot")).toHaveLength(2);
    expect(ada.told.some(({ type }) => type === "pong")).toBe(false);
  });

  test("`watch` above its rate is dropped and counted", () => {
    const { enter, refusals } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    for (let i = 0; i < 50; i++) wes.say(watch(0));
    expect([wes.closed, refusals]).toEqual([undefined, Array(10).fill("watch rate")]);
  });
});

describe("from where he looks (B81)", () => {
  const hall = createHall(4000);

  function openHall() {
    const house = openHouse({ maps: [hall], maxSeats: 2 });
    const ada = house.enter({});
    const bob = house.enter({ room: ada.roomCode });
    const wes = house.enter({ ...WATCHING, room: ada.roomCode });
    const { world } = house.lobby.room(ada.roomCode)!;
    put(world, 0, { x: 400, y: 400 });
    put(world, 1, { x: 3600, y: 3600 });
    const look = (slot: number, x = 0, y = 0): number[] => {
      wes.say(watch(slot, x, y));
      house.run(2);
      return seenBy(wes);
    };
    return { ...house, ada, bob, wes, world, look };
  }

  test("along with whom he follows", () => {
    const { look } = openHall();
    expect([look(0), look(1)]).toEqual([[0], [1]]);
  });

  test("from a place of his own, no further off than the table", () => {
    const { look } = openHall();
    expect(look(NO_SLOT, 600, 600)).toEqual([0]);
    expect(look(NO_SLOT, 4096, 4096)).toEqual([1]);
    expect(look(NO_SLOT, 2000, 2000)).toEqual([]);
  });

  test("from his place while whom he follows is out, or was never there", () => {
    const { look, world } = openHall();
    world.components.Skiff.isAlive[skiffEntity(0)] = 0;
    world.components.Skiff.respawnTick[skiffEntity(0)] = 10_000;
    expect(look(0, 3500, 3500)).toEqual([1]);
    expect(look(511, 3500, 3500)).toEqual([1]);
  });
});

describe("the number of those who watch", () => {
  test("is told to all when it changes, and to who comes later", () => {
    const { enter } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    const bob = enter({ room: ada.roomCode });
    wes.drop();
    const counts = (peer: Peer) => peer.heard("watchers").map(({ count }) => count);
    expect([counts(ada), counts(bob)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test("keeps a room open of which the last player has gone, until they go too", () => {
    const { enter, lobby, run } = openHouse();
    const ada = enter({ room: "new" });
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    ada.leave();
    for (let i = 0; i < 40; i++) {
      run(TICK_RATE);
      wes.say({ ...watch(0), ackTick: lobby.room(ada.roomCode)!.world.tick } as ClientMessage);
    }
    expect([lobby.census.roomCount, wes.closed]).toEqual([1, undefined]);
    wes.leave();
    run(31 * TICK_RATE);
    expect(lobby.census.roomCount).toBe(0);
  });

  test("goes down when one of them answers no more", () => {
    const { enter, lobby, run } = openHouse();
    const ada = enter({});
    const wes = enter({ ...WATCHING, room: ada.roomCode });
    run(11 * TICK_RATE);
    expect([wes.closed, lobby.census.spectatorCount]).toEqual([CloseCode.tooSlow, 0]);
  });
});
