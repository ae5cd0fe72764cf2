/**
 * The door: puts connections into rooms, opens and closes rooms, and is the one place where a peer's bytes become
 * messages. Each connection is in one of three states, at the door, seated or watching; what does not fit its state ends it.
 */
import { TICK_RATE } from "#shared/timing.ts";
import { CloseCode, isFinal } from "#shared/protocol/closing.ts";
import { decodeClientMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import {
  NEW_OPEN_ROOM,
  NEW_ROOM,
  PRACTICE_ROOM,
  type ClientMessage,
} from "#shared/protocol/messages.ts";
import { versionIn } from "#shared/protocol/version.ts";
import type { Connection, ConnectionHandler } from "../transport/connection.ts";
import { Census } from "./census.ts";
import { Claims, createToken } from "./claims.ts";
import { deliver } from "./delivery.ts";
import { type Caller, callerOf, Doorman, VOTED_OUT } from "./doorman.ts";
import { Guest, type Place } from "./guest.ts";
import { GuestBook } from "./guestBook.ts";
import { OPEN_HOUSE } from "./houseRules.ts";
import { Leavers } from "./leavers.ts";
import type { LobbyOptions } from "./lobbyOptions.ts";
import { USUAL_ROOM, type Repertoire, type RoomKind, type RoomWish } from "./opening.ts";
import { hashOfKey } from "./playerKey.ts";
import type { Room } from "./room.ts";
import { RoomList } from "./roomList.ts";
import { TICK_PARTS } from "./schedule.ts";
import type { Seat } from "./seat.ts";

type Hello = Extract<ClientMessage, { type: "hello" }>;
const OTHER_VERSION = "another version: reload the page";
const NO_SUCH_ROOM = "there is no room with this code";
const TOO_SLOW = "your connection could not keep up";
const TAKEN_OVER = "you went on playing elsewhere";
const IDLE = "you did nothing for too long";
const IDLE_CHECK_TICKS = TICK_RATE;
const STOPPING = "server is stopping";
const ROOM_FAILED = "a fault in the server ended this room";

export class Lobby {
  /** What of all this is counted. */
  readonly census: Census;
  #options: LobbyOptions;
  readonly #rooms: RoomList;
  readonly #guests = new GuestBook();
  readonly #claims = new Claims();
  readonly #doorman: Doorman;
  readonly #leavers = new Leavers();
  #tick: number;
  #isDraining = false;

  /** `tick` is where the process's count of ticks stands. */
  constructor(options: LobbyOptions, tick = 0) {
    this.#options = options;
    this.#rooms = new RoomList(options);
    this.#doorman = new Doorman(options.house ?? OPEN_HOUSE);
    this.#tick = tick;
    this.census = new Census(this.#rooms, this.#guests, this.#claims);
  }

  /** All rooms that are open, for instruments. */
  get rooms(): Iterable<Room> {
    return this.#rooms;
  }

  /** The room of this code, for tests and later for the console. */
  room(code: string): Room | undefined {
    return this.#rooms.get(code);
  }

  /** Takes a connection in. `tickNow` tells the time in ticks with a fraction, whenever it is asked. */
  accept(connection: Connection, tickNow: () => number): ConnectionHandler {
    const guest = new Guest(connection, this.#tick);
    this.#guests.add(guest);
    return {
      onMessage: (bytes) => this.#receive(guest, bytes, tickNow()),
      onClose: (code) => this.#forget(guest, code),
    };
  }

  /** How many parts a tick is to be gone through in, see schedule.ts. */
  get partsInUse(): number {
    return this.#rooms.partsInUse;
  }

  /** Advances every room by one tick, which `following` others follow at once. */
  tick(following = 0): void {
    for (let part = 0; part < TICK_PARTS; part++) this.tickPart(part, following);
  }

  /** A part of a tick: advances the rooms that go in it. Each tick begins with part 0. */
  tickPart(part: number, following = 0): void {
    if (part === 0) this.#beginTick();
    for (const room of this.#rooms.due(part, this.#tick))
      this.#within(room, () => this.#tickRoom(room, following));
  }

  #beginTick(): void {
    this.#tick += 1;
    for (const guest of this.#guests) {
      if (guest.isLateAt(this.#tick)) this.#turnAway(guest, CloseCode.noHello, "say hello first");
    }
    if (this.#tick % IDLE_CHECK_TICKS === 0) this.#moveIdlers();
    for (const { room, seat } of this.#claims.takeExpired(this.#tick))
      if (this.#isOpen(room)) this.#within(room, () => room.leave(seat));
  }

  /** It has not failed over another seat of these. */
  #isOpen(room: Room): boolean {
    return this.#rooms.get(room.code) === room;
  }

  #tickRoom(room: Room, following: number): void {
    for (const lost of room.tick(following)) {
      const guest = this.#guests.of(lost);
      if (guest !== undefined) this.#turnAway(guest, CloseCode.tooSlow, TOO_SLOW, "too slow");
    }
    if (this.#rooms.isSpent(room, this.#tick)) this.#close(room, CloseCode.goingAway, STOPPING);
  }

  /** Does something in a room by itself: a fault of ours in there is the end of that room, and of no other. */
  #within(room: Room, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.onRoomFault(room.code, error);
      this.#close(room, CloseCode.roomFailed, ROOM_FAILED);
    }
  }

  /** What rooms may be. */
  get repertoire(): Repertoire {
    return this.#rooms.repertoire;
  }

  /** Another one: rooms that are open go by it from their next match on, as far as it has what they were opened for. */
  adopt(repertoire: Repertoire, house = this.#doorman.house): void {
    this.#options = { ...this.#options, ...repertoire };
    this.#doorman.house = house;
    this.#rooms.adopt(this.#options);
  }

  /** Whoever does nothing gives up his seat, and watches if he may. */
  #moveIdlers(): void {
    const { idleTicks } = this.#doorman.house;
    if (idleTicks === 0) return;
    for (const room of this.#rooms)
      this.#within(room, () => room.idlers(idleTicks).forEach((seat) => this.#moveIdler(seat)));
  }

  #moveIdler(seat: Seat): void {
    const guest = this.#guests.of(seat);
    if (guest?.place === undefined) return;
    if (guest.place.room.stands.isFull) this.#turnAway(guest, CloseCode.idle, IDLE, "idle");
    else this.#moveToStands(guest);
  }

  #moveToStands(guest: Guest): void {
    const { place, connection } = guest;
    if (place === undefined) return;
    this.#vacate(guest, CloseCode.left);
    guest.isMoved = true;
    guest.stand = { room: place.room, spectator: place.room.watch(connection) };
  }

  /** Takes somebody's seat from him for good, and tells him why. */
  remove(room: Room, seat: Seat, reason: string): void {
    const guest = this.#guests.of(seat);
    if (guest !== undefined) this.#turnAway(guest, CloseCode.removed, reason, "removed");
    else this.#giveUp(room, seat);
  }

  /** Nobody is connected to the seat, and it is held for him no longer. */
  #giveUp(room: Room, seat: Seat): void {
    this.#claims.forgetSeat(seat);
    room.leave(seat);
  }

  /** Sends everybody away whose connection is one of these; gives how many those are. */
  removeAll(isMeant: (connection: Connection) => boolean, reason: string): number {
    const meant = [...this.#guests].filter(
      (guest) => !guest.isTurnedAway && isMeant(guest.connection),
    );
    for (const guest of meant) this.#turnAway(guest, CloseCode.removed, reason, "removed");
    return meant.length;
  }

  /** Nobody new is let in, and rooms end with their matches. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Begins that, and tells everybody that in so many seconds the server ends anyway. */
  drain(seconds: number): void {
    this.#isDraining = true;
    for (const room of this.#rooms) this.#within(room, () => room.finish(seconds));
  }

  /** Says goodbye to everybody. */
  close(): void {
    for (const room of this.#rooms) this.#within(room, () => room.close());
    for (const { connection } of this.#guests) connection.close(CloseCode.goingAway, STOPPING);
  }

  #receive(guest: Guest, bytes: Uint8Array, atTick: number): void {
    if (guest.isTurnedAway) return;
    const message = decodeClientMessage(bytes);
    if (message.type === "refused") {
      const { protocolId } = this.#options;
      // A page of another build says hello in its own way, and is to load the page anew.
      const isOther = guest.isAtDoor && (versionIn(bytes) ?? protocolId) !== protocolId;
      if (isOther) this.#turnAway(guest, CloseCode.otherVersion, OTHER_VERSION);
      else this.#turnAway(guest, CloseCode.refused, message.reason, "malformed");
    } else if (message.type === "hello") {
      if (guest.isAtDoor) this.#greet(guest, message);
      else this.#turnAway(guest, CloseCode.refused, "hello said twice", "out of order");
    } else if (guest.isAtDoor) {
      this.#turnAway(guest, CloseCode.refused, "say hello first", "out of order");
    } else {
      const { counters } = this.#options;
      const offence = deliver(guest, message, atTick, { claims: this.#claims, counters });
      if (offence === undefined) return;
      this.#turnAway(guest, CloseCode.refused, offence.reason, offence.counted);
    }
  }

  #greet(guest: Guest, hello: Hello): void {
    if (hello.protocolId !== this.#options.protocolId) {
      this.#turnAway(guest, CloseCode.otherVersion, OTHER_VERSION);
      return;
    }
    const { address } = guest.connection;
    const barred = this.#options.barred?.(address, hashOfKey(hello.playerKey));
    if (barred !== undefined) return this.#turnAway(guest, CloseCode.removed, barred, "banned");
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
      this.#letWatch(guest, wanted, callerOf(guest.connection, hello));
    } else {
      this.#seat(guest, wanted, hello);
    }
  }

  #seat(guest: Guest, wanted: string, hello: Hello): void {
    const room = this.#findRoom(wanted, guest, hello);
    if (room === undefined) return;
    const { connection } = guest;
    const token = createToken();
    const keyHash = hashOfKey(hello.playerKey);
    const waitTicks = this.#leavers.waitOf(room, connection.address);
    const seat = room.join(connection, hello.name, token, { keyHash, waitTicks });
    guest.place = { room, seat, speech: guest.speech };
    this.#claims.add(guest.place, token);
    this.#greetFromHouse(guest);
  }

  /** Whether he may come in, and into the room that he named, if there is one; else the guest has been turned away. */
  #admits(guest: Guest, wanted: string, hello: Hello): boolean {
    const room = this.#rooms.get(wanted);
    const rebuff = this.#doorman.judge(room, callerOf(guest.connection, hello), this.#tick);
    if (rebuff !== undefined) this.#turnAway(guest, rebuff.code, rebuff.reason);
    return rebuff === undefined;
  }

  /** "" is the room in which most is going on. */
  #letWatch(guest: Guest, wanted: string, caller: Caller): void {
    const mayWatch = (room: Room) =>
      !room.stands.isFull && !this.#doorman.isBanned(room, caller, this.#tick);
    const room = wanted === "" ? this.#rooms.busiest(mayWatch) : this.#rooms.get(wanted);
    if (room === undefined) {
      const reason = wanted === "" ? "nobody plays in public now" : NO_SUCH_ROOM;
      this.#turnAway(guest, CloseCode.noSuchRoom, reason);
    } else if (room.stands.isFull) {
      this.#turnAway(guest, CloseCode.noWatching, "nobody else may watch this room");
    } else {
      guest.stand = { room, spectator: room.watch(guest.connection) };
      this.#greetFromHouse(guest);
    }
  }

  #greetFromHouse({ connection }: Guest): void {
    const { motd: text } = this.#doorman.house;
    if (text !== "") connection.send(encodeServerMessage({ type: "notice", text }));
  }

  /** Back into the seat that `token` opens. Whoever is connected to it is the same player's older self. */
  #resume(guest: Guest, place: Place, token: string): void {
    const older = this.#guests.of(place.seat);
    if (older !== undefined) {
      this.census.noteGone(place.seat);
      older.place = undefined;
      this.#turnAway(older, CloseCode.takenOver, TAKEN_OVER, "taken over");
    }
    guest.place = place;
    this.#options.counters.resumed();
    place.room.resume(place.seat, guest.connection, this.#claims.renew(place, token));
  }

  /** The room that was asked for, or undefined when the guest had to be turned away. */
  #findRoom(wanted: string, guest: Guest, hello: Hello): Room | undefined {
    if (wanted === "")
      return (
        this.#busiestOpenRoom(callerOf(guest.connection, hello)) ?? this.#openRoom("public", guest)
      );
    if (wanted === NEW_ROOM.toUpperCase()) return this.#openRoom("private", guest, hello);
    if (wanted === NEW_OPEN_ROOM.toUpperCase()) return this.#openRoom("public", guest, hello);
    if (wanted === PRACTICE_ROOM.toUpperCase()) return this.#openRoom("practice", guest);
    const room = this.#rooms.get(wanted);
    if (room === undefined) {
      this.#turnAway(guest, CloseCode.noSuchRoom, NO_SUCH_ROOM);
      return undefined;
    }
    const rebuff = this.#doorman.judgeSeat(room, callerOf(guest.connection, hello), this.#tick);
    if (rebuff !== undefined) this.#turnAway(guest, rebuff.code, rebuff.reason);
    return rebuff === undefined ? room : undefined;
  }

  #busiestOpenRoom(caller: Caller): Room | undefined {
    return this.#rooms.busiest(
      (room) =>
        !this.#doorman.isReserved(room) && !this.#doorman.isBanned(room, caller, this.#tick),
    );
  }

  readonly #kick = (room: Room, seat: Seat): void => {
    this.#doorman.ban(room, seat, this.#tick);
    const guest = this.#guests.of(seat);
    if (guest !== undefined) this.#turnAway(guest, CloseCode.kicked, VOTED_OUT, "voted out");
    else this.#giveUp(room, seat);
  };

  /** A new room, or undefined when the guest had to be turned away. */
  #openRoom(kind: RoomKind, guest: Guest, wish: RoomWish = USUAL_ROOM): Room | undefined {
    // Where the server has a password, that is what was given.
    const password = this.#doorman.house.lock === undefined ? wish.password : "";
    const asked = { kind, wish: { ...wish, password } };
    const room = this.#rooms.open(asked, this.#tick, this.#kick);
    if (!("reason" in room)) return room;
    const counted = room.code === CloseCode.noSuchTable ? "no such table" : room.reason;
    this.#turnAway(guest, room.code, room.reason, counted);
    return undefined;
  }

  #turnAway(guest: Guest, code: number, reason: string, counted = reason): void {
    this.#options.counters.refused(counted);
    guest.dismiss(code, reason);
    this.#vacate(guest, code);
  }

  /** The connection has gone: whatever of it were still to come is not heard. */
  #forget(guest: Guest, code: number): void {
    guest.isTurnedAway = true;
    this.#guests.remove(guest);
    this.#vacate(guest, code);
  }

  /** The seat is given up when its player left, or was sent away for good; else it is held for a while. */
  #vacate(guest: Guest, code: number): void {
    const { place, stand } = guest;
    guest.place = undefined;
    guest.stand = undefined;
    stand?.room.unwatch(stand.spectator);
    if (place === undefined) return;
    this.census.noteGone(place.seat);
    this.#leavers.note(place.room, guest.connection.address);
    if (isFinal(code)) {
      this.#claims.forget(place);
      place.room.leave(place.seat);
    } else {
      this.#claims.hold(place, this.#tick);
      place.room.hold(place.seat);
    }
  }

  /** Those who are still in it are told why; the room, which may be in disorder, is asked for nothing more. */
  #close(room: Room, code: number, reason: string): void {
    this.census.noteGone(room);
    for (const guest of this.#guests.inside(room)) {
      guest.place = undefined;
      guest.stand = undefined;
      this.#turnAway(guest, code, reason);
    }
    this.#claims.forgetRoom(room);
    this.#rooms.remove(room);
  }
}
