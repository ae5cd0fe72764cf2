/** What a server asks of everybody: a password, seats that are kept, and that a seat is for playing. */
import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import { Stepper } from "../../tests/harness/stepper.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { Button } from "#shared/sim/input.ts";
import { type HouseRules, lockFor, OPEN_HOUSE } from "./houseRules.ts";

const IDLE_TICKS = 4 * TICK_RATE;
const open = (house: Partial<HouseRules>, options = {}) =>
  openHouse({ house: { ...OPEN_HOUSE, ...house }, ...options });

describe("the message of the day", () => {
  test("is said to whoever comes, to play or to watch, and to nobody who comes back", () => {
    const { enter, lobby, run } = open({ motd: "Cup on Friday" });
    const ada = enter({});
    const eve = enter({ isWatching: true });
    const notice = { type: "notice", text: "Cup on Friday" };
    expect([ada.heard("notice"), eve.heard("notice")]).toEqual([[notice], [notice]]);
    ada.drop();
    const back = enter({ token: ada.token });
    expect(back.heard("welcome")).toMatchObject([{ isResumed: true }]);
    expect(back.heard("notice")).toEqual([]);
    lobby.adopt(lobby.repertoire, OPEN_HOUSE);
    run(1);
    expect(enter({}).heard("notice")).toEqual([]);
  });
});

describe("who does nothing (B83)", () => {
  test("watches when the time is up; who plays, and who says something, keeps the seat", () => {
    const { enter, lobby, run } = open({ idleTicks: IDLE_TICKS });
    const [ada, bob, cy] = [enter({}), enter({}), enter({})];
    for (let second = 0; second < 8; second++) {
      ada.input(second * TICK_RATE + 5);
      bob.input(second * TICK_RATE + 5, 0, second % 2 === 0 ? Button.fire : 0);
      if (second % 3 === 2) cy.say({ type: "phrase", phrase: 0 });
      run(TICK_RATE);
    }
    expect([lobby.census.humanCount, lobby.census.spectatorCount]).toEqual([2, 1]);
    expect(ada.heard("welcome").at(-1)).toMatchObject({ slot: -1, token: "" });
    expect([ada.closed, bob.closed, cy.closed]).toEqual([undefined, undefined, undefined]);
  });

  test("is not blamed for what was on its way, but for what comes after he has seen it", () => {
    const { enter, run } = open({ idleTicks: IDLE_TICKS });
    const ada = enter({});
    run(IDLE_TICKS + TICK_RATE);
    ada.input(IDLE_TICKS + TICK_RATE);
    ada.say({ type: "chat", text: "still here", isTeam: false });
    expect(ada.closed).toBe(undefined);
    ada.say({ type: "watch", ackTick: 0, slot: 0, x: 0, y: 0 });
    ada.input(IDLE_TICKS + TICK_RATE);
    expect(ada.closed).toBe(CloseCode.refused);
  });

  test("is sent away where nobody else may watch", () => {
    const { enter, lobby, run } = open({ idleTicks: IDLE_TICKS }, { isDark: true });
    const ada = enter({});
    run(IDLE_TICKS + TICK_RATE);
    expect([ada.closed, lobby.census.humanCount]).toEqual([CloseCode.idle, 0]);
  });

  test("may do so for ever in a room to practise in, and where the rule is off", () => {
    for (const [room, idleTicks] of [
      ["practice", IDLE_TICKS],
      ["", 0],
    ] as const) {
      const { enter, lobby, run } = open({ idleTicks });
      enter({ room });
      run(IDLE_TICKS * 2);
      expect(lobby.census.humanCount).toBe(1);
    }
  });

  test("has a seat kept for him while his connection is lost, as everybody has", () => {
    const { enter, lobby, run } = open({ idleTicks: IDLE_TICKS });
    const ada = enter({});
    ada.drop();
    run(IDLE_TICKS * 2);
    expect(lobby.census.heldCount).toBe(1);
    const back = enter({ token: ada.token });
    run(TICK_RATE);
    expect(back.heard("welcome")).toHaveLength(1);
  });

  test("sees on the same connection, and may sit down again", () => {
    const match = new Stepper({ house: { ...OPEN_HOUSE, idleTicks: IDLE_TICKS } });
    const ada = match.join("Ada");
    const bob = match.join("Bob");
    match.run(TICK_RATE);
    match.run(IDLE_TICKS + TICK_RATE, () => {
      bob.input.moveX = match.room.world.tick % 2 === 0 ? 7 : -7;
    });
    expect([ada.view?.watched !== null, bob.view?.watched]).toEqual([true, null]);
    expect(ada.wires).toHaveLength(1);
    expect(ada.sees(bob.slot)).toBeDefined();
    match.run(TICK_RATE * 3);
    expect([ada.session.state.kind, match.refusals]).toEqual(["playing", []]);
  });
});

describe("a server with a password", () => {
  const locked = () => open({ lock: lockFor("swordfish")! });

  test.each(["", "new", "new open", "practice"])("asks for it for room %j", (room) => {
    const { enter, lobby } = locked();
    expect(enter({ room }).closed).toBe(CloseCode.wrongPassword);
    expect(enter({ room, password: "catfish" }).closed).toBe(CloseCode.wrongPassword);
    expect(lobby.census.roomCount).toBe(0);
    expect(enter({ room, password: "swordfish" }).closed).toBe(undefined);
    expect(enter({ isWatching: true }).closed).toBe(CloseCode.wrongPassword);
  });

  test("has rooms without one: quick play leads there", () => {
    const { enter, lobby } = locked();
    const ada = enter({ room: "new open", password: "swordfish" });
    const bob = enter({ password: "swordfish" });
    expect([bob.roomCode, lobby.census.roomCount]).toEqual([ada.roomCode, 1]);
  });

  test("lets back into his seat who lost his connection, and does not let others guess", () => {
    const { enter } = locked();
    const ada = enter({ password: "swordfish" });
    ada.drop();
    expect(enter({ token: ada.token }).heard("welcome")).toMatchObject([{ isResumed: true }]);
    const tries = Array.from({ length: 8 }, () => enter({ password: "catfish" }).closed);
    expect(tries.slice(-2)).toEqual([CloseCode.tooManyTries, CloseCode.tooManyTries]);
  });
});

describe("reserved seats", () => {
  const house = { reservedSeats: 1, reservedLock: lockFor("crew")! };

  test("are for who knows their password; quick play leads others elsewhere", () => {
    const { enter, lobby } = open(house);
    const [first] = [enter({}), enter({}), enter({})];
    const room = first!.roomCode;
    expect(enter({}).roomCode).not.toBe(room);
    expect(enter({ room }).closed).toBe(CloseCode.reserved);
    expect(enter({ room, password: "cabin" }).closed).toBe(CloseCode.reserved);
    expect(enter({ room, password: "crew" }).roomCode).toBe(room);
    expect(lobby.room(room)!.isFull).toBe(true);
    expect(enter({ room, password: "crew" }).closed).toBe(CloseCode.roomFull);
  });

  test("are in open rooms alone", () => {
    const { enter } = open(house);
    const room = enter({ room: "new" }).roomCode;
    const others = [enter({ room }), enter({ room }), enter({ room })];
    expect(others.map(({ closed }) => closed)).toEqual([undefined, undefined, undefined]);
  });

  test("are not tried for with the server's own password, which goes on opening it", () => {
    const password = "swordfish";
    const { enter } = open({ ...house, lock: lockFor(password)! });
    const [first] = [enter({ password }), enter({ password }), enter({ password })];
    const room = first!.roomCode;
    const refused = Array.from({ length: 8 }, () => enter({ room, password }).closed);
    expect(refused).toEqual(Array(8).fill(CloseCode.reserved));
    expect(enter({ password }).closed).toBe(undefined);
    expect(enter({ room, password: "crew" }).roomCode).toBe(room);
  });

  test("open a server with a password, too", () => {
    const { enter } = open({ ...house, lock: lockFor("swordfish")! });
    expect(enter({ password: "crew" }).closed).toBe(undefined);
  });
});
