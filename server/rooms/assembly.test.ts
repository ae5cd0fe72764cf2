/** Votes in a room with people in it: what they are told, and what becomes of it. */
import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { skiffEntity } from "#shared/sim/world.ts";
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { VOTE_TICKS } from "./votes.ts";

const MAPS = ["one", "two", "three", "four"].map((name) => ({ ...TEST_ARENA, name, title: name }));
const NAMES = ["Ada", "Bob", "Cyd", "Dan"];

function openRoom(count: number, options: Parameters<typeof openHouse>[0] = {}) {
  const house = openHouse({ maps: MAPS, ...options });
  const people: Peer[] = [];
  for (const name of NAMES.slice(0, count)) {
    people.push(house.enter({ name, room: people[0]?.roomCode ?? "new" }));
  }
  const code = people[0]!.roomCode;
  const room = house.lobby.room(code)!;
  /** Ticks in which everybody answers, so that nobody is given up. */
  const run = (ticks: number) => {
    for (let i = 0; i < ticks; i++) {
      house.run(1);
      for (const { viewer } of room.seats) viewer.forgiveAck(room.world.tick);
    }
  };
  return { ...house, run, code, room, people };
}

const last = <T extends Parameters<Peer["heard"]>[0]>(peer: Peer, type: T) =>
  peer.heard(type).at(-1);

describe("another table, put to the vote (B91)", () => {
  test("all are told, each vote is counted, and when most are for it, it is played at once", () => {
    const { people, room, run } = openRoom(3);
    const [ada, bob, cyd] = people as [Peer, Peer, Peer];
    run(3);
    ada.say({ type: "propose", kind: "round", subject: 2 });
    run(1);
    const standing = { kind: "round", subject: 2, by: 0, needed: 2 };
    for (const peer of people)
      expect(peer.heard("poll")).toMatchObject([
        { ...standing, choices: [{ count: 1 }, { count: 0 }] },
      ]);
    cyd.say({ type: "ballot", choice: 1 });
    run(1);
    expect(last(bob, "poll")).toMatchObject({ choices: [{ count: 1 }, { count: 1 }] });
    bob.say({ type: "ballot", choice: 0 });
    const { tick } = room.world;
    run(1);
    expect(last(cyd, "pollOver")).toMatchObject({ kind: "round", subject: 2, isCarried: true });
    expect(last(cyd, "arena")!.arena.name).toBe("three");
    expect([room.world.tick, room.world.arena.source.name]).toEqual([tick + 1, "three"]);
    expect(room.humanCount).toBe(3);
  });

  test("when its time is up and too few have voted, nothing changes", () => {
    const { people, room, run } = openRoom(3);
    people[0]!.say({ type: "propose", kind: "round", subject: 2 });
    run(VOTE_TICKS + 1);
    expect(last(people[1]!, "pollOver")).toMatchObject({ isCarried: false });
    expect(room.world.arena.source.name).toBe("one");
    // The next one may have to wait, and is told how long.
    people[0]!.say({ type: "propose", kind: "round", subject: 2 });
    expect(last(people[0]!, "declined")).toMatchObject({ why: "too soon", seconds: 35 });
    expect(people[1]!.heard("declined")).toEqual([]);
  });

  test("who comes in the midst of it is told how it stands, and may vote", () => {
    const { people, room, run, enter, code } = openRoom(2);
    people[0]!.say({ type: "propose", kind: "round", subject: 3 });
    run(1);
    const late = enter({ name: "Eve", room: code });
    expect(late.heard("rounds")[0]!.rounds).toEqual(MAPS.map(({ title }) => ({ title, mode: 0 })));
    expect(late.heard("poll")).toMatchObject([{ kind: "round", subject: 3 }]);
    late.say({ type: "ballot", choice: 0 });
    run(1);
    expect(room.world.arena.source.name).toBe("four");
  });

  test("no such map is declined", () => {
    const { people } = openRoom(1);
    people[0]!.say({ type: "propose", kind: "round", subject: 4 });
    expect(people[0]!.heard("declined")).toMatchObject([{ why: "nobody" }]);
  });

  test("on a server that stops there is no other one, and the vote that was open has failed", () => {
    const { people, room, run, lobby } = openRoom(3);
    const { world } = room;
    people[0]!.say({ type: "propose", kind: "round", subject: 1 });
    run(1);
    lobby.drain(300);
    expect(last(people[1]!, "pollOver")).toMatchObject({ kind: "round", isCarried: false });
    people[1]!.say({ type: "ballot", choice: 0 });
    people[2]!.say({ type: "propose", kind: "round", subject: 0 });
    expect(people[2]!.heard("declined")).toMatchObject([{ why: "nobody" }]);
    run(10);
    expect(room.world).toBe(world);
  });

  test("who is away is not counted", () => {
    const { people, room, run } = openRoom(3);
    people[1]!.say({ type: "away", isAway: true });
    people[2]!.drop();
    people[0]!.say({ type: "propose", kind: "round", subject: 1 });
    run(1);
    expect(room.world.arena.source.name).toBe("two");
  });
});

describe("somebody is voted out (B91, B93)", () => {
  function kickDan() {
    const house = openRoom(4);
    const { people, run } = house;
    run(1);
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    people[1]!.say({ type: "ballot", choice: 0 });
    run(2);
    return house;
  }

  test("he is gone with his seat, all are told, and the match goes on", () => {
    const { people, room, run, refusals } = kickDan();
    expect([people[3]!.closed, people[3]!.reason]).toEqual([
      CloseCode.kicked,
      expect.stringContaining("voted"),
    ]);
    expect(last(people[2]!, "pollOver")).toMatchObject({
      kind: "kick",
      subject: 3,
      isCarried: true,
    });
    expect(last(people[2]!, "left")).toMatchObject({ slot: 3 });
    expect([room.humanCount, refusals]).toEqual([3, ["voted out"]]);
    run(10);
    expect(people.slice(0, 3).map(({ closed }) => closed)).toEqual(Array(3).fill(undefined));
  });

  test("he does not come back, neither by the code, nor with his token, nor to watch; others do", () => {
    const { people, enter, code } = kickDan();
    const { token } = people[3]!;
    expect(enter({ name: "Dan", room: code }).closed).toBe(CloseCode.kicked);
    expect(enter({ name: "Dan", room: code, token }).closed).toBe(CloseCode.kicked);
    expect(enter({ name: "Dan", room: code, isWatching: true }).closed).toBe(CloseCode.kicked);
    // All peers of this test have one address: it is his name that stays out.
    expect(enter({ name: "Eve", room: code }).closed).toBeUndefined();
    expect(enter({ name: "Dan", room: "new" }).closed).toBeUndefined();
  });

  test.each([
    ["whose name had a number put behind it", "Ada", "Ada"],
    ["whose name was cut", "Maximilian of Habsburg", "Maximilian of Habsburg"],
    ["who puts before it what cannot be seen", "Dan", "\u200bDan"],
  ])("nor does one %s come back under it", (_, name, again) => {
    const { people, enter, code, run } = openRoom(3);
    const dan = enter({ name, room: code });
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    people[1]!.say({ type: "ballot", choice: 0 });
    run(2);
    expect(dan.closed).toBe(CloseCode.kicked);
    expect(enter({ name: again, room: code }).closed).toBe(CloseCode.kicked);
    expect(enter({ name: "Eve", room: code }).closed).toBeUndefined();
  });

  test("he does not escape by breaking his connection while the vote is open", () => {
    const { people, run, room, enter, code } = openRoom(4);
    const { token } = people[3]!;
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    run(1);
    people[3]!.drop();
    people[1]!.say({ type: "ballot", choice: 0 });
    run(2);
    expect(last(people[2]!, "pollOver")).toMatchObject({ isCarried: true });
    expect(room.humanCount).toBe(3);
    expect(enter({ name: "Dan", room: code, token }).closed).toBe(CloseCode.kicked);
  });

  test.each(["away", "without a connection"])("who is %s may be, too", (how) => {
    const { people, run, room } = openRoom(4);
    if (how === "away") people[3]!.say({ type: "away", isAway: true });
    else people[3]!.drop();
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    people[1]!.say({ type: "ballot", choice: 0 });
    run(2);
    expect(last(people[2]!, "pollOver")).toMatchObject({ isCarried: true });
    expect(room.humanCount).toBe(3);
  });

  test("after ten minutes he does", () => {
    const { enter, code, run } = kickDan();
    run(10 * 60 * TICK_RATE);
    expect(enter({ name: "Dan", room: code }).closed).toBeUndefined();
  });

  test("quick play leads him elsewhere", () => {
    const house = openHouse({ maps: MAPS });
    const people = NAMES.slice(0, 3).map((name) => house.enter({ name }));
    people[0]!.say({ type: "propose", kind: "kick", subject: 2 });
    people[1]!.say({ type: "ballot", choice: 0 });
    house.run(1);
    const back = house.enter({ name: "Cyd" });
    expect(back.roomCode).not.toBe(people[0]!.roomCode);
  });

  test("nor is he led there to watch, as others are", () => {
    const house = openHouse({ maps: MAPS });
    const people = NAMES.slice(0, 3).map((name) => house.enter({ name }));
    people[0]!.say({ type: "propose", kind: "kick", subject: 2 });
    people[1]!.say({ type: "ballot", choice: 0 });
    house.run(1);
    expect(house.enter({ name: "Cyd", isWatching: true }).closed).toBe(CloseCode.noSuchRoom);
    expect(house.enter({ name: "Eve", isWatching: true }).roomCode).toBe(people[0]!.roomCode);
  });

  test("whoever gets the slot of somebody who moved it and left has moved nothing", () => {
    const { people, run, enter, code } = openRoom(4);
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    run(1);
    people[0]!.leave();
    run(1);
    expect(last(people[1]!, "poll")).toMatchObject({
      by: -1,
      choices: [{ count: 0 }, { count: 0 }],
    });
    const eve = enter({ name: "Eve", room: code });
    expect(eve.heard("welcome")[0]!.slot).toBe(0);
    expect(eve.heard("poll")).toMatchObject([{ subject: 3, by: -1 }]);
  });

  test("a slot that is another's by now is not voted out for it", () => {
    const { people, run, room } = openRoom(4);
    people[0]!.say({ type: "propose", kind: "kick", subject: 3 });
    run(1);
    people[3]!.leave();
    run(1);
    expect(last(people[1]!, "pollOver")).toMatchObject({ isCarried: false });
    expect(room.humanCount).toBe(3);
  });
});

describe("what is next when a match is over (B92)", () => {
  const rules = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 60 };

  function playToResults() {
    const house = openRoom(2, { rules });
    while (house.room.world.match.phase !== "results") house.run(1);
    house.run(1);
    return house;
  }

  test("this one again, the one in turn and the one after it are asked for, till the results end", () => {
    const { people, room } = playToResults();
    expect(last(people[0]!, "poll")).toMatchObject({
      kind: "next",
      by: -1,
      needed: 0,
      endTick: room.world.match.endTick,
      choices: [0, 1, 2].map((round) => ({ round, count: 0 })),
    });
  });

  test.each([
    ["what most want is played", [2, 2], "three"],
    ["a rematch, where that is it", [0, 0], "one"],
    ["the one in turn, where nobody votes", [], "two"],
  ])("%s", (_, choices, name) => {
    const { people, room, run } = playToResults();
    choices.forEach((choice, i) => people[i]!.say({ type: "ballot", choice }));
    while (room.world.match.phase === "results") run(1);
    expect(room.world.arena.source.name).toBe(name);
    expect(last(people[0]!, "pollOver")).toMatchObject({ kind: "next", isCarried: true });
  });

  test.each([
    ["another one", 3, "four"],
    ["what is in turn", undefined, "two"],
  ])("if an operator begins %s meanwhile, that is what all are told", (_, round, name) => {
    const { people, room, run } = playToResults();
    people[0]!.say({ type: "ballot", choice: 2 });
    room.begin(round);
    run(1);
    expect(room.world.arena.source.name).toBe(name);
    const subject = MAPS.findIndex((map) => map.name === name);
    expect(people[1]!.heard("pollOver")).toMatchObject([{ kind: "next", subject }]);
  });

  test("a motion that is open then has failed", () => {
    const house = openRoom(3, { rules });
    const { people, room, run } = house;
    while (room.world.match.phase !== "playing") run(1);
    people[0]!.say({ type: "propose", kind: "round", subject: 3 });
    // Nobody is level with her, which would be overtime.
    room.world.components.Score.score[skiffEntity(0)] = 1;
    while (room.world.match.phase === "playing") run(1);
    expect(room.world.match.phase).toBe("results");
    expect(last(people[0]!, "pollOver")).toMatchObject({ kind: "round", isCarried: false });
  });

  test("a room of one map asks nothing, and plays it again", () => {
    const { people, room, run } = openRoom(1, { maps: MAPS.slice(0, 1), rules });
    while (room.world.match.phase !== "results") run(1);
    while (room.world.match.phase === "results") run(1);
    expect(people[0]!.heard("poll")).toEqual([]);
    expect(room.world.arena.source.name).toBe("one");
  });

  test("a room of one map may vote to begin it anew", () => {
    const { people, room, run } = openRoom(1, { maps: MAPS.slice(0, 1), rules });
    expect(people[0]!.heard("rounds")).toMatchObject([{ rounds: [{ title: "one" }] }]);
    const { world } = room;
    people[0]!.say({ type: "propose", kind: "round", subject: 0 });
    run(1);
    expect(people[0]!.heard("pollOver")).toMatchObject([{ kind: "round", isCarried: true }]);
    expect([room.world === world, room.world.arena.source.name]).toEqual([false, "one"]);
  });
});
