/**
 * Who has just left a room, or has lost his connection to it. Whoever comes from there for another seat is in the arena no
 * sooner than somebody who was put out: else nobody would have to wait for his next life, nor to mend, who leaves and
 * comes again. Another one from behind the same router waits with him; it is two seconds.
 */
import { SKIFF } from "#shared/sim/tuning.ts";
import type { Room } from "./room.ts";

export class Leavers {
  /** By room and address, in the ticks of the room: they stand still when its match does. */
  readonly #backTicks = new WeakMap<Room, Map<string, number>>();

  /** Somebody from this address has left the room. */
  note(room: Room, address: string): void {
    const { tick } = room.world;
    const backTicks = this.#backTicks.get(room) ?? new Map<string, number>();
    for (const [other, backTick] of backTicks) if (backTick <= tick) backTicks.delete(other);
    backTicks.set(address, tick + SKIFF.respawnTicks);
    this.#backTicks.set(room, backTicks);
  }

  /** For how many ticks whoever comes from there has to wait yet. */
  waitOf(room: Room, address: string): number {
    const backTick = this.#backTicks.get(room)?.get(address) ?? 0;
    return Math.max(0, backTick - room.world.tick);
  }
}
