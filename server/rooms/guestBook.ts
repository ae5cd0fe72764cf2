/** Everybody who is connected to a lobby: at the door, in a seat or in the stands. */
import type { Guest } from "./guest.ts";
import type { Listener } from "./listener.ts";
import type { Room } from "./room.ts";

export class GuestBook {
  readonly #guests = new Map<number, Guest>();

  get count(): number {
    return this.#guests.size;
  }

  add(guest: Guest): void {
    this.#guests.set(guest.connection.id, guest);
  }

  remove(guest: Guest): void {
    this.#guests.delete(guest.connection.id);
  }

  /** Who sits or watches there; nobody while a seat is held. */
  of({ connection }: Listener): Guest | undefined {
    return connection === undefined ? undefined : this.#guests.get(connection.id);
  }

  /** Those who play or watch in a room. */
  inside(room: Room): Guest[] {
    return [...this].filter(({ place, stand }) => place?.room === room || stand?.room === room);
  }

  [Symbol.iterator](): Iterator<Guest> {
    return this.#guests.values();
  }
}
