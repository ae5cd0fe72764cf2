import { describe, expect, test } from "vitest";
import { eventsOf, put } from "../../tests/harness/table.ts";
import { Peer } from "../../tests/harness/peer.ts";
import { createRoom } from "../../tests/harness/rooms.ts";
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody } from "#shared/protocol/frame.ts";
import type { RosterSeat } from "#shared/protocol/messages.ts";
import { SnapshotRing } from "#shared/protocol/snapshot.ts";
import { Button, IDLE_INPUT } from "#shared/sim/input.ts";
import { MATCH, DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { boltsInFlight, seatedSkiffs, skiffEntity } from "#shared/sim/world.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";

const TOKEN = "0".repeat(32);

interface Guest {
  peer: Peer;
  seat: Seat;
}

function join(room: Room, name = "Ada"): Guest {
  const peer = new Peer();
  return { peer, seat: room.join(peer.connection, name, TOKEN) };
}

/** Ticks in which everybody who is here acks, so that nobody is given up. */
function run(room: Room, ticks: number, guests: readonly Guest[] = []): void {
  for (let i = 0; i < ticks; i++) {
    room.tick();
    for (const { seat } of guests) seat.viewer.forgiveAck(room.world.tick);
  }
}

/** What a client in `slot` that holds nothing yet makes of a body. */
function decodeFor(room: Room, slot: number, body: Uint8Array) {
  const foresight = new Foresight(room.world.arena.source);
  return decodeBody(body, slot, new SnapshotRing(), foresight);
}

/** Who is in the room by what a guest was told: everybody once, and then who came and went. */
function roster({ peer }: Guest): RosterSeat[] {
  const seats: RosterSeat[] = [];
  const faults: string[] = [];
  for (const message of peer.told) {
    if (message.type !== "roster" && message.type !== "joined" && message.type !== "left") continue;
    const at = "slot" in message ? seats.findIndex(({ slot }) => slot === message.slot) : -1;
    const isFault = { roster: seats.length > 0, joined: at >= 0, left: at < 0 }[message.type];
    if (isFault) faults.push(`${message.type} out of turn`);
    if (message.type === "roster") seats.push(...message.seats);
    else if (message.type === "left") seats.splice(at, 1);
    else seats.push({ slot: message.slot, name: message.name, isBot: message.isBot });
  }
  expect(faults).toEqual([]);
  return seats;
}

/** Nobody shares a slot or a name, and everybody has a skiff. */
function expectOrder(room: Room, guest: Guest): void {
  const seats = roster(guest);
  expect(new Set(seats.map((seat) => seat.slot)).size).toBe(seats.length);
  expect(new Set(seats.map((seat) => seat.name)).size).toBe(seats.length);
  expect(seats.length).toBe(room.humanCount + room.botCount);
  expect(seatedSkiffs(room.world)).toEqual(
    seats.map((seat) => skiffEntity(seat.slot)).sort((a, b) => a - b),
  );
}

describe("seats", () => {
  test("who joins is told his slot and the map, then a keyframe, and plays in the next tick", () => {
    const room = createRoom();
    run(room, 7);
    const { peer, seat } = join(room);
    expect(peer.told.map((message) => message.type)).toEqual([
      "welcome",
      "arena",
      "roster",
      "rounds",
    ]);
    room.receive(
      seat,
      {
        type: "inputs",
        firstTick: 8,
        ackTick: 0,
        viewAge: 0,
        inputs: [{ ...IDLE_INPUT, moveX: 7 }],
      },
      7.5,
    );
    run(room, 1);
    expect(room.world.components.Velocity.x[skiffEntity(seat.slot)]).toBeGreaterThan(0);
    const frame = decodeFor(room, seat.slot, peer.heard("snapshot")[0]!.body);
    expect(frame).toMatchObject({ kind: "snapshot", isKeyframe: true });
  });

  test("a full room lets nobody in", () => {
    const room = createRoom({ maxSeats: 2 });
    join(room);
    expect(room.isFull).toBe(false);
    join(room);
    expect(room.isFull).toBe(true);
    expect(() => join(room)).toThrow(RangeError);
  });

  test("names that look alike get numbers", () => {
    const room = createRoom();
    const first = join(room, "Ada");
    join(room, "АDА");
    expect(roster(first).map((seat) => seat.name)).toEqual(["Ada", "АDА 2"]);
  });

  test("leaving takes the skiff and its bolts out, and tells the others", () => {
    const room = createRoom();
    const [ada, bob] = [join(room, "Ada"), join(room, "Bob")];
    const fire = { ...IDLE_INPUT, buttons: Button.fire };
    const message = {
      type: "inputs" as const,
      firstTick: 1,
      ackTick: 0,
      viewAge: 0,
      inputs: [fire],
    };
    for (const { seat } of [ada, bob]) room.receive(seat, message, 0);
    run(room, 2);
    expect(boltsInFlight(room.world)).toHaveLength(2);
    room.leave(ada.seat);
    expect(boltsInFlight(room.world)).toHaveLength(1);
    expect(seatedSkiffs(room.world)).toEqual([skiffEntity(bob.seat.slot)]);
    expect(roster(bob)).toEqual([{ slot: bob.seat.slot, name: "Bob", isBot: false }]);
    room.leave(ada.seat);
    expect(room.humanCount).toBe(1);
  });

  test("who left does not take the place of his successor with him", () => {
    const room = createRoom();
    const first = join(room);
    room.leave(first.seat);
    const second = join(room);
    expect(second.seat.slot).toBe(first.seat.slot);
    room.leave(first.seat);
    expect(room.humanCount).toBe(1);
  });
});

describe("bots", () => {
  test("fill the room, give way to people one by one, and come back", () => {
    const room = createRoom({ botFill: 3, maxSeats: 4 });
    expect(room.botCount).toBe(3);
    const guests: Guest[] = [];
    for (const bots of [2, 1, 0, 0]) {
      guests.push(join(room, "Ada"));
      expect(room.botCount).toBe(bots);
      expectOrder(room, guests[0]!);
    }
    expect(room.isFull).toBe(true);
    for (const bots of [0, 1, 2]) {
      room.leave(guests.pop()!.seat);
      expect(room.botCount).toBe(bots);
      expectOrder(room, guests[0]!);
    }
  });

  test("that give way are told of before whoever comes, and who comes is told of neither", () => {
    const room = createRoom({ botFill: 3, maxSeats: 3 });
    const [ada, bob] = [join(room, "Ada"), join(room, "Bob")];
    const { slot } = bob.seat;
    expect(ada.peer.told.slice(4)).toEqual([
      { type: "left", slot },
      { type: "joined", slot, name: "Bob", isBot: false },
    ]);
    expect(bob.peer.told.map(({ type }) => type)).toEqual(["welcome", "arena", "roster", "rounds"]);
    room.leave(bob.seat);
    expect(ada.peer.told.slice(6)).toMatchObject([
      { type: "left", slot },
      { type: "joined", slot, isBot: true },
    ]);
  });

  test("never make more seats than the room has, whatever they are asked to fill", () => {
    const room = createRoom({ botFill: 64, maxSeats: 3 });
    expect(room.botCount).toBe(3);
    expect(room.isFull).toBe(false);
    const guest = join(room);
    expect([room.humanCount, room.botCount]).toEqual([1, 2]);
    expectOrder(room, guest);
  });

  test("a room of the greatest size holds people and bots in every slot", () => {
    const room = createRoom({ botFill: DEFAULT_SEATS, maxSeats: DEFAULT_SEATS });
    const guests = Array.from({ length: 5 }, () => join(room));
    run(room, 3, guests);
    expect(seatedSkiffs(room.world)).toHaveLength(DEFAULT_SEATS);
    expectOrder(room, guests[0]!);
  });
});

describe("what a seat says", () => {
  test("a chat line goes to all, the one who says it included, in the words that may be read", () => {
    const room = createRoom();
    const [ada, bob] = [join(room, "Ada"), join(room, "Bob")];
    room.receive(ada.seat, { type: "chat", text: " g\u202eg ", isTeam: false }, 0);
    room.receive(ada.seat, { type: "chat", text: "\u200b", isTeam: false }, 0);
    for (const { peer } of [ada, bob])
      expect(peer.heard("chat")).toEqual([
        { type: "chat", slot: ada.seat.slot, text: "gg", isTeam: false },
      ]);
  });

  test("a ping is answered at once with the time at which it came", () => {
    const room = createRoom();
    const { peer, seat } = join(room);
    room.receive(seat, { type: "ping", id: 513 }, 10.5);
    expect(peer.heard("pong")).toEqual([{ type: "pong", id: 513, time: 2688 }]);
  });

  test("away shows, and slows its snapshots; being back begins with a keyframe", () => {
    const room = createRoom();
    const { peer, seat } = join(room);
    run(room, 10);
    room.receive(seat, { type: "away", isAway: true }, 10);
    const before = peer.heard("snapshot").length;
    run(room, 600);
    expect(peer.heard("snapshot").length - before).toBe(20);
    room.receive(seat, { type: "away", isAway: false }, 610);
    run(room, TICKS_PER_SNAPSHOT);
    const last = decodeFor(room, seat.slot, peer.heard("snapshot").at(-1)!.body);
    expect(last).toMatchObject({ kind: "snapshot", isKeyframe: true });
  });

  test("a resync is answered by a keyframe", () => {
    const room = createRoom();
    const { peer, seat } = join(room);
    run(room, 10);
    expect(decodeFor(room, seat.slot, peer.heard("snapshot").at(-1)!.body).kind).toBe(
      "no baseline",
    );
    room.receive(seat, { type: "resync" }, 10);
    run(room, TICKS_PER_SNAPSHOT);
    expect(decodeFor(room, seat.slot, peer.heard("snapshot").at(-1)!.body).kind).toBe("snapshot");
  });
});

describe("a match", () => {
  test("that is over is followed by one on the next map, everybody in the seat that he had", () => {
    const room = createRoom({ botFill: 3, rules: { scoreLimit: 0, timeLimitTicks: 60 } });
    const guest = join(room);
    const before = roster(guest);
    const first = room.world;
    const length = MATCH.warmupTicks + MATCH.countdownTicks + 60 + MATCH.resultsTicks;
    const lead = () => (room.world.components.Score.score[skiffEntity(0)] = 1);
    run(room, MATCH.warmupTicks + MATCH.countdownTicks + 30, [guest]);
    lead();
    run(room, 30 + MATCH.resultsTicks - 1, [guest]);
    expect(room.world).toBe(first);
    run(room, 1, [guest]);
    expect(room.world.arena.source.name).toBe("other");
    expect([room.world.match.phase, room.world.tick]).toEqual(["warmup", length]);
    expect(guest.peer.heard("arena").map(({ arena }) => arena.name)).toEqual([
      "test-table",
      "other",
    ]);
    expectOrder(room, guest);
    expect(roster(guest)).toEqual(before);
    run(room, TICKS_PER_SNAPSHOT, [guest]);
    const { told } = guest.peer;
    const next = told.slice(told.findLastIndex((message) => message.type === "arena") + 1)[0];
    if (next?.type !== "snapshot") throw new Error("no snapshot follows the map");
    const frame = decodeFor(room, guest.seat.slot, next.body);
    expect(frame).toMatchObject({ kind: "snapshot", isKeyframe: true });
    run(room, length - MATCH.resultsTicks - 30, [guest]);
    lead();
    run(room, MATCH.resultsTicks + 30, [guest]);
    expect(room.world.arena.source.name).toBe("test-table");
  });

  test("tells at its end who shot and hit how often, and keeps the scores until the next", () => {
    const room = createRoom({ rules: { scoreLimit: 0, timeLimitTicks: 120 } });
    const guests = [join(room, "Ada"), join(room, "Bob")];
    const [ada, bob] = guests as [Guest, Guest];
    run(room, MATCH.warmupTicks + MATCH.countdownTicks, guests);
    put(room.world, ada.seat.slot, { x: 300, y: 200 });
    put(room.world, bob.seat.slot, { x: 400, y: 200 });
    const fire = { ...IDLE_INPUT, buttons: Button.fire };
    const { tick } = room.world;
    room.world.components.Skiff.shieldEndTick.fill(0);
    room.receive(
      ada.seat,
      { type: "inputs", firstTick: tick + 1, ackTick: 0, viewAge: 0, inputs: [fire] },
      tick,
    );
    let hits = 0;
    for (let i = 0; i < 120; i++) {
      run(room, 1, guests);
      hits += eventsOf(room.world.events, "hit").length;
      if (i === 100) room.world.components.Score.score[skiffEntity(ada.seat.slot)] = 1;
    }
    expect(hits).toBe(1);
    const results = {
      type: "results",
      seats: [
        { slot: ada.seat.slot, shots: 1, hits: 1 },
        { slot: bob.seat.slot, shots: 0, hits: 0 },
      ],
    };
    for (const { peer } of guests) expect(peer.heard("results")).toEqual([results]);
    run(room, 60, guests);
    expect(room.world.match.phase).toBe("results");
    expect(room.world.components.Score.hits[skiffEntity(ada.seat.slot)]).toBe(1);
    expect(bob.peer.heard("results")).toHaveLength(1);
  });

  test("can be joined at any moment of it", () => {
    const room = createRoom({ rules: { scoreLimit: 0, timeLimitTicks: 60 } });
    const guests: Guest[] = [];
    for (const phase of ["warmup", "countdown", "playing", "results"]) {
      while (room.world.match.phase !== phase) run(room, 1, guests);
      const guest = join(room, phase);
      guests.push(guest);
      run(room, 2, guests);
      expect(room.world.components.Skiff.isAlive[skiffEntity(guest.seat.slot)]).toBe(1);
      expect(roster(guest)).toHaveLength(guests.length);
    }
  });
});

test("a seat that never answers is given back after ten seconds, and nobody else", () => {
  const room = createRoom();
  const [ada, bob] = [join(room, "Ada"), join(room, "Bob")];
  const lost: unknown[] = [];
  for (let i = 0; i < 604; i++) {
    lost.push(...room.tick());
    bob.seat.viewer.forgiveAck(room.world.tick);
  }
  expect(lost).toEqual([ada.seat]);
});

describe("ticks that are caught up with in one go", () => {
  test.each([
    [1, [2, 4], 6],
    [2, [2], 4],
    [2, [3], 4],
    [3, [3, 4], 10],
  ])(
    "after tick %i and goes of %j end with one snapshot each, of an even tick",
    (before, goes, last) => {
      const room = createRoom();
      const guest = join(room);
      run(room, before, [guest]);
      for (const count of goes) {
        const heard = guest.peer.heard("snapshot").length;
        for (let left = count; left > 0; left--) room.tick(left - 1);
        expect(guest.peer.heard("snapshot").length - heard).toBe(1);
      }
      const { body } = guest.peer.heard("snapshot").at(-1)!;
      expect(body[0]! | (body[1]! << 8)).toBe(last);
    },
  );
});

test("missed inputs are counted over the seats that are here", () => {
  const room = createRoom();
  const { seat } = join(room);
  run(room, 5);
  expect(room.missedInputs).toBe(0);
  room.receive(
    seat,
    { type: "inputs", firstTick: 6, ackTick: 0, viewAge: 0, inputs: [IDLE_INPUT] },
    5,
  );
  run(room, 4);
  // The first of them may have been left out.
  expect(room.missedInputs).toBe(2);
  room.leave(seat);
  expect(room.missedInputs).toBe(0);
});
