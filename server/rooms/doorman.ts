/** Who is let into a room: not whom it has voted out, and where there is a lock nobody without the password. */
import { CloseCode } from "#shared/protocol/closing.ts";
import type { Connection } from "../transport/connection.ts";
import { Bans } from "./bans.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";
import { Tries } from "./tries.ts";

export const VOTED_OUT = "the room voted you out; you may come back in ten minutes";

/** Whoever stands there: where from, under which name, and with which password. */
export interface Caller {
  readonly address: string;
  readonly name: string;
  readonly password: string;
}

/** Why somebody is not let in. */
export interface Rebuff {
  readonly code: number;
  readonly reason: string;
}

export class Doorman {
  readonly #bans = new Bans();
  readonly #tries = new Tries();

  /** Whether the room has voted him out. */
  isBanned({ code }: Room, { address, name }: Caller, tick: number): boolean {
    return this.#bans.ticksLeft(code, address, name, tick) > 0;
  }

  /** Why he may not come in; undefined when he may. */
  judge(room: Room, caller: Caller, tick: number): Rebuff | undefined {
    if (this.isBanned(room, caller, tick)) return { code: CloseCode.kicked, reason: VOTED_OUT };
    const { address, password } = caller;
    if (room.lock === undefined) return undefined;
    // Who knows of no password tries none.
    if (password === "")
      return { code: CloseCode.wrongPassword, reason: "this room has a password" };
    if (!this.#tries.isOpenTo(address, tick))
      return { code: CloseCode.tooManyTries, reason: "too many passwords: wait a minute" };
    if (room.lock.isOpenedBy(password)) return undefined;
    this.#tries.noteWrong(address, tick);
    return { code: CloseCode.wrongPassword, reason: "wrong password" };
  }

  /** The room has voted out the one on `seat`, whose connection is this. */
  ban(room: Room, seat: Seat, { address }: Connection, tick: number): void {
    const others = [...room.seats].filter((other) => other !== seat);
    const isShared = others.some(({ connection }) => connection?.address === address);
    this.#bans.add(room.code, { address, name: seat.name, isShared }, tick);
  }
}
