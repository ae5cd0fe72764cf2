/** A fault of ours in one room, and what it costs: that room. */
import { describe, expect, test, vi } from "vitest";
import { SEAT_HELD_MS } from "#shared/protocol/messages.ts";
import { ticksFromMs, TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { openHouse } from "../../tests/harness/house.ts";
import { OPEN_HOUSE } from "./houseRules.ts";
import type { Room } from "./room.ts";

/** Two rooms, of which the first is going to fail. */
function openTwo(options: Parameters<typeof openHouse>[0] = {}) {
  const faults: string[] = [];
  const house = openHouse({
    onRoomFault: (room, error) => faults.push(`${room}: ${(error as Error).message}`),
    ...options,
  });
  const inside = [house.enter({ room: "new" })];
  const { roomCode } = inside[0]!;
  inside.push(house.enter({ room: roomCode }), house.enter({ room: roomCode, isWatching: true }));
  const other = house.enter({ room: "new" });
  const roomOf = (code: string) => house.lobby.room(code)!;
  return {
    ...house,
    faults,
    inside,
    other,
    faulty: roomOf(roomCode),
    sound: roomOf(other.roomCode),
  };
}

function fail(room: Room, method: "tick" | "leave" | "idlers" | "finish" | "close") {
  return vi.spyOn(room, method).mockImplementation(() => {
    throw new Error(`planted in ${method}`);
  });
}

describe("a room that fails in its tick", () => {
  test("is closed and told of once, and the others go on", () => {
    const { run, lobby, faults, inside, other, faulty, sound, refusals } = openTwo();
    const tick = fail(faulty, "tick");
    const before = sound.world.tick;
    run(10);
    expect(sound.world.tick).toBe(before + 10);
    expect(other.closed).toBeUndefined();
    expect(inside.map(({ closed }) => closed)).toEqual(inside.map(() => CloseCode.roomFailed));
    expect(inside[0]!.reason).toBe("a fault in the server ended this room");
    expect(faults).toEqual([`${faulty.code}: planted in tick`]);
    expect(tick).toHaveBeenCalledOnce();
    expect(refusals).toEqual(inside.map(() => "a fault in the server ended this room"));
    expect([lobby.census.roomCount, lobby.census.humanCount, lobby.census.spectatorCount]).toEqual([
      1, 1, 0,
    ]);
  });

  test("leaves no seat that could be taken again, and a new one may be opened in its place", () => {
    const { run, enter, lobby, inside, faulty } = openTwo();
    inside[1]!.drop();
    expect(lobby.census.heldCount).toBe(1);
    fail(faulty, "tick");
    run(1);
    expect(lobby.census.heldCount).toBe(0);
    const back = enter({ room: faulty.code, token: inside[1]!.token });
    expect(back.closed).toBe(CloseCode.noSuchRoom);
    for (const peer of inside) peer.leave();
    expect(enter({ room: "new" }).closed).toBeUndefined();
  });
});

describe("a room that fails", () => {
  test("when a seat that nobody came back to is given up", () => {
    const { run, lobby, faults, inside, faulty, sound } = openTwo();
    inside[1]!.drop();
    fail(faulty, "leave");
    const before = sound.world.tick;
    run(ticksFromMs(SEAT_HELD_MS));
    expect(faults).toEqual([`${faulty.code}: planted in leave`]);
    expect(sound.world.tick).toBe(before + ticksFromMs(SEAT_HELD_MS));
    expect([...lobby.rooms]).toEqual([sound]);
  });

  test("then, is told of once, however many seats are given up in that tick", () => {
    const { enter, run, lobby, faults, inside, faulty } = openTwo();
    inside.slice(0, 2).forEach((peer) => peer.drop());
    fail(faulty, "leave");
    run(ticksFromMs(SEAT_HELD_MS) - 1);
    const cyd = enter({ room: faulty.code });
    vi.spyOn(faulty, "missedInputs", "get").mockReturnValue(7);
    const before = lobby.census.missedInputs;
    run(1);
    expect(cyd.closed).toBe(CloseCode.roomFailed);
    expect(faults).toEqual([`${faulty.code}: planted in leave`]);
    expect(lobby.census.missedInputs).toBe(before);
  });

  test("when it is asked who does nothing", () => {
    const house = { ...OPEN_HOUSE, idleTicks: 100 * TICK_RATE };
    const { run, faults, other, faulty } = openTwo({ house });
    fail(faulty, "idlers");
    run(2 * TICK_RATE);
    expect(faults).toEqual([`${faulty.code}: planted in idlers`]);
    expect(other.closed).toBeUndefined();
  });

  test("when the server is about to stop, or stops, keeps it from nothing", () => {
    const { run, lobby, faults, inside, other, faulty, sound } = openTwo();
    fail(faulty, "finish");
    lobby.drain(30);
    expect(faults).toEqual([`${faulty.code}: planted in finish`]);
    expect(inside[0]!.closed).toBe(CloseCode.roomFailed);
    fail(sound, "close");
    run(1);
    lobby.close();
    expect(faults).toHaveLength(2);
    expect(other.closed).toBe(CloseCode.roomFailed);
  });
});
