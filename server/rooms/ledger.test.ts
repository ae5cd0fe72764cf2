import { beforeEach, describe, expect, test } from "vitest";
import { openHouse, type House } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { ticksFromMs } from "#shared/timing.ts";
import { SEAT_HELD_MS } from "#shared/protocol/messages.ts";
import { MATCH } from "#shared/sim/tuning.ts";
import { skiffEntity, type World } from "#shared/sim/world.ts";
import type { LedgerMatch, LedgerResult } from "./ledger.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";
import { hashOfKey } from "./playerKey.ts";

const ADA = "a".repeat(32);
const BOB = "b".repeat(32);
const PLAYED_TICKS = 600;
const RULES = { scoreLimit: 0, timeLimitTicks: PLAYED_TICKS };

let house: House;
let noted: (LedgerResult & { match: LedgerMatch })[];

beforeEach(() => {
  noted = [];
  open();
});

function open(options: Partial<LobbyOptions> = {}): void {
  house = openHouse({
    rules: RULES,
    noteResult: (match, result) => noted.push({ match, ...result }),
    ...options,
  });
}

function worldOf(code: string): World {
  return house.lobby.room(code)!.world;
}

/** Whoever is away need not acknowledge anything to be kept. */
function enter(hello: Parameters<House["enter"]>[0]): Peer {
  const peer = house.enter(hello);
  peer.say({ type: "away", isAway: true });
  return peer;
}

/** Until the match of a room is played for a tick. */
function begin(code: string): World {
  while (worldOf(code).match.phase !== "playing") house.run(1);
  return worldOf(code);
}

function setScore({ components: { Score } }: World, slot: number, score: number): void {
  Score.score[skiffEntity(slot)] = score;
  Score.kills[skiffEntity(slot)] = score / 10;
}

describe("the end of a match", () => {
  test("is told of everybody who has a key, once, with what he came to", () => {
    const ada = enter({ playerKey: ADA, name: "Ada" });
    enter({ playerKey: BOB, name: "Ada" });
    enter({ name: "Nobody" });
    const world = begin(ada.roomCode);
    setScore(world, 0, 50);
    setScore(world, 1, 70);
    house.run(PLAYED_TICKS + MATCH.resultsTicks);
    expect(noted).toMatchObject([
      { number: 0, keyHash: hashOfKey(ADA), name: "Ada", score: 50, kills: 5, isWin: false },
      { number: 1, keyHash: hashOfKey(BOB), name: "Ada", score: 70, kills: 7, isWin: true },
    ]);
    expect(noted.every(({ isComplete, seconds }) => isComplete && seconds === 10)).toBe(true);
    const match = { roomCode: ada.roomCode, mode: "deathmatch", isPublic: true };
    expect(noted[0]!.match).toMatchObject(match);
    expect(noted[0]!.match).toBe(noted[1]!.match);
  });

  test("on a draw has no winner", () => {
    const ada = enter({ playerKey: ADA });
    enter({ playerKey: BOB });
    begin(ada.roomCode);
    house.run(PLAYED_TICKS + MATCH.overtimeTicks + 1);
    expect(noted.map(({ isWin }) => isWin)).toEqual([false, false]);
  });

  test("makes everybody of the team that is ahead a winner", () => {
    open({ modes: ["teams"], offeredModes: ["teams"] });
    const ada = enter({ playerKey: ADA });
    enter({ playerKey: BOB });
    const world = begin(ada.roomCode);
    world.match.teamScores[world.components.Skiff.team[skiffEntity(1)]! - 1] = 30;
    setScore(world, 0, 90);
    house.run(PLAYED_TICKS + 1);
    expect(noted.map(({ isWin }) => isWin)).toEqual([false, true]);
  });

  test("counts the time since one came, and a new match anew", () => {
    const ada = enter({ playerKey: ADA });
    begin(ada.roomCode);
    house.run(PLAYED_TICKS / 2);
    enter({ playerKey: BOB });
    house.run(PLAYED_TICKS + MATCH.overtimeTicks + MATCH.resultsTicks);
    expect(noted[1]!.seconds).toBe(noted[0]!.seconds - PLAYED_TICKS / 2 / 60);
    begin(ada.roomCode);
    house.run(PLAYED_TICKS + MATCH.overtimeTicks + 1);
    expect(noted.map(({ number }) => number)).toEqual([0, 1, 0, 1]);
    expect(noted[2]!.match.beganTick).toBeGreaterThan(noted[0]!.match.beganTick);
  });
});

describe("who leaves before the end", () => {
  test("has what he came to until then, and has not won", () => {
    const ada = enter({ playerKey: ADA });
    setScore(begin(ada.roomCode), 0, 50);
    house.run(PLAYED_TICKS / 2);
    ada.leave();
    expect(noted).toMatchObject([
      { keyHash: hashOfKey(ADA), score: 50, seconds: 5, isWin: false, isComplete: false },
    ]);
  });

  test("and lost his connection is told of when his seat is given up, and not when he came back", () => {
    open({ rules: { scoreLimit: 0, timeLimitTicks: 0 } });
    const ada = enter({ playerKey: ADA });
    begin(ada.roomCode);
    ada.leave(1006);
    house.run(10);
    expect(noted).toEqual([]);
    const back = enter({ playerKey: ADA, token: ada.token });
    back.leave(1006);
    house.run(ticksFromMs(SEAT_HELD_MS) + 1);
    expect(noted).toMatchObject([{ keyHash: hashOfKey(ADA), isComplete: false }]);
  });

  test("because the server stops is told of, too", () => {
    const ada = enter({ playerKey: ADA });
    begin(ada.roomCode);
    house.lobby.close();
    expect(noted).toMatchObject([{ keyHash: hashOfKey(ADA), isComplete: false }]);
    ada.leave(1001);
    expect(noted).toHaveLength(1);
  });

  test("or while nothing is played has nothing to show", () => {
    const ada = enter({ playerKey: ADA });
    house.run(1);
    ada.leave();
    const bob = enter({ playerKey: BOB });
    begin(bob.roomCode);
    house.run(PLAYED_TICKS + 1);
    expect(worldOf(bob.roomCode).match.phase).toBe("results");
    bob.leave();
    expect(noted).toMatchObject([{ keyHash: hashOfKey(BOB), isComplete: true }]);
  });
});

test("practice is not recorded, and a room for those who have its code is no public one", () => {
  const ada = enter({ playerKey: ADA, room: "practice" });
  house.run(PLAYED_TICKS);
  ada.leave();
  expect(noted).toEqual([]);
  const bob = enter({ playerKey: BOB, room: "new" });
  begin(bob.roomCode);
  house.run(60);
  bob.leave();
  expect(noted).toMatchObject([{ match: { isPublic: false } }]);
});

test("two seats of one key are two results of one player", () => {
  const ada = enter({ playerKey: ADA });
  enter({ playerKey: ADA });
  begin(ada.roomCode);
  house.run(PLAYED_TICKS + MATCH.overtimeTicks + 1);
  expect(noted.map(({ keyHash }) => keyHash)).toEqual([hashOfKey(ADA), hashOfKey(ADA)]);
});

test("nobody in the room is told a key, or what it hashes to", () => {
  const ada = enter({ playerKey: ADA });
  const bob = enter({ playerKey: BOB });
  house.run(10);
  for (const secret of [ADA, hashOfKey(ADA)])
    for (const peer of [ada, bob]) expect(JSON.stringify(peer.told)).not.toContain(secret);
});

test("a key's hash is its SHA-256, and no key has none", () => {
  expect(hashOfKey("")).toBe("");
  expect(hashOfKey("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
