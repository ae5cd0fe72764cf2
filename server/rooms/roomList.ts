/** The rooms of a lobby: which there are, which of them suits somebody, how one is opened, and when one is to be closed. */
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { createRoomCode } from "./codes.ts";
import type { Rebuff } from "./doorman.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";
import { planRoom, type Repertoire, type RoomKind, type RoomWish } from "./opening.ts";
import { Room } from "./room.ts";
import type { Seat } from "./seat.ts";

/** A room without people is kept this long for somebody who reloads the page. */
const EMPTY_ROOM_TICKS = 30 * TICK_RATE;

export class RoomList {
  #options: LobbyOptions;
  readonly #rooms = new Map<string, Room>();
  /** How each was wished for. */
  readonly #wishes = new WeakMap<Room, { kind: RoomKind; wish: RoomWish }>();
  readonly #emptySince = new Map<Room, number>();

  constructor(options: LobbyOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#rooms.size;
  }

  /** What rooms may be. */
  get repertoire(): Repertoire {
    return this.#options;
  }

  [Symbol.iterator](): Iterator<Room> {
    return this.#rooms.values();
  }

  get(code: string): Room | undefined {
    return this.#rooms.get(code);
  }

  sum(count: (room: Room) => number): number {
    let sum = 0;
    for (const room of this.#rooms.values()) sum += count(room);
    return sum;
  }

  /** The open room in which most people play, of those that suit. */
  busiest(suits: (room: Room) => boolean): Room | undefined {
    const open = [...this.#rooms.values()].filter((room) => room.isPublic && suits(room));
    return open.sort((a, b) => b.humanCount - a.humanCount)[0];
  }

  /** A new room from `tick` on, or why there cannot be one. */
  open(
    { kind, wish }: { kind: RoomKind; wish: RoomWish },
    tick: number,
    onKick: (room: Room, seat: Seat) => void,
  ): Room | Rebuff {
    const { maxRooms, random } = this.#options;
    const plan = planRoom(this.#options, kind, wish);
    if ("reason" in plan) return plan;
    if (this.#rooms.size >= maxRooms) return SERVER_FULL;
    const code = createRoomCode(random, (taken) => this.#rooms.has(taken));
    const seed = Math.floor(random() * 2 ** 32);
    const turn = this.#rooms.size % TICKS_PER_SNAPSHOT;
    const room: Room = new Room({
      ...this.#options,
      ...plan,
      code,
      onKick: (seat) => onKick(room, seat),
      seed,
      tick,
      turn,
    });
    this.#rooms.set(code, room);
    // What opens the room it keeps itself, and not in the clear.
    this.#wishes.set(room, { kind, wish: { ...wish, password: "" } });
    return room;
  }

  /** Other options: rooms that are open go by them from their next match on, as far as they have what those were opened for. */
  adopt(options: LobbyOptions): void {
    this.#options = options;
    for (const room of this.#rooms.values()) {
      const { kind, wish } = this.#wishes.get(room)!;
      const plan = planRoom(options, kind, wish);
      if (!("reason" in plan)) room.adopt({ ...plan, maps: options.maps });
    }
  }

  /** Whether the room has come to its end at `tick`, or nobody has been in it for long. */
  isSpent(room: Room, tick: number): boolean {
    if (room.isFinished()) return true;
    if (room.humanCount + room.stands.count > 0) {
      this.#emptySince.delete(room);
      return false;
    }
    const since = this.#emptySince.get(room) ?? tick;
    this.#emptySince.set(room, since);
    return tick - since >= EMPTY_ROOM_TICKS;
  }

  remove(room: Room): void {
    this.#rooms.delete(room.code);
    this.#emptySince.delete(room);
  }
}

const SERVER_FULL: Rebuff = {
  code: CloseCode.serverFull,
  reason: "the server has no room left",
};
