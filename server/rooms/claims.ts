/**
 * Who may sit down again. Each seat of a person has a token of 128 bits that only its client knows: whoever shows it gets
 * the seat, from a connection that is lost or one that still lives. What is kept here is its SHA-256, so that nothing that
 * leaks from this process opens a seat. A hash is found as the key of a map: how long that takes tells of hashes, and
 * nobody can make a token to a hash of his choice, so that there is nothing to compare in constant time.
 */
import { createHash, randomBytes } from "node:crypto";
import { ticksFromMs } from "#shared/timing.ts";
import { SEAT_HELD_MS, TOKEN_LENGTH } from "#shared/protocol/messages.ts";
import type { Place } from "./guest.ts";
import type { Room } from "./room.ts";
import type { Seat } from "./seat.ts";

const HELD_TICKS = ticksFromMs(SEAT_HELD_MS);

interface Claim {
  hash: string;
  /** Of the token that `hash` replaces: still good until the client is known to have the new one. */
  oldHash: string | undefined;
}

export class Claims {
  readonly #places = new Map<string, Place>();
  readonly #claims = new Map<Place, Claim>();
  /** Seats that nobody is connected to, and when their connections were lost. */
  readonly #lostTicks = new Map<Place, number>();

  /** Seats that nobody is connected to. */
  get heldCount(): number {
    return this.#lostTicks.size;
  }

  /** Remembers that `token` opens `place`. */
  add(place: Place, token: string): void {
    const hash = hashOf(token);
    this.#claims.set(place, { hash, oldHash: undefined });
    this.#places.set(hash, place);
  }

  /** The place that `token` opens, if there is one. */
  find(token: string): Place | undefined {
    return this.#places.get(hashOf(token));
  }

  /** `used` has opened `place`: gives the token that opens it the next time. */
  renew(place: Place, used: string): string {
    const token = createToken();
    this.forget(place);
    this.add(place, token);
    const oldHash = hashOf(used);
    this.#claims.get(place)!.oldHash = oldHash;
    this.#places.set(oldHash, place);
    return token;
  }

  /** The client of `place` has what it was sent: the token that it came with opens nothing any more. */
  confirm(place: Place): void {
    const claim = this.#claims.get(place);
    if (claim?.oldHash === undefined) return;
    this.#places.delete(claim.oldHash);
    claim.oldHash = undefined;
  }

  /** Its connection was lost at `tick`. */
  hold(place: Place, tick: number): void {
    if (this.#claims.has(place)) this.#lostTicks.set(place, tick);
  }

  forget(place: Place): void {
    this.confirm(place);
    const claim = this.#claims.get(place);
    if (claim !== undefined) this.#places.delete(claim.hash);
    this.#claims.delete(place);
    this.#lostTicks.delete(place);
  }

  /** Forgets the place on this seat. */
  forgetSeat(seat: Seat): void {
    for (const place of this.#claims.keys()) if (place.seat === seat) this.forget(place);
  }

  /** Forgets all places of a room. */
  forgetRoom(room: Room): void {
    for (const place of this.#claims.keys()) if (place.room === room) this.forget(place);
  }

  /** Forgets, and gives back, the places whose time is up at `tick`. */
  takeExpired(tick: number): Place[] {
    const expired: Place[] = [];
    for (const [place, lostTick] of this.#lostTicks)
      if (tick - lostTick >= HELD_TICKS) expired.push(place);
    for (const place of expired) this.forget(place);
    return expired;
  }
}

/** Nobody can foresee one, and nothing in a match depends on which it is: the one thing here that is left to real chance. */
export function createToken(): string {
  return randomBytes(TOKEN_LENGTH / 2).toString("hex");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
