import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { USUAL_TABLE, type ClientMessage } from "#shared/protocol/messages.ts";
import { IDLE_INPUT } from "#shared/sim/input.ts";

/** Everything that a peer can say, but for the values in it. */
const MESSAGES: readonly ClientMessage[] = [
  {
    type: "hello",
    protocolId: "test",
    name: "Ada",
    room: "",
    token: "",
    isWatching: false,
    password: "",
    playerKey: "",
    ...USUAL_TABLE,
  },
  { type: "inputs", firstTick: 1, ackTick: 0, viewAge: 0, inputs: [{ ...IDLE_INPUT }] },
  { type: "chat", text: "hi", isTeam: false },
  { type: "ping", id: 7 },
  { type: "away", isAway: true },
  { type: "resync" },
  { type: "screen", widthPx: 800, heightPx: 600 },
  { type: "phrase", phrase: 7 },
  { type: "propose", kind: "round", subject: 0 },
  { type: "ballot", choice: 0 },
  { type: "mark", x: 0, y: 0 },
  { type: "watch", ackTick: 0, slot: 0, x: 0, y: 0 },
];

describe("every message in every state", () => {
  test.each(MESSAGES.map((message) => [message.type, message] as const))(
    "%s at the door",
    (type, message) => {
      const { enter, lobby } = openHouse();
      const peer = enter();
      peer.say(message);
      const isSound = type === "hello";
      expect(peer.closed).toBe(isSound ? undefined : CloseCode.refused);
      expect([lobby.census.humanCount, peer.told.length > 0]).toEqual([Number(isSound), isSound]);
    },
  );

  test.each(MESSAGES.map((message) => [message.type, message] as const))(
    "%s when seated",
    (type, message) => {
      const { enter, lobby } = openHouse();
      const peer = enter({});
      peer.say(message);
      const isSound = type !== "hello" && type !== "watch";
      expect(peer.closed).toBe(isSound ? undefined : CloseCode.refused);
      expect(lobby.census.humanCount).toBe(isSound ? 1 : 0);
    },
  );

  test.each(MESSAGES.map((message) => [message.type, message] as const))(
    "%s after having been turned away is not heard",
    (_, message) => {
      const { enter, lobby, refusals } = openHouse();
      const peer = enter({ protocolId: "other" });
      peer.say(message);
      expect([peer.closed, lobby.census.humanCount, refusals.length]).toEqual([4010, 0, 1]);
    },
  );

  test.each(MESSAGES.map((message) => [message.type, message] as const))(
    "%s after the connection has gone is not heard",
    (_, message) => {
      const { enter, lobby, run } = openHouse();
      const peer = enter({});
      const other = enter({});
      peer.leave();
      peer.say(message);
      run(2);
      expect([lobby.census.humanCount, other.closed]).toEqual([1, undefined]);
    },
  );
});

test("a phrase comes to everybody in the room, its sayer too, as its number (B43)", () => {
  const { enter } = openHouse();
  const [ada, bob, elsewhere] = [enter({}), enter({}), enter({ room: "new" })];
  bob.say({ type: "phrase", phrase: 5 });
  for (const peer of [ada, bob])
    expect(peer.heard("phrase")).toEqual([{ type: "phrase", slot: 1, phrase: 5 }]);
  expect(elsewhere.heard("phrase")).toEqual([]);
});

describe("at the door", () => {
  test.each([
    ["another version", { protocolId: "other" }, CloseCode.otherVersion],
    ["a room that is not there", { room: "ZZZZ" }, CloseCode.noSuchRoom],
  ])("%s is turned away with its code and a reason", (_, hello, code) => {
    const { enter, refusals, lobby } = openHouse();
    const peer = enter(hello);
    expect([peer.closed, peer.reason === "", refusals.length]).toEqual([code, false, 1]);
    expect(lobby.census.roomCount).toBe(0);
  });

  const OLD_HELLO = "00 a8 3062616463616665 a3416461 a0";
  test.each([
    ["of the build before, with a field less", `9c ${OLD_HELLO} a0 c2 a0 ff a0 ff 00 00`],
    ["of ten builds ago", `94 ${OLD_HELLO}`],
    ["of a build to come", `9f ${OLD_HELLO} a0 c2 a0 ff a0 ff 00 00 a0 c3 c3`],
    ["of a build to come, with what we cannot read", `95 ${OLD_HELLO} cb 3ff8000000000000`],
  ])("a client %s is told to load the page anew (B3)", (_, digits) => {
    const { enter, lobby, refusals } = openHouse();
    const peer = enter();
    peer.sayBytes(Uint8Array.from(Buffer.from(digits.replaceAll(" ", ""), "hex")));
    expect([peer.closed, refusals.length, lobby.census.roomCount]).toEqual([4010, 1, 0]);
  });

  test("who sits is no page of another build, whatever he sends", () => {
    const { enter } = openHouse();
    const ada = enter({});
    ada.sayBytes(Uint8Array.from(Buffer.from(`94${OLD_HELLO.replaceAll(" ", "")}`, "hex")));
    expect(ada.closed).toBe(CloseCode.refused);
  });

  test("a full room turns away", () => {
    const { enter } = openHouse({ maxSeats: 2 });
    const { roomCode } = enter({ room: "new" });
    enter({ room: roomCode });
    expect(enter({ room: roomCode }).closed).toBe(CloseCode.roomFull);
  });

  test("a server without room for another room turns away", () => {
    const { enter } = openHouse({ maxRooms: 2 });
    enter({ room: "new" });
    enter({ room: "new" });
    const third = enter({ room: "new" });
    expect(third.closed).toBe(CloseCode.serverFull);
    expect(enter({}).closed).toBe(CloseCode.serverFull);
  });

  test("who does not say hello within three seconds is turned away", () => {
    const { enter, run } = openHouse();
    const silent = enter();
    const seated = enter({});
    run(3 * TICK_RATE);
    expect(silent.closed).toBe(undefined);
    run(1);
    expect([silent.closed, seated.closed]).toEqual([CloseCode.noHello, undefined]);
  });

  test.each([
    ["a message without bytes", new Uint8Array()],
    ["noise", Uint8Array.of(0xc1, 0xff, 0)],
    ["too much", new Uint8Array(5000)],
  ])("%s ends a connection, before hello and after", (_, bytes) => {
    const { enter, lobby } = openHouse();
    const [stranger, seated] = [enter(), enter({})];
    stranger.sayBytes(bytes);
    seated.sayBytes(bytes);
    expect([stranger.closed, seated.closed]).toEqual([1008, 1008]);
    expect(lobby.census.humanCount).toBe(0);
  });
});

describe("rooms", () => {
  test("a code is found in any case and with space around", () => {
    const { enter } = openHouse();
    const { roomCode } = enter({ room: "new" });
    expect(enter({ room: ` ${roomCode.toLowerCase()} ` }).roomCode).toBe(roomCode);
  });

  test("quick play leads to the fullest room that has a place, and never to one that was opened by name", () => {
    const { enter, lobby } = openHouse({ maxSeats: 2 });
    const named = enter({ room: "new" });
    const first = enter({});
    expect(first.roomCode).not.toBe(named.roomCode);
    const second = enter({});
    expect(second.roomCode).toBe(first.roomCode);
    const third = enter({});
    expect(third.roomCode).not.toBe(first.roomCode);
    second.leave();
    enter({ room: third.roomCode });
    expect(enter({}).roomCode).toBe(first.roomCode);
    expect(lobby.census.roomCount).toBe(3);
  });

  test("practice is a room of one's own, in play at once and without end, with bots whatever the others have", () => {
    const { enter, lobby, run } = openHouse({ botFill: 0, maxSeats: 8 });
    const ada = enter({ room: "practice" });
    const room = lobby.room(ada.roomCode)!;
    expect([room.humanCount, room.botCount, room.isPublic]).toEqual([1, 5, false]);
    expect(room.world.match).toMatchObject({ phase: "playing", endTick: 0 });
    expect(room.world.rules.scoreLimit).toBe(0);
    run(20 * TICK_RATE);
    expect(room.world.match.phase).toBe("playing");
    expect(enter({ room: "practice" }).roomCode).not.toBe(ada.roomCode);
    expect(enter({}).roomCode).not.toBe(ada.roomCode);
  });

  test("one that nobody is in closes after half a minute, and its code with it", () => {
    const { enter, lobby, run } = openHouse({ botFill: 3 });
    const peer = enter({});
    run(10);
    peer.leave();
    run(30 * TICK_RATE);
    expect([lobby.census.roomCount, lobby.census.humanCount, lobby.census.botCount]).toEqual([
      1, 0, 3,
    ]);
    run(1);
    expect([lobby.census.roomCount, lobby.census.botCount]).toEqual([0, 0]);
    expect(enter({ room: peer.roomCode }).closed).toBe(CloseCode.noSuchRoom);
  });

  test("one to which somebody comes back in time goes on", () => {
    const { enter, lobby, run } = openHouse();
    const peer = enter({});
    peer.leave();
    run(29 * TICK_RATE);
    const back = enter({ room: peer.roomCode });
    back.say({ type: "away", isAway: true });
    run(40 * TICK_RATE);
    expect([back.roomCode, lobby.census.roomCount]).toEqual([peer.roomCode, 1]);
    back.leave();
    run(29 * TICK_RATE);
    expect(lobby.census.roomCount).toBe(1);
  });
});

test("chat beyond its rate is dropped, and nobody hears it", () => {
  const { enter, refusals } = openHouse();
  const [loud, other] = [enter({}), enter({})];
  for (let i = 0; i < 50; i++) loud.say({ type: "chat", text: `line ${i}`, isTeam: false });
  expect(other.heard("chat").map((line) => line.text)).toEqual([
    "line 0",
    "line 1",
    "line 2",
    "line 3",
  ]);
  expect(loud.closed).toBe(undefined);
  expect(refusals).toEqual(Array.from({ length: 46 }, () => "chat rate"));
});

test("a flood of inputs ends its connection and nobody else's", () => {
  const { enter, lobby } = openHouse();
  const [flood, other] = [enter({}), enter({})];
  for (let i = 0; i < 10_000; i++) flood.input(1);
  expect([flood.closed, other.closed, lobby.census.humanCount]).toEqual([1008, undefined, 1]);
});

test("closing says goodbye to all, seated or not", () => {
  const { enter, lobby } = openHouse();
  const peers = [enter(), enter({}), enter({ room: "new" })];
  lobby.close();
  expect(peers.map((peer) => peer.closed)).toEqual([1001, 1001, 1001]);
});

test("everybody who is connected is a guest", () => {
  const { enter, lobby } = openHouse();
  expect(lobby.census.guestCount).toBe(0);
  const peers = [enter(), enter({})];
  expect(lobby.census.guestCount).toBe(2);
  peers[1]!.leave();
  expect(lobby.census.guestCount).toBe(1);
});
