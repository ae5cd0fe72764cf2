import { describe, expect, test } from "vitest";
import { PONG_STEPS_PER_TICK } from "#shared/protocol/messages.ts";
import { openHouse } from "../../tests/harness/house.ts";
import { Peer } from "../../tests/harness/peer.ts";
import { Stepper } from "../../tests/harness/stepper.ts";
import { partsUsedBy, scheduleBeside, TICK_PARTS, type Schedule } from "./schedule.ts";

/** When rooms go that are opened one after another. */
function openMany(count: number, schedules: Schedule[] = []): Schedule[] {
  while (schedules.length < count) schedules.push(scheduleBeside(schedules));
  return schedules;
}

function countOf(schedules: readonly Schedule[], wanted: Partial<Schedule>): number {
  const { part, turn } = wanted;
  return schedules.filter((s) => s.part === (part ?? s.part) && s.turn === (turn ?? s.turn)).length;
}

describe("when a room goes", () => {
  test("four go together, in turns; the fifth has a part of the tick to itself", () => {
    expect(openMany(5)).toEqual([
      { part: 0, turn: 0 },
      { part: 0, turn: 1 },
      { part: 0, turn: 0 },
      { part: 0, turn: 1 },
      { part: 1, turn: 0 },
    ]);
  });

  test("many are dealt out evenly, to the parts of a tick and to the turns of each", () => {
    const schedules = openMany(24);
    for (let part = 0; part < TICK_PARTS; part++) {
      expect(countOf(schedules, { part })).toBe(6);
      expect(countOf(schedules, { part, turn: 0 })).toBe(3);
    }
  });

  test("a new one comes where one has closed", () => {
    const schedules = openMany(24);
    const [closed] = schedules.splice(9, 1);
    expect(scheduleBeside(schedules)).toEqual(closed);
  });

  test("no more parts are used than there are rooms for", () => {
    expect(partsUsedBy([])).toBe(1);
    expect([4, 5, 8, 9, 24].map((count) => partsUsedBy(openMany(count)))).toEqual([1, 2, 2, 3, 4]);
  });
});

describe("a room of a later part", () => {
  /** Five rooms with somebody in each, who knows what time it is by `clock`. */
  function openFive() {
    const house = openHouse({ maxRooms: 8 });
    const clock = { tick: 0 };
    const peers = Array.from({ length: 5 }, () => {
      const peer = Peer.at(house.lobby, () => clock.tick);
      peer.hello({ room: "new" });
      return peer;
    });
    const ticks = () => [...house.lobby.rooms].map(({ world }) => world.tick);
    return { ...house, clock, peers, ticks };
  }

  test("is advanced in its part of each tick, and only there", () => {
    const { lobby, ticks } = openFive();
    expect(lobby.partsInUse).toBe(2);
    lobby.tickPart(0);
    expect(ticks()).toEqual([1, 1, 1, 1, 0]);
    lobby.tickPart(1);
    expect(ticks()).toEqual([1, 1, 1, 1, 1]);
    lobby.tick();
    expect(ticks()).toEqual([2, 2, 2, 2, 2]);
  });

  test("begins with the tick after the one in which it was opened", () => {
    const house = openHouse({ maxRooms: 8 });
    for (let i = 0; i < 4; i++) house.enter({ room: "new" });
    house.lobby.tickPart(0);
    house.enter({ room: "new" });
    house.lobby.tickPart(1);
    const ticks = () => [...house.lobby.rooms].map(({ world }) => world.tick);
    expect(ticks()).toEqual([1, 1, 1, 1, 1]);
    house.lobby.tickPart(0);
    house.lobby.tickPart(1);
    expect(ticks()).toEqual([2, 2, 2, 2, 2]);
  });

  test("has a clock that is so much behind: its tick is due at its tick", () => {
    const { clock, peers } = openFive();
    clock.tick = 10.5;
    peers.forEach((peer, id) => peer.say({ type: "ping", id }));
    const times = peers.map((peer) => peer.heard("pong")[0]!.time / PONG_STEPS_PER_TICK);
    expect(times).toEqual([10.5, 10.5, 10.5, 10.5, 10.25]);
  });

  test("closes as any other does, and its part is not used any more", () => {
    const { lobby, peers, run } = openFive();
    peers[4]!.leave(1000);
    run(31 * 60);
    expect([lobby.census.roomCount, lobby.partsInUse]).toEqual([4, 1]);
  });

  test("is played like any other: inputs are in time, and nothing is corrected", () => {
    const match = new Stepper({ latencyMs: 40 });
    for (let i = 0; i < 5; i++) match.join(`Ada ${i}`, "new");
    match.run(60);
    const ada = match.players[4]!;
    const pair = [ada, match.join("Bob", ada.view!.roomCode)];
    match.run(300);
    const missed = match.lobby.census.missedInputs;
    match.run(300, () => {
      for (const [i, player] of pair.entries()) {
        player.input.moveX = Math.floor(match.nowMs / 300 + i) % 2 === 0 ? 7 : -7;
        expect(player.view!.net.marginTicks).toBeGreaterThan(0);
      }
    });
    expect([match.lobby.partsInUse, match.lobby.census.missedInputs]).toEqual([2, missed]);
    for (const { view } of pair) expect(view!.net.corrections).toBe(0);
  });
});
