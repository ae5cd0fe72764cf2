/**
 * Who has just left a room, or has lost his connection to it. Whoever comes from there for another seat is in the arena no
 * sooner than somebody who was put out: else nobody would have to wait for his next life, nor to mend, who leaves and
 * comes again. Another one from behind the same router waits with him; it is two seconds.
 */
import { SKIFF } from "#shared/sim/tuning.ts";
import type { Room } from "./room.ts";

export class Leavers {
  /** By room and address. */
  readonly #backTicks = new Map<string, number>();

  /** Somebody from this address has left the room at `tick`. */
  note({ code }: Room, address: string, tick: number): void {
    for (const [key, backTick] of this.#backTicks)
      if (backTick <= tick) this.#backTicks.delete(key);
    this.#backTicks.set(`${code} ${address}`, tick + SKIFF.respawnTicks);
  }

  /** For how many ticks whoever comes from there at `tick` has to wait yet. */
  waitOf({ code }: Room, address: string, tick: number): number {
    return Math.max(0, (this.#backTicks.get(`${code} ${address}`) ?? 0) - tick);
  }
}
