/**
 * Snapshots into bodies (frame.ts). What receivers with the same baseline share is packed once and copied for each of
 * them, bit by bit: the codes are the same for all, so bits can be put together in any order.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { BitWriter } from "./bits.ts";
import { areSame, diffRow, diffRows, endRows } from "./delta.ts";
import { MOST_EVENTS, writeEvents, type TickEvent } from "./events.ts";
import type { Foresight } from "./foresight.ts";
import {
  HIGH_TICK_BITS,
  INTERVALS_BITS,
  LOW_TICK_BITS,
  MARGIN_BITS,
  MARGIN_STEPS_PER_TICK,
  MOST_INTERVALS,
} from "./frame.ts";
import { NO_SLOT } from "./messages.ts";
import { SkiffPacker, type Scopes } from "./skiffPacker.ts";
import { canCarry } from "./skiffRows.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import type { Span } from "./span.ts";
import { Tray } from "./tray.ts";

/** What receivers hold: their newest snapshot, and where that was a delta over one interval the one before it. */
export interface Baseline {
  readonly snapshot: Snapshot;
  readonly before: Snapshot | undefined;
}

/** What of the ticks after the baseline the two snapshots do not tell. */
export interface Since {
  /** Oldest first; of one tick the shots before whom they hit, and a death right after its hit. */
  readonly events: readonly TickEvent[];
  /** By slot: the move of the tick before the snapshot's. */
  readonly midMoves: Uint8Array;
}

/** One to whom a snapshot goes. */
export interface Receiver extends Scopes {
  /** NO_SLOT of who only watches: he is sent no own row. */
  readonly slot: number;
  /** Ticks. */
  readonly margin: number;
  /** What can wait is told only as long as the body has fewer bits than this. */
  readonly softBits: number;
  /** Skiffs that he has not yet, dearest first. Those for which there is no room, but for his own, are taken out of `told`. */
  readonly newcomers: readonly number[];
  /** Bolts in the air that he does not know, dearest first, as the shots that they began as. */
  readonly bolts: Readonly<Tray<TickEvent>>;
  /** Whether he is told of what happened. */
  hears(told: TickEvent): boolean;
}

/** To be read before the next is packed. */
export class Packed {
  /** How many of the receiver's `bolts` there was room for. */
  boltsTold = 0;
  /** Not even for the dearest of his newcomers there was. */
  isClosed = false;
  readonly #writer: BitWriter;

  constructor(writer: BitWriter) {
    this.#writer = writer;
  }

  get byteCount(): number {
    return this.#writer.byteCount;
  }

  /** The body, as a view that the next one is written over. */
  get body(): Uint8Array {
    return this.#writer.bytes();
  }

  /** Puts the body into `into`, which must have room for `SPARE_BYTES` after it. */
  copyTo(into: DataView, start: number): void {
    this.#writer.copyBytes(into, start);
  }
}

/** Room for a snapshot of the largest room with all of it in one scope. */
const BODY_BYTES = 65_536;
const SEATS_BYTES = 16_384;
const MATCH_BYTES = 128;
/** A newcomer's steps on from the one before, and a bolt as an event: at most about so many bits. */
const STEP_BITS = 12;
const BOLT_BITS = 80;

export class Packer {
  readonly #foresight: Foresight;
  readonly #skiffs: SkiffPacker;
  readonly #body = new BitWriter(BODY_BYTES);
  /** Reused: there is one for each player thirty times a second. */
  readonly #packed = new Packed(this.#body);
  readonly #events = new Tray<TickEvent>();
  /** The way from the baseline's match to this one, which all get. */
  readonly #match = new BitWriter(MATCH_BYTES);
  /** The way from the baseline's scoreboard to this one, for those who have all of both. */
  readonly #seats = new BitWriter(SEATS_BYTES);
  /** Nothing happened to any pad. */
  #arePadsSame = false;
  #span: Span;
  #intervals = 0;
  /** Shots that rows carry to those who get such rows, and all that no row can carry. */
  #carried: readonly TickEvent[] = [];
  #rest: readonly TickEvent[] = [];
  /** In the places of the deaths in `#rest`: each as a kill. */
  #kills: readonly (TickEvent | undefined)[] = [];
  /** The one for whom is packed. */
  #receiver: Receiver | undefined;

  /** `foresight` must be of the room that is played. */
  constructor(foresight: Foresight) {
    this.#foresight = foresight;
    this.#skiffs = new SkiffPacker(foresight.courses.length);
    this.#span = { now: EMPTY_SNAPSHOT, base: EMPTY_SNAPSHOT, before: undefined, foresight };
  }

  /**
   * Begins with those who hold `baseline`; undefined makes keyframes. RangeError for a baseline that is too far back to
   * be told.
   */
  begin(now: Snapshot, baseline: Baseline | undefined, { events, midMoves }: Since): void {
    const base = baseline?.snapshot ?? EMPTY_SNAPSHOT;
    this.#intervals = baseline ? (now.tick - base.tick) / TICKS_PER_SNAPSHOT : 0;
    if (this.#intervals > MOST_INTERVALS)
      throw new RangeError(`a baseline ${this.#intervals} intervals back`);
    const before = this.#intervals === 1 ? baseline?.before : undefined;
    this.#span = { now, base, before, foresight: this.#foresight };
    this.#skiffs.begin(this.#span, { midMoves, shots: this.#partShots(events) });
    this.#match.clear();
    diffRows(this.#match, now.tick, now.match, base.match);
    this.#arePadsSame = areSame(now.pads, base.pads);
    this.#seats.clear();
    diffRows(this.#seats, now.tick, now.seats, base.seats);
  }

  /** Takes out the shots that rows can carry, one for each skiff. */
  #partShots(events: readonly TickEvent[]): Map<number, TickEvent> {
    const shots = new Map<number, TickEvent>();
    this.#rest = events.filter((told) => {
      const { event, tick } = told;
      if (event.type !== "fire" || shots.has(event.slot)) return true;
      if (!canCarry(this.#span, event.slot, tick)) return true;
      shots.set(event.slot, told);
      return false;
    });
    this.#carried = [...shots.values()];
    this.#kills = this.#rest.map(killOf);
    return shots;
  }

  /** The body for one of those who hold the baseline, to be read before the next is packed. */
  pack(receiver: Receiver): Packed {
    const writer = this.#body;
    writer.clear();
    this.#writeHeader(receiver);
    this.#writeCommon(receiver);
    this.#skiffs.turnTo(receiver);
    this.#skiffs.writeHeld(writer, receiver);
    this.#packed.isClosed = !this.#admit(receiver);
    this.#skiffs.writeNewcomers(writer, receiver);
    this.#gatherEvents(receiver);
    const room = Math.floor((receiver.softBits - writer.bitCount) / BOLT_BITS);
    const places = MOST_EVENTS - this.#events.count;
    const boltsTold = Math.max(0, Math.min(receiver.bolts.count, room, places));
    for (let i = 0; i < boltsTold; i++) this.#events.add(receiver.bolts.items[i]!);
    this.#receiver = receiver;
    writeEvents(writer, this.#span.now, this.#events, this.#hasSkiff);
    this.#packed.boltsTold = boltsTold;
    return this.#packed;
  }

  #writeHeader({ margin, slot }: Receiver): void {
    const { now, base, before } = this.#span;
    const writer = this.#body;
    const marginSteps = Math.round(margin * MARGIN_STEPS_PER_TICK);
    writer.write(now.tick, LOW_TICK_BITS);
    writer.write(Math.max(-128, Math.min(127, marginSteps)), MARGIN_BITS);
    writer.write(this.#intervals, INTERVALS_BITS);
    if (this.#intervals === 0) writer.write(now.tick >>> LOW_TICK_BITS, HIGH_TICK_BITS);
    if (this.#intervals === 1) writer.write(Number(before !== undefined), 1);
    if (slot !== NO_SLOT) diffRow(writer, now.tick, now.own, base.own, slot);
  }

  #writeCommon({ told, held }: Receiver): void {
    const { now, base } = this.#span;
    const writer = this.#body;
    writer.copy(this.#match, 0, this.#match.bitCount);
    if (this.#arePadsSame && told.pads.equals(held.pads)) endRows(writer);
    else diffRows(writer, now.tick, now.pads, base.pads, { told: told.pads, held: held.pads });
    if (told.hasAllSeats && held.hasAllSeats) writer.copy(this.#seats, 0, this.#seats.bitCount);
    else diffRows(writer, now.tick, now.seats, base.seats, { told: told.seats, held: held.seats });
  }

  /**
   * Lets newcomers in as long as there is room, and his own skiff in any case: he goes on from where it is. False when
   * there was none for any.
   */
  #admit({ slot: own, newcomers, told, softBits }: Receiver): boolean {
    let bits = this.#body.bitCount;
    let isOpen = newcomers.length === 0;
    for (const slot of newcomers) {
      bits += this.#skiffs.wholeBits(slot) + STEP_BITS;
      if (bits <= softBits || slot === own) isOpen = true;
      else told.skiffs.delete(slot);
    }
    return isOpen;
  }

  /** Shots come first, so that those of a tick stand before whom they hit. A death without its hit is but a kill. */
  #gatherEvents(receiver: Receiver): void {
    const told = this.#events;
    told.clear();
    for (const shot of this.#carried) {
      const isBare = shot.event.type === "fire" && !this.#skiffs.carries(shot.event.slot);
      if (isBare && receiver.hears(shot)) told.add(shot);
    }
    let isHitTold = false;
    for (let i = 0; i < this.#rest.length; i++) {
      const next = this.#rest[i]!;
      const { type } = next.event;
      const isTold: boolean = type === "death" ? isHitTold : receiver.hears(next);
      if (type === "hit") isHitTold = isTold;
      if (isTold) told.add(next);
      else if (type === "death") told.add(this.#kills[i]!);
    }
  }

  readonly #hasSkiff = (slot: number): boolean => {
    const { now, base } = this.#span;
    const { told, held } = this.#receiver!;
    if (now.skiffs.isPresent[slot] === 1 && told.skiffs.has(slot)) return true;
    return base.skiffs.isPresent[slot] === 1 && held.skiffs.has(slot);
  };
}

/** A death as a kill; undefined for what is none. */
function killOf({ tick, event }: TickEvent): TickEvent | undefined {
  if (event.type !== "death") return undefined;
  const { attacker, victim, weapon, bounces } = event;
  return { tick, event: { type: "kill", attacker, victim, weapon, bounces } };
}
