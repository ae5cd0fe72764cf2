/** How much goes on in a lobby: its rooms and all who are in them, counted when somebody asks. */
import type { Claims } from "./claims.ts";
import type { GuestBook } from "./guestBook.ts";
import type { RoomList } from "./roomList.ts";
import type { Seat } from "./seat.ts";

export class Census {
  readonly #rooms: RoomList;
  readonly #guests: GuestBook;
  readonly #claims: Claims;
  /** Of those who have gone. */
  #missedInputs = 0;

  constructor(rooms: RoomList, guests: GuestBook, claims: Claims) {
    this.#rooms = rooms;
    this.#guests = guests;
    this.#claims = claims;
  }

  get roomCount(): number {
    return this.#rooms.count;
  }

  get humanCount(): number {
    return this.#rooms.sum((room) => room.humanCount);
  }

  get spectatorCount(): number {
    return this.#rooms.sum((room) => room.stands.count);
  }

  /** Seats of people whose connection was lost, and who may still come back. */
  get heldCount(): number {
    return this.#claims.heldCount;
  }

  get botCount(): number {
    return this.#rooms.sum((room) => room.botCount);
  }

  /** How many are connected, in a room or on their way into one. */
  get guestCount(): number {
    return this.#guests.count;
  }

  /** Everybody who is here now. */
  get presentSeats(): Seat[] {
    const seats = [...this.#rooms].flatMap((room) => [...room.seats]);
    return seats.filter(({ connection }) => connection !== undefined);
  }

  /** Ticks without an input in time, of everybody who has ever been here. */
  get missedInputs(): number {
    return this.#missedInputs + this.#rooms.sum((room) => room.missedInputs);
  }

  /** Of these, a seat or a room that is given up, nobody else will tell any more. */
  noteGone({ missedInputs }: { readonly missedInputs: number }): void {
    this.#missedInputs += missedInputs;
  }
}
