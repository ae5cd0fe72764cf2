/** Every command, as an operator types it, and what comes of it. */
import { describe, expect, test } from "vitest";
import { arenaOf } from "../../tests/harness/arenas.ts";
import { openHouse } from "../../tests/harness/house.ts";
import { TEST_ARENA } from "../../tests/harness/stepper.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { BanList } from "../store/banList.ts";
import type { Act } from "./audit.ts";
import { COMMANDS, describeBan } from "./commands.ts";
import { AdminDesk } from "./desk.ts";
import type { Right } from "#shared/protocol/admin.ts";

const OTHER = arenaOf({ name: "other", title: "Other" });
const DAY_MS = 24 * 3600_000;

function open() {
  const state = { nowMs: 0, reloads: 0 };
  const bans = new BanList(
    () => state.nowMs,
    () => undefined,
  );
  const house = openHouse({
    maps: [TEST_ARENA, OTHER],
    modes: ["deathmatch", "teams"],
    offeredModes: ["deathmatch", "teams"],
    botFill: 3,
    barred: (address, keyHash) => {
      const ban = bans.find({ address, keyHash: keyHash || undefined });
      return ban && describeBan(ban);
    },
  });
  const acts: Act[] = [];
  const faults: unknown[] = [];
  const realm = {
    lobby: house.lobby,
    bans,
    nowMs: () => state.nowMs,
    statistics: () => ({ rooms: house.lobby.census.roomCount }),
    reload: () => `read ${++state.reloads}`,
  };
  const desk = new AdminDesk(realm, { note: (act) => acts.push(act) }, (fault) =>
    faults.push(fault),
  );
  const ada = house.enter({ name: "Ada" });
  const bob = house.enter({ name: "Bob Smith" });
  const enterFrom = (address: string, hello: Parameters<typeof ada.hello>[0] = {}) => {
    const peer = house.enter();
    Object.assign(peer.connection, { address });
    peer.hello(hello);
    return peer;
  };
  const code = ada.roomCode;
  const room = house.lobby.room(code)!;
  const as = (level: Right) => (line: string) =>
    desk.run(line.replaceAll("ROOM", code), { level, label: "olga", address: "192.0.2.1" });
  const say = as("operate");
  return { ...house, enterFrom, state, bans, realm, acts, faults, ada, bob, code, room, as, say };
}

describe("commands", () => {
  test("rooms and seats tell who is where", () => {
    const { say, code } = open();
    expect(say("rooms").text).toMatch(
      new RegExp(`^ROOM .*\n${code}  open  test-table  deathmatch  warmup  2\\+1/4`),
    );
    const lines = say("seats ROOM").text.split("\n");
    expect(lines.map((line) => line.split(/\s{2,}/).slice(1, 3))).toEqual([
      ["NAME", "STATE"],
      [expect.any(String), "bot"],
      ["Bob Smith", "here"],
      ["Ada", "here"],
    ]);
    expect(JSON.parse(say("state").text)).toMatchObject({
      rooms: [{ code, map: "test-table", seats: [{ state: "bot" }, { name: "Bob Smith" }, {}] }],
    });
    expect(say("stats").text).toBe("rooms: 1");
  });

  test("pause and resume stop a match and let it go on", () => {
    const { say, as, room, run } = open();
    expect(say("resume ROOM")).toMatchObject({ isDone: false });
    expect(as("moderate")("pause ROOM").isDone).toBe(false);
    expect(say("pause ROOM 61").text).toMatch(/MINUTES is a whole number from 1 to 60/);
    const { tick } = room.world;
    say("pause ROOM 2");
    run(120);
    expect([room.world.tick, room.isPaused]).toEqual([tick, true]);
    expect(say("rooms").text).toMatch(/ paused /);
    expect(JSON.parse(say("state").text)).toMatchObject({ rooms: [{ phase: "paused" }] });
    say("resume ROOM");
    run(181);
    expect([room.world.tick, room.isPaused]).toEqual([tick + 1, false]);
  });

  test("a match that is ended while it stands still comes to its results", () => {
    const { say, room, run } = open();
    Object.assign(room.world.match, { phase: "playing", endTick: 0 });
    say("pause ROOM");
    run(60);
    expect(say("end ROOM").isDone).toBe(true);
    run(183);
    expect(room.world.match.phase).toBe("results");
  });

  test("say is heard in one room or in all", () => {
    const { say, enter, ada } = open();
    const eve = enter({ room: "new" });
    expect(say("say ROOM  Cup at   eight").text).toBe("Said in 1 room.");
    expect(say("say all Good night").text).toBe("Said in 2 rooms.");
    expect(ada.heard("notice").map(({ text }) => text)).toEqual(["Cup at eight", "Good night"]);
    expect(eve.heard("notice")).toHaveLength(1);
  });

  test("mute hides all that somebody says, and unmute nothing any more", () => {
    const { say, ada, bob } = open();
    const speak = (): void => {
      bob.say({ type: "chat", text: "hi", isTeam: false });
      bob.say({ type: "phrase", phrase: 1 });
    };
    expect(say('mute ROOM "bob smith"').isDone).toBe(true);
    speak();
    expect([ada.heard("chat"), ada.heard("phrase")]).toEqual([[], []]);
    expect(say("seats ROOM").text).toContain("here, muted");
    say("unmute ROOM 1");
    speak();
    expect([ada.heard("chat").length, ada.heard("phrase").length]).toEqual([1, 1]);
  });

  test("kick sends somebody away for good, with a reason, and he may come back", () => {
    const { say, bob, enter, lobby, code } = open();
    say("kick ROOM 1 mind your language");
    expect([bob.closed, bob.reason]).toEqual([CloseCode.removed, "mind your language"]);
    expect(lobby.census.humanCount).toBe(1);
    expect(enter({ room: code, token: bob.token }).heard("welcome")).toMatchObject([
      { isResumed: false },
    ]);
  });

  test("a number is a seat, also where somebody has taken it for his name", () => {
    const { say, enter, room, code } = open();
    const named = enter({ name: "3", room: code });
    enter({ name: "Eve", room: code });
    expect(room.roster().find(({ slot }) => slot === 3)!.name).toBe("Eve");
    expect(say("kick ROOM 3").text).toBe("Eve was sent away.");
    expect(named.closed).toBe(undefined);
  });

  test("kick also takes the seat of somebody who is not connected", () => {
    const { say, bob, lobby, enter } = open();
    bob.drop();
    expect(say("kick ROOM 1").isDone).toBe(true);
    expect([lobby.census.humanCount, lobby.census.heldCount]).toEqual([1, 0]);
    expect(enter({ token: bob.token }).heard("welcome")).toMatchObject([{ isResumed: false }]);
  });

  test("ban keeps an address out until it is over, or lifted, and sends away who is here from there", () => {
    const { say, ada, bob, enter, enterFrom, state, bans, lobby } = open();
    expect(say("ban ROOM 1 90 cheating").isDone).toBe(true);
    const reason = "cheating; until 1970-01-01 01:30 UTC";
    // In a test all peers are at one address.
    for (const peer of [ada, bob])
      expect([peer.closed, peer.reason]).toEqual([CloseCode.removed, reason]);
    expect([enter({}).closed, lobby.census.humanCount]).toEqual([CloseCode.removed, 0]);
    expect(enter({ token: ada.token }).closed).toBe(CloseCode.removed);
    expect(say("bans").text).toContain("Bob Smith");
    state.nowMs += DAY_MS;
    expect([enter({}).closed, say("bans").text]).toEqual([undefined, "Nobody is banned."]);
    expect(say("ban-address 192.0.2.7 0").isDone).toBe(true);
    expect(bans.list()).toMatchObject([{ untilMs: null, by: "olga", address: "192.0.2.7" }]);
    expect(enterFrom("192.0.2.7").closed).toBe(CloseCode.removed);
    say(`unban ${bans.list()[0]!.id}`);
    expect(enterFrom("192.0.2.7").closed).toBe(undefined);
  });

  test.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8::7", "2001:db8:0:0"],
    ["2001:db8:1:2", "2001:db8:1:2"],
    ["2001:0db8:0001:0002::7", "2001:db8:1:2"],
    ["2001:db8:0:0", "2001:db8:0:0"],
    ["fe80::7%eth0", "fe80:0:0:0"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
  ])("ban-address of %s keeps out all of its household, as the door knows it", (typed, address) => {
    const { say, enter, enterFrom, bans } = open();
    const eve = enterFrom(address);
    expect(eve.closed).toBe(undefined);
    expect(say(`ban-address ${typed} 0`).isDone).toBe(true);
    expect([eve.closed, enterFrom(address).closed]).toEqual([CloseCode.removed, CloseCode.removed]);
    expect(bans.list()).toMatchObject([{ address }]);
    expect(enter({}).closed).toBe(undefined);
  });

  test("ban keeps out the key of a player, too, wherever he comes from", () => {
    const { say, enter, bans, lobby, code } = open();
    const playerKey = "0123456789abcdef0123456789abcdef";
    const eve = enter({ name: "Eve", playerKey, room: code });
    const [sent] = [lobby.room(code)!.humanCount];
    expect(say("ban ROOM eve 0").isDone).toBe(true);
    expect([sent, eve.closed]).toEqual([3, CloseCode.removed]);
    const [ban] = bans.list();
    expect(ban!.keyHash).toMatch(/^[0-9a-f]{64}$/);
    bans.remove(ban!.id);
    bans.add({ ...ban!, address: "elsewhere" });
    expect(enter({ playerKey }).closed).toBe(CloseCode.removed);
    expect(enter({}).closed).toBe(undefined);
  });

  test("ban also sends him away who sits in another room, at another address", () => {
    const { say, enter, enterFrom, code } = open();
    const playerKey = "0123456789abcdef0123456789abcdef";
    const eve = enterFrom("192.0.2.7", { name: "Eve", playerKey, room: code });
    const elsewhere = enterFrom("192.0.2.8", { name: "Eve", playerKey, room: "new" });
    const other = enter({ room: elsewhere.roomCode });
    expect(say("ban ROOM eve 0").isDone).toBe(true);
    expect([eve.closed, elsewhere.closed]).toEqual([CloseCode.removed, CloseCode.removed]);
    expect(other.closed).toBe(undefined);
  });

  test("map and mode begin a match at once; next and restart go on from there", () => {
    const { say, room, code, run, ada } = open();
    const plays = () => `${room.round.mode.name} on ${room.round.arena.name}`;
    expect(say("map ROOM other").text).toBe(`${code} plays deathmatch on other.`);
    expect(say("mode ROOM teams").text).toBe(`${code} plays teams on other.`);
    const world = room.world;
    expect(say("restart ROOM").isDone).toBe(true);
    expect([plays(), room.world === world]).toEqual(["teams on other", false]);
    say("next ROOM");
    expect(plays()).not.toBe("teams on other");
    run(5);
    expect(ada.heard("arena").length).toBe(5);
    expect(say("map ROOM moon").text).toBe("There is no map moon here, but test-table, other.");
    expect(say("mode ROOM chess").text).toBe("chess is not played here, but deathmatch, teams.");
  });

  test("a vote that is open has failed when an operator decides", () => {
    const { say, ada, run } = open();
    ada.say({ type: "propose", kind: "round", subject: 1 });
    run(1);
    expect(ada.heard("poll")).toHaveLength(1);
    say("map ROOM other");
    expect(ada.heard("pollOver")).toMatchObject([{ isCarried: false }]);
    run(60);
    expect(ada.heard("poll")).toHaveLength(1);
  });

  test("end leads to the results, where a match is played", () => {
    const { say, room, run, ada } = open();
    expect(say("end ROOM")).toMatchObject({ isDone: false, text: /warmup/ });
    Object.assign(room.world.match, { phase: "playing", endTick: 0 });
    expect(say("end ROOM").isDone).toBe(true);
    run(1);
    expect(room.world.match.phase).toBe("results");
    expect(ada.heard("results")).toHaveLength(1);
  });

  test("rules hold from the next match on, each beside the others", () => {
    const { say, room } = open();
    say("rules ROOM score-limit 7");
    say("rules ROOM time-limit 2");
    say("rules ROOM friendly-fire 1");
    expect(room.world.rules.scoreLimit).not.toBe(7);
    say("next ROOM");
    expect(room.world.rules).toMatchObject({
      scoreLimit: 7,
      timeLimitTicks: 7200,
      isFriendlyFire: true,
    });
    expect(say("rules ROOM friendly-fire 2").text).toBe("friendly-fire is 0 or 1.");
  });

  test("bots come and go at once", () => {
    const { say, room } = open();
    expect(room.botCount).toBe(1);
    say("bots ROOM 4 ace");
    expect([room.botCount, room.play.botLevel]).toEqual([2, "ace"]);
    say("bots ROOM 0");
    expect(room.botCount).toBe(0);
  });

  test("reload reads the settings", () => {
    expect(open().say("reload").text).toBe("read 1");
  });
});

describe("whatever is typed", () => {
  test.each([
    ["", /^$/],
    ["dance", 'There is no such command; "help" lists those that there are.'],
    ["seats", "It is: seats ROOM"],
    ["seats ROOM now", "It is: seats ROOM"],
    ["seats XXXX", 'There is no room XXXX: "rooms" lists them.'],
    ["kick ROOM 9", /^Nobody is on seat 9: "seats .*" lists them\.$/],
    ["kick ROOM 0", /is a bot\.$/],
    ["ban ROOM 1 soon", 'MINUTES is a whole number from 0 to 527040, not "soon".'],
    ["ban-address example.org 0", '2001:db8::1, of one computer, not "example.org".'],
    ["ban-address 192.0.2.0/24 0", 'of one computer, not "192.0.2.0/24".'],
    ["ban-address 192.0.2.256 0", 'not "192.0.2.256".'],
    ["ban-address 2001:db8:1:2:3 0", 'not "2001:db8:1:2:3".'],
    ['ban-address "" 0', 'not "".'],
    ["unban 77", 'There is no ban 77: "bans" lists them.'],
    ["say all \u200b", "There is nothing to say."],
    [`kick ROOM 1 ${"é".repeat(41)}`, "REASON has at most 80 bytes."],
    [`say all ${"x".repeat(201)}`, "TEXT has at most 200 characters, not 201."],
    [`say all ${"x ".repeat(600)}`, "A line has at most 512 characters."],
    ["bots ROOM 3 godlike", 'LEVEL is one of rookie, regular, ace, mixed, not "godlike".'],
    ["constructor", /no such command/],
  ])("%j is answered in a sentence", (line, expected) => {
    const { say, faults, lobby } = open();
    const { text } = say(line);
    expect(text).toMatch(expected);
    expect([faults, lobby.census.humanCount]).toEqual([[], 2]);
  });

  test("a fault of ours costs one command", () => {
    const { say, faults, realm } = open();
    const fault = new TypeError("planted");
    realm.reload = () => {
      throw fault;
    };
    expect(say("reload")).toEqual({
      isDone: false,
      text: "The server made a mistake; its log tells more.",
    });
    expect(faults).toEqual([fault]);
  });
});

describe("rights", () => {
  test("each level may what is its own and what those below may, and help tells no more", () => {
    const { as } = open();
    const counts = (["watch", "moderate", "operate"] as const).map(
      (level) => as(level)("help").text.split("\n").length,
    );
    const rightsOf = (rights: Right[]) =>
      COMMANDS.filter(({ right }) => rights.includes(right)).length;
    expect(counts).toEqual([rightsOf(["watch"]), rightsOf(["watch", "moderate"]), COMMANDS.length]);
  });

  test.each(
    COMMANDS.filter(({ right }) => right !== "watch").map(({ name, right }) => [name, right]),
  )("%s is for those who may %s", (name, right) => {
    const { as, lobby } = open();
    const below = right === "operate" ? "moderate" : "watch";
    expect(as(below)(`${name} ROOM 1 1`)).toEqual({
      isDone: false,
      text: `${name} is for those who may ${right}; you may ${below}.`,
    });
    expect(lobby.census.humanCount).toBe(2);
  });
});

describe("what is on record", () => {
  test("every act, whatever came of it, and no look", () => {
    const { say, as, acts, code } = open();
    say("rooms");
    say("kick ROOM 1 rude words");
    as("watch")("kick ROOM 0");
    say("dance");
    expect(acts).toEqual([
      {
        who: "operate olga",
        from: "192.0.2.1",
        command: "kick",
        args: [code, "1", "rude", "words"],
        outcome: "Bob Smith was sent away.",
      },
      {
        who: "watch olga",
        from: "192.0.2.1",
        command: "kick",
        args: [code, "0"],
        outcome: "kick is for those who may moderate; you may watch.",
      },
    ]);
  });
});
