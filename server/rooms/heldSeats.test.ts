import { describe, expect, test } from "vitest";
import { openHouse, type House } from "../../tests/harness/house.ts";
import type { Peer } from "../../tests/harness/peer.ts";
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { Button } from "#shared/sim/input.ts";
import { seatedSkiffs, skiffEntity } from "#shared/sim/world.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";

describe("a seat whose connection was lost (B8)", () => {
  /** Somebody in a room, and somebody else there who sees what becomes of him. */
  function seatTwo(options: Partial<LobbyOptions> = {}) {
    const house = openHouse(options);
    const ada = house.enter({ name: "Ada" });
    const bob = house.enter({ name: "Bob", room: ada.roomCode });
    house.run(2);
    const room = house.lobby.room(ada.roomCode)!;
    /** Who is in the room as far as Bob was told. */
    const names = () => {
      const seats = bob.heard("roster").flatMap((message) => message.seats);
      const gone = new Set(bob.heard("left").map(({ slot }) => slot));
      const here = [...seats, ...bob.heard("joined")].filter(({ slot }) => !gone.has(slot));
      return here.map(({ name }) => name);
    };
    return { ...house, ada, bob, room, names };
  }

  /** Runs without Bob being given up for not acking. */
  const wait = ({ run }: House, bob: Peer, seconds: number) => {
    bob.say({ type: "away", isAway: true });
    run(seconds * TICK_RATE);
  };

  test("is had again with its token: slot, name and score, and another token", () => {
    const { ada, enter, room, run, names } = seatTwo();
    const { slot } = ada.heard("welcome")[0]!;
    room.world.components.Score.score[skiffEntity(slot)] = 7;
    ada.drop();
    run(100);
    expect(names()).toEqual(["Ada", "Bob"]);
    const back = enter({ name: "Eve", room: ada.roomCode, token: ada.token });
    const [welcome] = back.heard("welcome");
    expect(welcome).toMatchObject({ slot, roomCode: ada.roomCode, isResumed: true });
    expect(back.token).not.toBe(ada.token);
    expect(back.told.map(({ type }) => type)).toEqual(["welcome", "arena", "roster", "rounds"]);
    expect(names()).toEqual(["Ada", "Bob"]);
    expect(room.world.components.Score.score[skiffEntity(slot)]).toBe(7);
    run(2);
    expect(back.heard("snapshot")).toHaveLength(1);
  });

  test("is shown as away and lets go of what it pressed", () => {
    const { ada, enter, room, run } = seatTwo();
    const { slot } = ada.heard("welcome")[0]!;
    const seat = [...room.seats].find((each) => each.slot === slot)!;
    ada.input(room.world.tick + 1, 0, Button.fire);
    run(2);
    expect(room.world.components.Control.buttons[skiffEntity(slot)]).toBe(Button.fire);
    ada.drop();
    run(10);
    expect(seat.isAway).toBe(true);
    expect(room.world.components.Control.buttons[skiffEntity(slot)]).toBe(0);
    expect(room.missedInputs).toBe(0);
    enter({ token: ada.token });
    expect(seat.isAway).toBe(false);
  });

  test("is nobody else's for a minute, and then anybody's", () => {
    const house = seatTwo({ maxSeats: 2 });
    const { ada, bob, enter, lobby, names } = house;
    ada.drop();
    expect([lobby.census.humanCount, lobby.census.heldCount]).toEqual([2, 1]);
    expect(enter({ room: ada.roomCode }).closed).toBe(CloseCode.roomFull);
    wait(house, bob, 59);
    expect(enter({ room: ada.roomCode }).closed).toBe(CloseCode.roomFull);
    wait(house, bob, 1);
    expect([lobby.census.humanCount, lobby.census.heldCount, names()]).toEqual([1, 0, ["Bob"]]);
    const late = enter({ name: "Ada", room: ada.roomCode, token: ada.token });
    expect(late.heard("welcome")).toMatchObject([{ isResumed: false }]);
  });

  test("is had again in a room that is full otherwise, and by quick play", () => {
    const { ada, enter } = seatTwo({ maxSeats: 2 });
    ada.drop();
    const back = enter({ room: "", token: ada.token });
    expect(back.heard("welcome")).toMatchObject([{ roomCode: ada.roomCode, isResumed: true }]);
  });

  test("goes with its player when he leaves, or is sent away for good", () => {
    const { ada, bob, lobby } = seatTwo();
    ada.leave();
    expect(lobby.census.humanCount).toBe(1);
    bob.sayBytes(Uint8Array.of(0xc1));
    expect([bob.closed, lobby.census.humanCount, lobby.census.heldCount]).toEqual([1008, 0, 0]);
  });

  test("is kept for whoever could not keep up", () => {
    const { ada, lobby, run, enter } = seatTwo();
    run(11 * TICK_RATE);
    expect([ada.closed, lobby.census.heldCount]).toEqual([CloseCode.tooSlow, 2]);
    // Hardly anybody hears it: the connection is let go soon after.
    expect(ada.patienceMs).toBe(500);
    expect(enter({ token: ada.token }).heard("welcome")).toMatchObject([{ isResumed: true }]);
  });

  test("keeps its room, and a room with nobody in it closes half a minute after the last seat", () => {
    const { ada, bob, lobby, run } = seatTwo();
    ada.drop();
    bob.drop();
    run(60 * TICK_RATE + 29 * TICK_RATE);
    expect(lobby.census.roomCount).toBe(1);
    run(2 * TICK_RATE);
    expect(lobby.census.roomCount).toBe(0);
  });

  test("that is still connected is taken over: the older connection is closed, and heard no more", () => {
    const { ada, enter, lobby, refusals, run } = seatTwo();
    const newer = enter({ token: ada.token });
    expect([ada.closed, newer.closed, lobby.census.humanCount]).toEqual([4001, undefined, 2]);
    expect(refusals).toEqual(["taken over"]);
    ada.say({ type: "chat", text: "still here", isTeam: false });
    ada.leave();
    run(2);
    expect([lobby.census.humanCount, newer.heard("chat"), newer.heard("snapshot").length]).toEqual([
      2,
      [],
      1,
    ]);
  });

  test("is opened once: a token that was used opens nothing when its successor is known to have come", () => {
    const { ada, enter, room } = seatTwo();
    ada.drop();
    const first = enter({ token: ada.token });
    // The welcome got lost with its connection.
    first.drop();
    const second = enter({ token: ada.token });
    expect(second.heard("welcome")).toMatchObject([{ isResumed: true }]);
    expect(enter({ token: first.token }).heard("welcome")).toMatchObject([{ isResumed: false }]);
    second.input(room.world.tick + 2);
    const thief = enter({ token: ada.token });
    expect(thief.heard("welcome")).toMatchObject([{ isResumed: false }]);
    expect(second.closed).toBe(undefined);
  });

  test("has had its say: who comes back may say no more for it (B40)", () => {
    const { ada, bob, enter, run } = seatTwo();
    let again = ada;
    for (let i = 0; i < 10; i++) {
      for (let line = 0; line < 4; line++)
        again.say({ type: "chat", text: `${i} ${line}`, isTeam: false });
      again = enter({ name: "Ada", room: ada.roomCode, token: again.token });
      run(6);
    }
    expect(bob.heard("chat")).toHaveLength(4);
  });

  test("is not opened by guesses, nor from another room", () => {
    const { ada, bob, enter, lobby } = seatTwo();
    ada.drop();
    const elsewhere = enter({ room: "new", token: ada.token });
    expect(elsewhere.heard("welcome")).toMatchObject([{ isResumed: false }]);
    expect(elsewhere.roomCode).not.toBe(ada.roomCode);
    for (const token of ["0".repeat(32), [...ada.token].reverse().join("")]) {
      const peer = enter({ room: elsewhere.roomCode, token });
      expect(peer.heard("welcome")).toMatchObject([{ isResumed: false }]);
      peer.leave();
    }
    expect([bob.closed, lobby.census.heldCount]).toEqual([undefined, 1]);
    expect(enter({ token: ada.token }).heard("welcome")).toMatchObject([{ isResumed: true }]);
  });

  test("that is lost and had again every two seconds, for five minutes, leaves nothing behind", () => {
    const house = seatTwo();
    const { bob, enter, lobby, room, names } = house;
    let { ada } = house;
    for (let round = 0; round < 150; round++) {
      ada.drop();
      wait(house, bob, 1);
      const { token } = ada;
      ada = enter({ token });
      ada.input(room.world.tick + 2);
      wait(house, bob, 1);
      expect([lobby.census.humanCount, lobby.census.heldCount]).toEqual([2, 0]);
    }
    expect(names()).toEqual(["Ada", "Bob"]);
    expect(seatedSkiffs(room.world)).toHaveLength(2);
  });

  test("makes bots give way as long as it is kept", () => {
    const house = seatTwo({ botFill: 3 });
    const { ada, bob, room } = house;
    ada.drop();
    expect(room.botCount).toBe(1);
    wait(house, bob, 60);
    expect(room.botCount).toBe(2);
  });
});
