/** A room for tests, with nobody in it. */
import { DEFAULT_RULES } from "#shared/sim/tuning.ts";
import { Room } from "../../server/rooms/room.ts";
import type { RoomOptions } from "../../server/rooms/roomOptions.ts";
import { TEST_ARENA } from "./stepper.ts";

const OTHER_ARENA = { ...TEST_ARENA, name: "other", title: "Other" };

export function createRoom(options: Partial<RoomOptions> = {}): Room {
  return new Room({
    code: "ABCD",
    isPublic: true,
    maps: [TEST_ARENA, OTHER_ARENA],
    modes: ["deathmatch"],
    rules: DEFAULT_RULES,
    isEndless: false,
    isDark: false,
    hasKillCam: true,
    botFill: 0,
    botLevel: "regular",
    maxSeats: 8,
    maxSpectators: 2,
    seed: 1,
    tick: 0,
    schedule: { part: 0, turn: 0 },
    onKick: () => undefined,
    onChat: () => undefined,
    counters: {
      snapshotSent: () => undefined,
      snapshotSkipped: () => undefined,
      timeBroadcast: (run) => run(),
    },
    ...options,
  });
}
