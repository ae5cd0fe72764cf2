/**
 * In which tick of an interval whose snapshot goes out. A large room's are dealt out to the ticks, so that none of them takes
 * much longer than the others; what a small room's share is worth more than that.
 */
import { TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import type { SeatStatus } from "#shared/protocol/replicated.ts";
import type { World } from "#shared/sim/world.ts";
import { Broadcaster } from "../replication/broadcast.ts";
import type { Listener } from "./listener.ts";
import type { RoomOptions } from "./roomOptions.ts";

/** Neighbours whose snapshots go out in the same tick. */
const SEATS_TOGETHER = 64;

/** How many ticks of an interval a room of so many seats makes use of. */
function turnsFor(seats: number): number {
  return Math.min(TICKS_PER_SNAPSHOT, Math.ceil(seats / SEATS_TOGETHER));
}

/** Who has no slot gets his with the first ones. */
function turnOf(slot: number): number {
  return Math.floor(Math.max(0, slot) / SEATS_TOGETHER) % TICKS_PER_SNAPSHOT;
}

type TurnOptions = Pick<RoomOptions, "counters" | "isDark" | "maxSeats" | "schedule">;
type Hearer = Listener & { readonly slot: number };

/** What sends the snapshots of a world, one group of its listeners after the other. */
export class Turns {
  readonly #world: World;
  readonly #options: TurnOptions;
  /** One for each turn that there are seats for. */
  readonly #broadcasters: readonly Broadcaster[];

  constructor(world: World, options: TurnOptions) {
    const { counters, isDark, maxSeats } = options;
    this.#world = world;
    this.#options = options;
    const turns = { length: turnsFor(maxSeats) };
    this.#broadcasters = Array.from(turns, () => new Broadcaster(counters, world, isDark));
  }

  /** To be called after each step of the world. */
  noteTick(): void {
    for (const broadcaster of this.#broadcasters) broadcaster.noteTick();
  }

  /** Whoever had this slot has left the world. */
  noteLeft(slot: number): void {
    for (const broadcaster of this.#broadcasters) broadcaster.noteLeft(slot);
  }

  /** Sends theirs to those whose turn it is; gives back who was lost. */
  send(statusOf: (slot: number) => SeatStatus, hearers: Iterable<Hearer>): Listener[] {
    const { counters, schedule } = this.#options;
    const turn = (this.#world.tick + schedule.turn) % TICKS_PER_SNAPSHOT;
    const broadcaster = this.#broadcasters[turn];
    if (broadcaster === undefined) return [];
    const due: Listener[] = [];
    for (const hearer of hearers)
      if (hearer.connection !== undefined && turnOf(hearer.slot) === turn) due.push(hearer);
    return counters.timeBroadcast(() => broadcaster.broadcast(statusOf, due));
  }
}
