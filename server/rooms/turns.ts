/**
 * In which tick of an interval whose snapshot goes out. A large room's are dealt out to the ticks, so that none of them takes
 * much longer than the others; what a small room's share is worth more than that.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { World } from "#shared/sim/world.ts";
import { Broadcaster } from "../replication/broadcast.ts";
import type { RoomOptions } from "./roomOptions.ts";

/** Neighbours whose snapshots go out in the same tick. */
const SEATS_TOGETHER = 64;

/** How many ticks of an interval a room of so many seats makes use of. */
function turnsFor(seats: number): number {
  return Math.min(TICKS_PER_SNAPSHOT, Math.ceil(seats / SEATS_TOGETHER));
}

/** Who has no slot gets his with the first ones. */
export function turnOf(slot: number): number {
  return Math.floor(Math.max(0, slot) / SEATS_TOGETHER) % TICKS_PER_SNAPSHOT;
}

/** For each turn that there are seats for, what sends the snapshots of a world. */
export function broadcastersFor(
  world: World,
  { counters, isDark, maxSeats }: Pick<RoomOptions, "counters" | "isDark" | "maxSeats">,
): readonly Broadcaster[] {
  const turns = { length: turnsFor(maxSeats) };
  return Array.from(turns, () => new Broadcaster(counters, world, isDark));
}
