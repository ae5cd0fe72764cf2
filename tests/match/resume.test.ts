/** Players who lose their connection in the midst of a match, and have their seat again without doing anything for it. */
import { beforeEach, describe, expect, test } from "vitest";
import { Peer } from "../harness/peer.ts";
import { PARTED_ARENA, Stepper, type Player } from "../harness/stepper.ts";
import { TICK_MS } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
} from "#shared/protocol/codec.ts";
import { Button } from "#shared/sim/input.ts";
import { seatedSkiffs, skiffEntity } from "#shared/sim/world.ts";

let match: Stepper;
let ada: Player;
let bob: Player;

beforeEach(() => {
  match = new Stepper({ latencyMs: 30, maps: [PARTED_ARENA], seed: 3 });
  [ada, bob] = [match.join("Ada"), match.join("Bob")];
  match.run(120);
  match.beginPlay();
  match.run(30);
});

const score = (slot: number) => match.room.world.components.Score.score[skiffEntity(slot)];

test("a connection that is cut: back within a second, in the same seat, with the same score and place", () => {
  const { slot } = ada;
  match.room.world.components.Score.score[skiffEntity(slot)] = 9;
  const { Position } = match.room.world.components;
  const place = () => [Position.x[skiffEntity(slot)], Position.y[skiffEntity(slot)]];
  const before = place();
  ada.wire.cut();
  expect(ada.session.state).toMatchObject({ kind: "reconnecting", code: 1006 });
  match.run(60);
  expect(ada.session.state).toEqual({ kind: "playing", arrival: "back" });
  expect([ada.slot, score(slot), place()]).toEqual([slot, 9, before]);
  expect(bob.view!.seats.map(({ name }) => name).sort()).toEqual(["Ada", "Bob"]);
  expect([...bob.heard("left"), ...bob.heard("joined")]).toEqual([]);
  ada.input.moveX = 7;
  match.run(60);
  expect(place()).not.toEqual(before);
  expect(ada.view!.net.corrections).toBe(0);
});

test("a player who cannot come back: shown as away, standing idle, gone after a minute", () => {
  const { slot } = ada;
  ada.input.buttons = Button.fire;
  ada.input.moveX = 7;
  match.run(20);
  ada.wire.cut();
  ada.session.leave();
  match.run(30);
  const { Control, Velocity } = match.room.world.components;
  expect([Control.buttons[skiffEntity(slot)], Control.moveX[skiffEntity(slot)]]).toEqual([0, 0]);
  expect(bob.view!.seats.find((seat) => seat.slot === slot)).toMatchObject({ isAway: true });
  match.run(30 * 60);
  expect(Velocity.x[skiffEntity(slot)]).toBe(0);
  expect(bob.view!.seats).toHaveLength(2);
  match.run(30 * 60);
  expect(bob.view!.seats.map(({ name }) => name)).toEqual(["Bob"]);
  expect(bob.heard("left")).toMatchObject([{ name: "Ada" }]);
  expect(seatedSkiffs(match.room.world)).toHaveLength(1);
});

test("a network that is gone for half a minute: the seat is still there, score and all", () => {
  const { slot } = ada;
  match.room.world.components.Score.score[skiffEntity(slot)] = 4;
  ada.wire.cut();
  match.isDown = true;
  match.run(30 * 60);
  match.isDown = false;
  match.run(5 * 60);
  expect(ada.session.state).toEqual({ kind: "playing", arrival: "back" });
  expect([ada.slot, score(slot)]).toEqual([slot, 4]);
});

test("one that is gone for longer than a seat is kept: a new seat, and it is said", () => {
  match.room.world.components.Score.score[skiffEntity(ada.slot)] = 4;
  const { roomCode } = ada.view!;
  ada.wire.cut();
  match.isDown = true;
  match.run(61 * 60);
  match.isDown = false;
  match.run(5 * 60);
  expect(ada.session.state).toEqual({ kind: "playing", arrival: "too late" });
  expect(ada.view!.roomCode).toBe(roomCode);
  expect(score(ada.slot)).toBe(0);
});

test("a connection that is dead, but not to the server: another takes its place, and the old one is let go", () => {
  const { slot } = ada;
  ada.wires[0]!.stall(true);
  match.run(8 * 60);
  expect(ada.session.state).toEqual({ kind: "playing", arrival: "back" });
  expect([ada.slot, match.lobby.census.humanCount]).toEqual([slot, 2]);
  expect(match.refusals).toEqual(["taken over"]);
});

test("a client that never acks is closed after ten seconds, and finds its seat kept", () => {
  const { slot } = ada;
  ada.wire.alterUp = (bytes) => {
    const message = decodeClientMessage(bytes);
    if (message.type !== "inputs") return bytes;
    return new Uint8Array(encodeClientMessage({ ...message, ackTick: 0 }));
  };
  match.run(12 * 60);
  expect(match.refusals).toEqual(["too slow"]);
  expect(ada.session.state).toEqual({ kind: "playing", arrival: "back" });
  expect(ada.slot).toBe(slot);
});

describe("a tab that the system puts to sleep (C1)", () => {
  /** Nothing of the page runs, and what comes waits in the kernel. */
  function sleep(player: Player, seconds: number): void {
    const { wire } = player;
    player.isHidden = true;
    wire.stall(true);
    match.run(seconds * 60);
    player.isHidden = false;
    wire.stall(false);
    match.run(5 * 60);
  }

  test.each([
    ["a second, on the connection that it has", 1, 1],
    ["half a minute, on another one", 30, 2],
  ])("for %s: the same seat, score and all", (_, seconds, connections) => {
    const { slot } = ada;
    match.room.world.components.Score.score[skiffEntity(slot)] = 4;
    sleep(ada, seconds);
    expect(ada.session.state).toMatchObject({ kind: "playing" });
    expect([ada.slot, score(slot), ada.wires.length]).toEqual([slot, 4, connections]);
    expect(bob.heard("left")).toEqual([]);
    const from = ada.sees(slot)!.x;
    ada.input.moveX = from < 300 ? 7 : -7;
    match.run(30);
    expect(ada.sees(slot)!.x).not.toBe(from);
    expect(match.lobby.census.heldCount).toBe(0);
  });

  test("for ten minutes: another seat in the same room, and it is said", () => {
    const { roomCode } = ada.view!;
    match.room.world.components.Score.score[skiffEntity(ada.slot)] = 4;
    sleep(ada, 600);
    expect(ada.session.state).toEqual({ kind: "playing", arrival: "too late" });
    expect([ada.view!.roomCode, score(ada.slot)]).toEqual([roomCode, 0]);
    expect(bob.heard("left")).toMatchObject([{ name: "Ada" }]);
    expect(seatedSkiffs(match.room.world)).toHaveLength(2);
  });
});

describe("a connection that breaks every two seconds for five minutes (C4)", () => {
  test("leaves one skiff, one name, and nothing held", () => {
    const { slot } = ada;
    for (let round = 0; round < 150; round++) {
      ada.wire.cut();
      match.run(120);
    }
    expect(ada.session.state).toEqual({ kind: "playing", arrival: "back" });
    expect([ada.slot, match.lobby.census.humanCount, match.lobby.census.heldCount]).toEqual([
      slot,
      2,
      0,
    ]);
    expect(seatedSkiffs(match.room.world)).toHaveLength(2);
    expect(bob.heard("joined")).toEqual([]);
    expect(bob.view!.net.corrections).toBe(0);
  });
});

test("somebody comes with the same token: the older one is closed for good, in words, and does not fight for it", () => {
  const cleo = match.join("Cleo");
  let token = "";
  cleo.wire.alterDown = (bytes) => {
    const message = decodeServerMessage(bytes);
    if (message.type === "welcome") ({ token } = message);
    return bytes;
  };
  match.run(30);
  const newer = Peer.at(match.lobby, () => match.nowMs / TICK_MS);
  newer.hello({ room: cleo.view!.roomCode, token });
  match.run(120);
  expect(newer.heard("welcome")).toMatchObject([{ slot: 2, isResumed: true }]);
  expect(cleo.session.state).toMatchObject({ kind: "closed", code: CloseCode.takenOver });
  expect([newer.closed, match.lobby.census.humanCount]).toEqual([undefined, 3]);
});
