/** Who is let into a room: not whom it has voted out, and where there is a lock nobody without the password. */
import { CloseCode } from "#shared/protocol/closing.ts";
import type { Connection } from "../transport/connection.ts";
import { Bans } from "./bans.ts";
import type { HouseRules } from "./houseRules.ts";
import type { Lock } from "./lock.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";
import { Tries } from "./tries.ts";
import { cleanName } from "./words.ts";

export const VOTED_OUT = "the room voted you out; you may come back in ten minutes";

/** Whoever stands there: where from, under which name, and with which password. */
export interface Caller {
  readonly address: string;
  /** As a seat has it for his own: fit to be read, and without the number that it may have in a room. */
  readonly name: string;
  readonly password: string;
}

/** Somebody who says hello. */
export function callerOf(
  { address }: Connection,
  { name, password }: Pick<Caller, "name" | "password">,
): Caller {
  return { address, name: cleanName(name, []), password };
}

/** Why somebody is not let in. */
export interface Rebuff {
  readonly code: number;
  readonly reason: string;
}

export class Doorman {
  readonly #bans = new Bans();
  readonly #tries = new Tries();
  /** What is asked of everybody. */
  house: HouseRules;

  constructor(house: HouseRules) {
    this.house = house;
  }

  /** Whether the room has voted him out. */
  isBanned({ code }: Room, { address, name }: Caller, tick: number): boolean {
    return this.#bans.ticksLeft(code, address, name, tick) > 0;
  }

  /** Why he may not come in, or not into this room if it is one; undefined when he may. */
  judge(room: Room | undefined, caller: Caller, tick: number): Rebuff | undefined {
    if (room !== undefined && this.isBanned(room, caller, tick))
      return { code: CloseCode.kicked, reason: VOTED_OUT };
    const { lock, reservedLock } = this.house;
    if (lock === undefined)
      return this.#try([room?.lock], caller, tick, "this room has a password");
    return this.#try([lock, reservedLock], caller, tick, "this server has a password");
  }

  /** Why there is no seat for him in the room; undefined where there is one. */
  judgeSeat(room: Room, caller: Caller, tick: number): Rebuff | undefined {
    if (room.isFull) return { code: CloseCode.roomFull, reason: "the room is full" };
    const { lock, reservedLock } = this.house;
    if (reservedLock === undefined || !this.isReserved(room)) return undefined;
    const reason = "the free seats are reserved";
    // What has opened the server is no guess at these.
    if (lock !== undefined)
      return reservedLock.isOpenedBy(caller.password)
        ? undefined
        : { code: CloseCode.reserved, reason };
    const rebuff = this.#try([reservedLock], caller, tick, reason);
    return rebuff?.code === CloseCode.wrongPassword
      ? { ...rebuff, code: CloseCode.reserved }
      : rebuff;
  }

  /** Whether all seats are taken but those that are kept. */
  isReserved({ isPublic, humanCount, maxSeats }: Room): boolean {
    const { reservedLock, reservedSeats } = this.house;
    const kept = isPublic && reservedLock !== undefined ? reservedSeats : 0;
    return humanCount >= maxSeats - kept;
  }

  /** Why the password opens none of these locks; undefined where it opens one, or none is there. */
  #try(
    locks: readonly (Lock | undefined)[],
    { address, password }: Caller,
    tick: number,
    reason: string,
  ): Rebuff | undefined {
    const there = locks.filter((lock) => lock !== undefined);
    if (there.length === 0) return undefined;
    // Who knows of no password tries none.
    if (password === "") return { code: CloseCode.wrongPassword, reason };
    if (!this.#tries.isOpenTo(address, tick))
      return { code: CloseCode.tooManyTries, reason: "too many passwords: wait a minute" };
    if (there.some((lock) => lock.isOpenedBy(password))) return undefined;
    this.#tries.noteWrong(address, tick);
    return { code: CloseCode.wrongPassword, reason: "wrong password" };
  }

  /** The room has voted out the one on `seat`, be he connected or not. */
  ban(room: Room, seat: Seat, tick: number): void {
    const { address, ownName: name } = seat;
    const others = [...room.seats].filter((other) => other !== seat);
    const isShared = others.some((other) => other.address === address);
    this.#bans.add(room.code, { address, name, isShared }, tick);
  }
}
