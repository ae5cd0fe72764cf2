/** The rooms of a lobby: which there are, which of them suits somebody, how one is opened, and when one is to be closed. */
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { createRoomCode } from "./codes.ts";
import type { Rebuff } from "./doorman.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";
import { planRoom, type Repertoire, type RoomKind, type RoomWish } from "./opening.ts";
import { Room } from "./room.ts";
import { partsUsedBy, scheduleBeside, type Schedule } from "./schedule.ts";
import type { Seat } from "./seat.ts";

/** A room without people is kept this long for somebody who reloads the page. */
const EMPTY_ROOM_TICKS = 30 * TICK_RATE;

/** A room and what is known of it only here. */
interface Entry {
  readonly room: Room;
  readonly kind: RoomKind;
  /** How it was wished for. */
  readonly wish: RoomWish;
  readonly schedule: Schedule;
  readonly openedTick: number;
  /** Undefined while somebody is in it. */
  emptySince: number | undefined;
}

export class RoomList {
  #options: LobbyOptions;
  /** By code. */
  readonly #entries = new Map<string, Entry>();
  #partsInUse = 1;

  constructor(options: LobbyOptions) {
    this.#options = options;
  }

  /** How many parts a tick is to be gone through in, see schedule.ts. */
  get partsInUse(): number {
    return this.#partsInUse;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** What rooms may be. */
  get repertoire(): Repertoire {
    return this.#options;
  }

  *[Symbol.iterator](): Iterator<Room> {
    for (const { room } of this.#entries.values()) yield room;
  }

  /** Those that go in this part of `tick`: what was opened in that tick begins with the next one. */
  *due(part: number, tick: number): Iterable<Room> {
    for (const { room, schedule, openedTick } of this.#entries.values())
      if (schedule.part === part && openedTick < tick) yield room;
  }

  get(code: string): Room | undefined {
    return this.#entries.get(code)?.room;
  }

  sum(count: (room: Room) => number): number {
    let sum = 0;
    for (const room of this) sum += count(room);
    return sum;
  }

  /** The open room in which most people play, of those that suit. */
  busiest(suits: (room: Room) => boolean): Room | undefined {
    const open = [...this].filter((room) => room.isPublic && suits(room));
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
    if (this.#entries.size >= maxRooms) return SERVER_FULL;
    const code = createRoomCode(random, (taken) => this.#entries.has(taken));
    const seed = Math.floor(random() * 2 ** 32);
    const schedule = scheduleBeside([...this.#entries.values()].map((entry) => entry.schedule));
    const room: Room = new Room({
      ...this.#options,
      ...plan,
      code,
      onKick: (seat) => onKick(room, seat),
      seed,
      tick,
      schedule,
    });
    // What opens the room it keeps itself, and not in the clear.
    const kept = { ...wish, password: "" };
    const entry = { room, kind, wish: kept, schedule, openedTick: tick, emptySince: undefined };
    this.#entries.set(code, entry);
    this.#countParts();
    return room;
  }

  /** Other options: rooms that are open go by them from their next match on, as far as they have what those were opened for. */
  adopt(options: LobbyOptions): void {
    this.#options = options;
    for (const { room, kind, wish } of this.#entries.values()) {
      const plan = planRoom(options, kind, wish);
      if (!("reason" in plan)) room.adopt({ ...plan, maps: options.maps });
    }
  }

  /** Whether the room has come to its end at `tick`, or nobody has been in it for long. */
  isSpent(room: Room, tick: number): boolean {
    if (room.isFinished()) return true;
    const entry = this.#entries.get(room.code)!;
    const isEmpty = room.humanCount + room.stands.count === 0;
    entry.emptySince = isEmpty ? (entry.emptySince ?? tick) : undefined;
    return entry.emptySince !== undefined && tick - entry.emptySince >= EMPTY_ROOM_TICKS;
  }

  remove(room: Room): void {
    this.#entries.delete(room.code);
    this.#countParts();
  }

  #countParts(): void {
    this.#partsInUse = partsUsedBy([...this.#entries.values()].map(({ schedule }) => schedule));
  }
}

const SERVER_FULL: Rebuff = {
  code: CloseCode.serverFull,
  reason: "the server has no room left",
};
