/**
 * The door: puts connections into rooms, opens and closes rooms, and is the one place where a peer's bytes become
 * messages. Each connection is in one of three states, at the door, seated or watching; what does not fit its state ends it.
 */
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { CloseCode, isFinal } from "#shared/protocol/closing.ts";
import { decodeClientMessage } from "#shared/protocol/codec.ts";
import {
  NEW_OPEN_ROOM,
  NEW_ROOM,
  PRACTICE_ROOM,
  type ClientMessage,
} from "#shared/protocol/messages.ts";
import type { Connection, ConnectionHandler } from "../transport/connection.ts";
import { Claims, createToken } from "./claims.ts";
import { createRoomCode } from "./codes.ts";
import { type Caller, Doorman, VOTED_OUT } from "./doorman.ts";
import { Guest, type Place } from "./guest.ts";
import type { Listener } from "./listener.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";
import { planRoom, USUAL_ROOM, type Repertoire, type RoomKind, type RoomWish } from "./opening.ts";
import { Room } from "./room.ts";
import type { Seat } from "./seat.ts";
import { isOfSpectator } from "./stands.ts";

type Hello = Extract<ClientMessage, { type: "hello" }>;
/** What those say who are in. */
type SaidInside = Exclude<ClientMessage, { type: "hello" }>;

const WRONG_PLACE = "only who plays may play, and only who watches may watch";
const NO_SUCH_ROOM = "there is no room with this code";
const TOO_SLOW = "your connection could not keep up";
const TAKEN_OVER = "you went on playing elsewhere";
const STOPPING = "server is stopping";
/** A room without people is kept this long for somebody who reloads the page. */
const EMPTY_ROOM_TICKS = 30 * TICK_RATE;

export class Lobby {
  #options: LobbyOptions;
  readonly #rooms = new Map<string, Room>();
  /** How each was wished for. */
  readonly #wishes = new WeakMap<Room, { kind: RoomKind; wish: RoomWish }>();
  readonly #guests = new Map<number, Guest>();
  readonly #emptySince = new Map<Room, number>();
  readonly #claims = new Claims();
  readonly #doorman = new Doorman();
  #tick: number;
  #isDraining = false;
  /** Of those who have gone. */
  #missedInputs = 0;

  /** `tick` is where the process's count of ticks stands. */
  constructor(options: LobbyOptions, tick = 0) {
    this.#options = options;
    this.#tick = tick;
  }

  get roomCount(): number {
    return this.#rooms.size;
  }

  get humanCount(): number {
    return this.#sum((room) => room.humanCount);
  }

  get spectatorCount(): number {
    return this.#sum((room) => room.stands.count);
  }

  /** Seats of people whose connection was lost, and who may still come back. */
  get heldCount(): number {
    return this.#claims.heldCount;
  }

  get botCount(): number {
    return this.#sum((room) => room.botCount);
  }

  /** Ticks without an input in time, of everybody who has ever been here. */
  get missedInputs(): number {
    return this.#missedInputs + this.#sum((room) => room.missedInputs);
  }

  /** Everybody who is here now. */
  get presentSeats(): Seat[] {
    const seats = [...this.#rooms.values()].flatMap((room) => [...room.seats]);
    return seats.filter(({ connection }) => connection !== undefined);
  }

  /** How many are connected, in a room or on their way into one. */
  get guestCount(): number {
    return this.#guests.size;
  }

  /** All rooms that are open, for instruments. */
  get rooms(): Iterable<Room> {
    return this.#rooms.values();
  }

  /** The room of this code, for tests and later for the console. */
  room(code: string): Room | undefined {
    return this.#rooms.get(code);
  }

  /** Takes a connection in. `tickNow` tells the time in ticks with a fraction, whenever it is asked. */
  accept(connection: Connection, tickNow: () => number): ConnectionHandler {
    const guest = new Guest(connection, this.#tick);
    this.#guests.set(connection.id, guest);
    return {
      onMessage: (bytes) => this.#receive(guest, bytes, tickNow()),
      onClose: (code) => this.#forget(guest, code),
    };
  }

  /** Advances every room by one tick, which `following` others follow at once. */
  tick(following = 0): void {
    this.#tick += 1;
    for (const guest of this.#guests.values()) {
      if (guest.isLateAt(this.#tick)) this.#turnAway(guest, CloseCode.noHello, "say hello first");
    }
    for (const { room, seat } of this.#claims.takeExpired(this.#tick)) room.leave(seat);
    for (const room of this.#rooms.values()) {
      for (const lost of room.tick(following)) {
        const guest = this.#guestOf(lost);
        // The transport lets go of a peer that does not answer this in time.
        if (guest !== undefined) this.#turnAway(guest, CloseCode.tooSlow, TOO_SLOW, "too slow");
      }
      if (room.isFinished()) this.#close(room);
      else this.#closeIfDeserted(room);
    }
  }

  /** What rooms may be. */
  get repertoire(): Repertoire {
    return this.#options;
  }

  /** Another one: rooms that are open go by it from their next match on, as far as it has what they were opened for. */
  adopt(repertoire: Repertoire): void {
    this.#options = { ...this.#options, ...repertoire };
    for (const room of this.#rooms.values()) {
      const { kind, wish } = this.#wishes.get(room)!;
      const plan = planRoom(this.#options, kind, wish);
      if (!("reason" in plan)) room.adopt({ ...plan, maps: this.#options.maps });
    }
  }

  /** Nobody new is let in, and rooms end with their matches. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Begins that, and tells everybody that in so many seconds the server ends anyway. */
  drain(seconds: number): void {
    this.#isDraining = true;
    for (const room of this.#rooms.values()) room.finish(seconds);
  }

  /** Says goodbye to everybody. */
  close(): void {
    for (const { connection } of this.#guests.values())
      connection.close(CloseCode.goingAway, STOPPING);
  }

  #receive(guest: Guest, bytes: Uint8Array, atTick: number): void {
    if (guest.isTurnedAway) return;
    const message = decodeClientMessage(bytes);
    if (message.type === "refused") {
      this.#turnAway(guest, CloseCode.refused, message.reason, "malformed");
    } else if (message.type === "hello") {
      if (guest.isAtDoor) this.#greet(guest, message);
      else this.#turnAway(guest, CloseCode.refused, "hello said twice", "out of order");
    } else if (guest.isAtDoor) {
      this.#turnAway(guest, CloseCode.refused, "say hello first", "out of order");
    } else {
      this.#pass(guest, message, atTick);
    }
  }

  #greet(guest: Guest, hello: Hello): void {
    if (hello.protocolId !== this.#options.protocolId) {
      this.#turnAway(guest, CloseCode.otherVersion, "another version: reload the page");
      return;
    }
    const wanted = hello.room.trim().toUpperCase();
    const isSeated = !hello.isWatching && hello.token !== "";
    const claimed = isSeated ? this.#claims.find(hello.token) : undefined;
    if (claimed !== undefined && (wanted === "" || wanted === claimed.room.code)) {
      this.#resume(guest, claimed, hello.token);
    } else if (this.#isDraining) {
      this.#turnAway(guest, CloseCode.goingAway, STOPPING);
    } else if (!this.#admits(guest, wanted, hello)) {
      return;
    } else if (hello.isWatching) {
      this.#letWatch(guest, wanted);
    } else {
      this.#seat(guest, wanted, hello);
    }
  }

  #seat(guest: Guest, wanted: string, hello: Hello): void {
    const room = this.#findRoom(wanted, guest, hello);
    if (room === undefined) return;
    const token = createToken();
    guest.place = { room, seat: room.join(guest.connection, hello.name, token) };
    this.#claims.add(guest.place, token);
  }

  /** Whether he may go into the room that he named, if there is one; else the guest has been turned away. */
  #admits(guest: Guest, wanted: string, hello: Hello): boolean {
    const room = this.#rooms.get(wanted);
    const rebuff = room && this.#doorman.judge(room, callerOf(guest, hello), this.#tick);
    if (rebuff !== undefined) this.#turnAway(guest, rebuff.code, rebuff.reason);
    return rebuff === undefined;
  }

  /** "" is the room in which most is going on. */
  #letWatch(guest: Guest, wanted: string): void {
    const room = wanted === "" ? this.#busiestOpenStands() : this.#rooms.get(wanted);
    if (room === undefined) {
      const reason = wanted === "" ? "nobody plays in public now" : NO_SUCH_ROOM;
      this.#turnAway(guest, CloseCode.noSuchRoom, reason);
    } else if (room.stands.isFull) {
      this.#turnAway(guest, CloseCode.noWatching, "nobody else may watch this room");
    } else guest.stand = { room, spectator: room.watch(guest.connection) };
  }

  /** Back into the seat that `token` opens. Whoever is connected to it is the same player's older self. */
  #resume(guest: Guest, place: Place, token: string): void {
    const older = this.#guestOf(place.seat);
    if (older !== undefined) {
      this.#missedInputs += place.seat.missedInputs;
      older.place = undefined;
      this.#turnAway(older, CloseCode.takenOver, TAKEN_OVER, "taken over");
    }
    guest.place = place;
    this.#options.counters.resumed();
    place.room.resume(place.seat, guest.connection, this.#claims.renew(place, token));
  }

  #guestOf({ connection }: Listener): Guest | undefined {
    return connection === undefined ? undefined : this.#guests.get(connection.id);
  }

  /** The room that was asked for, or undefined when the guest had to be turned away. */
  #findRoom(wanted: string, guest: Guest, hello: Hello): Room | undefined {
    if (wanted === "")
      return this.#busiestOpenRoom(callerOf(guest, hello)) ?? this.#openRoom("public", guest);
    if (wanted === NEW_ROOM.toUpperCase()) return this.#openRoom("private", guest, hello);
    if (wanted === NEW_OPEN_ROOM.toUpperCase()) return this.#openRoom("public", guest, hello);
    if (wanted === PRACTICE_ROOM.toUpperCase()) return this.#openRoom("practice", guest);
    const room = this.#rooms.get(wanted);
    if (room === undefined) this.#turnAway(guest, CloseCode.noSuchRoom, NO_SUCH_ROOM);
    else if (room.isFull) this.#turnAway(guest, CloseCode.roomFull, "the room is full");
    else return room;
    return undefined;
  }

  #busiestOpenRoom(caller: Caller): Room | undefined {
    const open = [...this.#rooms.values()].filter(
      (room) => room.isPublic && !room.isFull && !this.#doorman.isBanned(room, caller, this.#tick),
    );
    return open.sort((a, b) => b.humanCount - a.humanCount)[0];
  }

  #kick(room: Room, seat: Seat): void {
    const guest = this.#guestOf(seat);
    if (guest === undefined) return;
    this.#doorman.ban(room, seat, guest.connection, this.#tick);
    this.#turnAway(guest, CloseCode.kicked, VOTED_OUT, "voted out");
  }

  #busiestOpenStands(): Room | undefined {
    const open = [...this.#rooms.values()].filter((room) => room.isPublic && !room.stands.isFull);
    return open.sort((a, b) => b.humanCount - a.humanCount)[0];
  }

  /** A new room, or undefined when the guest had to be turned away. */
  #openRoom(kind: RoomKind, guest: Guest, wish: RoomWish = USUAL_ROOM): Room | undefined {
    const { maxRooms, random } = this.#options;
    const plan = planRoom(this.#options, kind, wish);
    if ("reason" in plan) {
      this.#turnAway(guest, plan.code, plan.reason, "no such table");
      return undefined;
    }
    if (this.#rooms.size >= maxRooms) {
      this.#turnAway(guest, CloseCode.serverFull, "the server has no room left");
      return undefined;
    }
    const code = createRoomCode(random, (taken) => this.#rooms.has(taken));
    const seed = Math.floor(random() * 2 ** 32);
    const tick = this.#tick;
    const turn = this.#rooms.size % TICKS_PER_SNAPSHOT;
    const room: Room = new Room({
      ...this.#options,
      ...plan,
      code,
      onKick: (seat) => this.#kick(room, seat),
      seed,
      tick,
      turn,
    });
    this.#rooms.set(code, room);
    // What opens the room it keeps itself, and not in the clear.
    this.#wishes.set(room, { kind, wish: { ...wish, password: "" } });
    return room;
  }

  #pass(guest: Guest, message: SaidInside, atTick: number): void {
    switch (guest.judge(message, atTick)) {
      case "pass":
        if (message.type === "resync") this.#options.counters.resynced();
        this.#deliver(guest, message, atTick);
        break;
      case "drop":
        this.#options.counters.refused(`${message.type} rate`);
        break;
      case "end":
        this.#turnAway(guest, CloseCode.refused, "far too many messages", "flood");
        break;
    }
  }

  /** Who plays does not watch, and who watches does not play. */
  #deliver(guest: Guest, message: SaidInside, atTick: number): void {
    const { place, stand } = guest;
    if (place !== undefined && message.type !== "watch") {
      // These are sent by nobody who has not heard the welcome, and the token in it.
      if (message.type === "inputs") this.#claims.confirm(place);
      place.room.receive(place.seat, message, atTick);
    } else if (stand !== undefined && isOfSpectator(message)) {
      stand.spectator.receive(message, stand.room.world.tick, atTick);
    } else this.#turnAway(guest, CloseCode.refused, WRONG_PLACE, "out of order");
  }

  #turnAway(guest: Guest, code: number, reason: string, counted = reason): void {
    guest.isTurnedAway = true;
    this.#options.counters.refused(counted);
    guest.connection.close(code, reason);
    this.#vacate(guest, code);
  }

  /** The connection has gone: whatever of it were still to come is not heard. */
  #forget(guest: Guest, code: number): void {
    guest.isTurnedAway = true;
    this.#guests.delete(guest.connection.id);
    this.#vacate(guest, code);
  }

  /** The seat is given up when its player left, or was sent away for good; else it is held for a while. */
  #vacate(guest: Guest, code: number): void {
    const { place, stand } = guest;
    guest.place = undefined;
    guest.stand = undefined;
    stand?.room.unwatch(stand.spectator);
    if (place === undefined) return;
    this.#missedInputs += place.seat.missedInputs;
    if (isFinal(code)) {
      this.#claims.forget(place);
      place.room.leave(place.seat);
    } else {
      this.#claims.hold(place, this.#tick);
      place.room.hold(place.seat);
    }
  }

  #closeIfDeserted(room: Room): void {
    if (room.humanCount + room.stands.count > 0) {
      this.#emptySince.delete(room);
      return;
    }
    const since = this.#emptySince.get(room) ?? this.#tick;
    this.#emptySince.set(room, since);
    if (this.#tick - since >= EMPTY_ROOM_TICKS) this.#close(room);
  }

  /** Those who are still in it are told why. */
  #close(room: Room): void {
    const inside = [...this.#guests.values()].filter(({ place, stand }) =>
      [place?.room, stand?.room].includes(room),
    );
    for (const guest of inside) this.#turnAway(guest, CloseCode.goingAway, STOPPING);
    this.#claims.forgetRoom(room);
    this.#rooms.delete(room.code);
    this.#emptySince.delete(room);
  }

  #sum(count: (room: Room) => number): number {
    let sum = 0;
    for (const room of this.#rooms.values()) sum += count(room);
    return sum;
  }
}

function callerOf({ connection }: Guest, { name, password }: Hello): Caller {
  return { address: connection.address, name, password };
}
