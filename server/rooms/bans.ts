/**
 * Who was sent away from a room and may not come back for a while. Known by his address; where others in the room share
 * it, as behind one router, it is his name there that stays out.
 */
import { ticksFromMs } from "#shared/timing.ts";
import { hashOfAddress } from "./addressHash.ts";

export const BAN_TICKS = ticksFromMs(10 * 60_000);

interface Ban {
  readonly room: string;
  readonly hash: string;
  /** undefined: whoever comes from there. */
  readonly name: string | undefined;
  readonly untilTick: number;
}

export class Bans {
  #bans: Ban[] = [];

  /** `isShared`: others who may stay come from there, too. */
  add(
    room: string,
    { address, name, isShared }: { address: string; name: string; isShared: boolean },
    tick: number,
  ): void {
    this.#bans = this.#bans.filter(({ untilTick }) => untilTick > tick);
    const hash = hashOfAddress(address);
    const kept = isShared ? name.toLowerCase() : undefined;
    this.#bans.push({ room, hash, name: kept, untilTick: tick + BAN_TICKS });
  }

  /** How many ticks somebody has still to stay out of a room; 0 when he may come in. */
  ticksLeft(room: string, address: string, name: string, tick: number): number {
    if (this.#bans.length === 0) return 0;
    const hash = hashOfAddress(address);
    const plainName = name.trim().toLowerCase();
    const left = this.#bans
      .filter((ban) => ban.room === room && ban.hash === hash)
      .filter((ban) => ban.name === undefined || ban.name === plainName)
      .map(({ untilTick }) => untilTick - tick);
    return Math.max(0, ...left);
  }
}
