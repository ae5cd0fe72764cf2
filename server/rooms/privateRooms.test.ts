/** Rooms with a password: who gets in, who does not, and how often somebody may try. */
import { describe, expect, test } from "vitest";
import { openHouse } from "../../tests/harness/house.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { Lock } from "./lock.ts";
import { Tries } from "./tries.ts";

describe("a lock", () => {
  test("is opened by its password alone, to the letter", () => {
    const lock = new Lock("Zwölf");
    expect(lock.isOpenedBy("Zwölf")).toBe(true);
    for (const other of ["", "zwölf", "Zwölf ", "Zwol", "Zwölf1"])
      expect([other, lock.isOpenedBy(other)]).toEqual([other, false]);
  });

  test("takes a letter that a keyboard composed for the same letter", () => {
    expect(new Lock("Zw\u00f6lf").isOpenedBy("Zwo\u0308lf")).toBe(true);
  });

  test("shows its password to nobody", () => {
    expect(JSON.stringify(Object.entries(new Lock("swordfish")))).not.toContain("swordfish");
  });
});

describe("tries", () => {
  test("are six at once and then one every ten seconds, for each address", () => {
    const tries = new Tries();
    for (let i = 0; i < 6; i++) {
      expect(tries.isOpenTo("a", 0)).toBe(true);
      tries.noteWrong("a", 0);
    }
    expect([tries.isOpenTo("a", 599), tries.isOpenTo("b", 599)]).toEqual([false, true]);
    expect(tries.isOpenTo("a", 600)).toBe(true);
    tries.noteWrong("a", 600);
    expect(tries.isOpenTo("a", 601)).toBe(false);
  });

  test("are forgotten when all are there again", () => {
    const tries = new Tries();
    for (let i = 0; i < 6; i++) tries.noteWrong("a", 0);
    tries.noteWrong("b", 60 * TICK_RATE);
    expect(tries.isOpenTo("a", 60 * TICK_RATE)).toBe(true);
  });
});

describe("a room with a password (B4)", () => {
  const PASSWORD = "swordfish";

  function openLocked() {
    const house = openHouse();
    const ada = house.enter({ room: "new", password: PASSWORD });
    const room = ada.roomCode;
    return { ...house, ada, room };
  }

  test("lets in who knows it, to play and to watch", () => {
    const { enter, room, lobby } = openLocked();
    expect(enter({ room, password: PASSWORD }).closed).toBeUndefined();
    expect(enter({ room, password: PASSWORD, isWatching: true }).closed).toBeUndefined();
    expect([lobby.census.humanCount, lobby.census.spectatorCount]).toEqual([2, 1]);
  });

  test.each([
    ["none", ""],
    ["a wrong one", "Swordfish"],
  ])("turns away who has %s, and counts it", (_, password) => {
    const { enter, room, refusals } = openLocked();
    for (const isWatching of [false, true]) {
      const eve = enter({ room, password, isWatching });
      expect([eve.closed, eve.roomCode]).toEqual([CloseCode.wrongPassword, ""]);
      expect(eve.reason).not.toContain(PASSWORD);
    }
    expect(refusals).toHaveLength(2);
  });

  test("is closed for a while to an address from which too many wrong ones came, even to the right one", () => {
    const { enter, room, run, ada } = openLocked();
    for (let i = 0; i < 6; i++) enter({ room, password: `guess ${i}` });
    expect(enter({ room, password: PASSWORD }).closed).toBe(CloseCode.tooManyTries);
    // Asking which rooms have one is no try, and those inside are not touched.
    expect(enter({ room, password: "" }).closed).toBe(CloseCode.wrongPassword);
    expect(ada.closed).toBeUndefined();
    run(10 * TICK_RATE);
    expect(enter({ room, password: PASSWORD }).closed).toBeUndefined();
  });

  test("as many as like get in by the right one from one address", () => {
    const { enter, room, run } = openLocked();
    for (let i = 0; i < 12; i++) {
      const bob = enter({ room, password: PASSWORD });
      expect(bob.closed).toBeUndefined();
      bob.leave();
      run(1);
    }
  });

  test("lets back in without it whoever has a seat there", () => {
    const { enter, ada, room } = openLocked();
    ada.drop();
    const back = enter({ room, token: ada.token });
    expect(back.heard("welcome")).toMatchObject([{ isResumed: true }]);
  });

  test("is not where quick play leads, or who watches any room, whatever its opener wanted", () => {
    const { enter, room } = openLocked();
    expect(enter({}).roomCode).not.toBe(room);
    const house = openHouse();
    const open = house.enter({ room: "new open", password: PASSWORD });
    expect(house.enter({}).roomCode).not.toBe(open.roomCode);
  });
});

test("a new room is found by its code alone, or by quick play too if that was wanted (B4)", () => {
  const { enter, lobby } = openHouse();
  const hidden = enter({ room: "new" });
  const open = enter({ room: " NEW Open " });
  expect(lobby.census.roomCount).toBe(2);
  expect(enter({}).roomCode).toBe(open.roomCode);
  expect(enter({ room: hidden.roomCode }).closed).toBeUndefined();
  // Nobody needs a password where there is none.
  expect(enter({ room: hidden.roomCode, password: "anything" }).closed).toBeUndefined();
});
