/** Where the bots of a room wait: they sit down where people leave room for them, and get up for people. */
import type { CrewLevel, RosterSeat, ServerMessage } from "#shared/protocol/messages.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import type { World } from "#shared/sim/world.ts";
import type { BotCrew } from "../bots/crew.ts";

/** What bots need of their room. */
export interface BenchRoom {
  readonly world: World;
  /** Everybody who has a seat. */
  roster(): readonly RosterSeat[];
  tell(message: ServerMessage): void;
  /** Takes whoever has this slot out of the world. */
  unseat(slot: number): void;
}

export class Bench {
  readonly #room: BenchRoom;
  readonly #bots: BotCrew;

  constructor(room: BenchRoom, bots: BotCrew) {
    this.#room = room;
    this.#bots = bots;
  }

  /** Bots come or go until there are so many. */
  fill(wanted: number): void {
    while (this.#bots.count > Math.max(0, wanted)) this.#dismiss();
    while (this.#bots.count < wanted) this.#seat();
  }

  /** Those who are to be of another level go; who comes from now on is of this one. */
  hire(level: CrewLevel): void {
    if (level === this.#bots.level) return;
    this.#bots.level = level;
    this.fill(0);
  }

  #seat(): void {
    const { world } = this.#room;
    const roster = this.#room.roster();
    const slot = freeSlot(roster);
    const name = this.#bots.add(
      slot,
      roster.map((seat) => seat.name),
    );
    joinWorld(world, slot);
    this.#room.tell({ type: "joined", slot, name, isBot: true });
  }

  #dismiss(): void {
    const slot = this.#bots.removeLast();
    if (slot !== undefined) this.#room.unseat(slot);
  }
}

/** Rows of people's seats. */
export function rosterOf(seats: Iterable<{ slot: number; name: string }>): RosterSeat[] {
  return Array.from(seats, ({ slot, name }) => ({ slot, name, isBot: false }));
}

/** The lowest slot that none of these has. */
export function freeSlot(roster: readonly RosterSeat[]): number {
  const taken = new Set(roster.map(({ slot }) => slot));
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}
