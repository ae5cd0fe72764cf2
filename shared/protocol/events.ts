/**
 * Events on the wire. A snapshot carries those of the ticks after its baseline that no skiff's row does; a keyframe
 * carries instead one `fire` for each bolt still in the air, and the receiver flies them from there.
 *
 *   count 9 · for each: kind 2 · ticks ago (unary to 3, then 8) · its fields
 *
 * Where somebody was struck is not told: it is where the same snapshot has him.
 */
import type { DeathEvent, FireEvent, HitEvent, PickupEvent, SimEvent } from "../sim/events.ts";
import { POSITION_STEPS_PER_PX } from "../sim/math.ts";
import { damageOf } from "../sim/systems/damage.ts";
import { WEAPONS } from "../sim/tuning.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { fieldIndex, SKIFF_FIELDS } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";

/** What a peer needs to be told; the rest of the simulation's events follows from snapshots or from flying bolts. */
export type WireEvent = FireEvent | HitEvent | DeathEvent | PickupEvent;

export interface TickEvent {
  tick: number;
  event: WireEvent;
}

export function isWireEvent(event: SimEvent): event is WireEvent {
  return (
    event.type === "fire" ||
    event.type === "hit" ||
    event.type === "death" ||
    event.type === "pickup"
  );
}

const KINDS: readonly WireEvent["type"][] = ["fire", "hit", "death", "pickup"];

/** Most events that one snapshot carries; a room that has more sends a keyframe. */
export const MOST_EVENTS = 511;
const COUNT_BITS = 9;
const KIND_BITS = 2;
const SLOT_BITS = 6;
const WEAPON_BITS = 3;
const BOUNCE_BITS = 4;
const DAMAGE_BITS = 7;
const AGE_BITS = 8;
const MOST_AGE = 2 ** AGE_BITS - 1;
const PLACE_BITS = 15;
const PLACE_STEPS_PER_PX = 8;
const ANGLE_BITS = 16;
const X = fieldIndex(SKIFF_FIELDS, "x");
const Y = fieldIndex(SKIFF_FIELDS, "y");

/** Appends events, oldest first, none older than 255 ticks at `tick` nor more than MOST_EVENTS: RangeError. */
export function writeEvents(writer: BitWriter, tick: number, events: readonly TickEvent[]): void {
  if (events.length > MOST_EVENTS) throw new RangeError("too many events for one snapshot");
  writer.write(events.length, COUNT_BITS);
  for (const { tick: at, event } of events) {
    writer.write(KINDS.indexOf(event.type), KIND_BITS);
    writeAge(writer, tick - at);
    writeEvent(writer, tick, event);
  }
}

/** The next events, or undefined when the bits cannot be events. `skiffs` is what the same snapshot tells of them. */
export function readEvents(reader: BitReader, tick: number, skiffs: Rows): TickEvent[] | undefined {
  const count = reader.read(COUNT_BITS);
  const events: TickEvent[] = [];
  for (let i = 0; i < count && !reader.isOverrun; i++) {
    const type = KINDS[reader.read(KIND_BITS)]!;
    events.push({ tick: tick - readAge(reader), event: readEvent(reader, tick, type, skiffs) });
  }
  return reader.isOverrun ? undefined : events;
}

/** Most events are of this tick or the one before: 0 · 10 · 110 · 111 and eight bits. */
function writeAge(writer: BitWriter, age: number): void {
  if (age < 0 || age > MOST_AGE) throw new RangeError(`event ${age} ticks old`);
  if (age === 0) writer.write(0b0, 1);
  else if (age === 1) writer.write(0b01, 2);
  else if (age === 2) writer.write(0b011, 3);
  else {
    writer.write(0b111, 3);
    writer.write(age, AGE_BITS);
  }
}

function readAge(reader: BitReader): number {
  for (let age = 0; age < 3; age++) if (reader.read(1) === 0) return age;
  return reader.read(AGE_BITS);
}

/** Where the snapshot has a skiff; the corner of the table when it has it nowhere. */
function placeOf(skiffs: Rows, slot: number): { x: number; y: number } {
  if (skiffs.isPresent[slot] === 0) return { x: 0, y: 0 };
  const first = slot * skiffs.fields.length;
  const x = skiffs.values[first + X]! / POSITION_STEPS_PER_PX;
  return { x, y: skiffs.values[first + Y]! / POSITION_STEPS_PER_PX };
}

function writePlace(writer: BitWriter, px: number): void {
  const steps = Math.round(px * PLACE_STEPS_PER_PX);
  writer.write(Math.max(0, Math.min(2 ** PLACE_BITS - 1, steps)), PLACE_BITS);
}

function readPlace(reader: BitReader): number {
  return reader.read(PLACE_BITS) / PLACE_STEPS_PER_PX;
}

function writeEvent(writer: BitWriter, tick: number, event: WireEvent): void {
  switch (event.type) {
    case "fire":
      writer.write(event.slot, SLOT_BITS);
      writer.write(event.weapon, WEAPON_BITS);
      writePlace(writer, event.x);
      writePlace(writer, event.y);
      writer.write(event.angle, ANGLE_BITS);
      break;
    case "hit":
      writeStrike(writer, event);
      writeDamage(writer, event);
      writer.write(Math.min(MOST_AGE, tick - event.firedTick), AGE_BITS);
      break;
    case "death":
      writeStrike(writer, event);
      break;
    case "pickup":
      writer.write(event.slot, SLOT_BITS);
      writer.write(event.pad, SLOT_BITS);
      break;
  }
}

function writeStrike(writer: BitWriter, event: HitEvent | DeathEvent): void {
  writer.write(event.attacker, SLOT_BITS);
  writer.write(event.victim, SLOT_BITS);
  writer.write(event.weapon, WEAPON_BITS);
  writer.write(event.bounces, BOUNCE_BITS);
}

/** 0 what such a shot takes · 10 nothing, by a shield · 11 so much. */
function writeDamage(writer: BitWriter, { weapon, bounces, damage }: HitEvent): void {
  if (damage === damageOf(WEAPONS[weapon]!, bounces)) writer.write(0b0, 1);
  else if (damage === 0) writer.write(0b01, 2);
  else {
    writer.write(0b11, 2);
    writer.write(damage, DAMAGE_BITS);
  }
}

function readStrike(reader: BitReader) {
  const attacker = reader.read(SLOT_BITS);
  const victim = reader.read(SLOT_BITS);
  const weapon = reader.read(WEAPON_BITS);
  return { attacker, victim, weapon, bounces: reader.read(BOUNCE_BITS) };
}

function readDamage(reader: BitReader, weapon: number, bounces: number): number {
  if (reader.read(1) === 0) {
    const row = WEAPONS[weapon];
    return row === undefined ? 0 : damageOf(row, bounces);
  }
  return reader.read(1) === 0 ? 0 : reader.read(DAMAGE_BITS);
}

function readEvent(
  reader: BitReader,
  tick: number,
  type: WireEvent["type"],
  skiffs: Rows,
): WireEvent {
  switch (type) {
    case "fire": {
      const slot = reader.read(SLOT_BITS);
      const weapon = reader.read(WEAPON_BITS);
      const x = readPlace(reader);
      const y = readPlace(reader);
      return { type, slot, weapon, x, y, angle: reader.read(ANGLE_BITS) };
    }
    case "hit": {
      const strike = readStrike(reader);
      const damage = readDamage(reader, strike.weapon, strike.bounces);
      const firedTick = tick - reader.read(AGE_BITS);
      return { type, ...strike, damage, firedTick, ...placeOf(skiffs, strike.victim) };
    }
    case "death": {
      const strike = readStrike(reader);
      return { type, ...strike, ...placeOf(skiffs, strike.victim) };
    }
    case "pickup": {
      const slot = reader.read(SLOT_BITS);
      return { type, slot, pad: reader.read(SLOT_BITS) };
    }
  }
}
