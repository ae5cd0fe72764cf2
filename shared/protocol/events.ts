/**
 * Events on the wire. A snapshot carries those of the ticks after its baseline; a keyframe carries instead one `fire`
 * for each bolt still in the air, and the receiver flies them from there.
 *
 *   count 9 · for each: kind 2 · ticks ago (unary to 3, then 8) · its fields
 *
 * Things happen to skiffs, so places are told as residuals (values.ts) on where the skiff is in the same snapshot.
 */
import type { DeathEvent, FireEvent, HitEvent, PickupEvent, SimEvent } from "../sim/events.ts";
import { AIM_STEPS } from "../sim/input.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { fieldIndex, SEEN_AIM_STEPS, SEEN_STEPS_PER_PX, SKIFF_FIELDS } from "./replicated.ts";
import type { Rows } from "./snapshot.ts";
import { readResidual, writeResidual, type Residual } from "./values.ts";

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
const PLACE: Residual = { bits: 15, code: "delta", small: 6, large: 9, least: 0, most: 0x7fff };
const ANGLE: Residual = { bits: 16, code: "turn", small: 6, large: 10, least: 0, most: 0xffff };
const X = fieldIndex(SKIFF_FIELDS, "x");
const Y = fieldIndex(SKIFF_FIELDS, "y");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");

/**
 * Appends events, oldest first, none older than 255 ticks at `tick` nor more than MOST_EVENTS: RangeError. `skiffs` is
 * what the same snapshot tells of them.
 */
export function writeEvents(
  writer: BitWriter,
  tick: number,
  events: readonly TickEvent[],
  skiffs: Rows,
): void {
  if (events.length > MOST_EVENTS) throw new RangeError("too many events for one snapshot");
  writer.write(events.length, COUNT_BITS);
  for (const { tick: at, event } of events) {
    writer.write(KINDS.indexOf(event.type), KIND_BITS);
    writeAge(writer, tick - at);
    writeEvent(writer, tick, event, skiffs);
  }
}

/** The next events, or undefined when the bits cannot be events. */
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

/** What the snapshot says of a skiff, or 0 of one that is not there. */
function seen(skiffs: Rows, slot: number, field: number): number {
  return skiffs.isPresent[slot] === 1 ? skiffs.values[slot * skiffs.fields.length + field]! : 0;
}

function within(place: number): number {
  return Math.max(PLACE.least, Math.min(PLACE.most, place));
}

function writePlace(writer: BitWriter, skiffs: Rows, slot: number, at: { x: number; y: number }) {
  const { x, y } = at;
  writeResidual(writer, PLACE, within(Math.round(x * SEEN_STEPS_PER_PX)), seen(skiffs, slot, X));
  writeResidual(writer, PLACE, within(Math.round(y * SEEN_STEPS_PER_PX)), seen(skiffs, slot, Y));
}

function readPlace(reader: BitReader, skiffs: Rows, slot: number): { x: number; y: number } {
  const x = within(readResidual(reader, PLACE, seen(skiffs, slot, X))) / SEEN_STEPS_PER_PX;
  const y = within(readResidual(reader, PLACE, seen(skiffs, slot, Y))) / SEEN_STEPS_PER_PX;
  return { x, y };
}

function seenAngle(skiffs: Rows, slot: number): number {
  return seen(skiffs, slot, AIM) * (AIM_STEPS / SEEN_AIM_STEPS);
}

function writeEvent(writer: BitWriter, tick: number, event: WireEvent, skiffs: Rows): void {
  switch (event.type) {
    case "fire":
      writer.write(event.slot, SLOT_BITS);
      writer.write(event.weapon, WEAPON_BITS);
      writePlace(writer, skiffs, event.slot, event);
      writeResidual(writer, ANGLE, event.angle, seenAngle(skiffs, event.slot));
      break;
    case "hit":
      writeStrike(writer, event);
      writer.write(event.damage, DAMAGE_BITS);
      writer.write(Math.min(MOST_AGE, tick - event.firedTick), AGE_BITS);
      writePlace(writer, skiffs, event.victim, event);
      break;
    case "death":
      writeStrike(writer, event);
      writePlace(writer, skiffs, event.victim, event);
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

function readStrike(reader: BitReader) {
  const attacker = reader.read(SLOT_BITS);
  const victim = reader.read(SLOT_BITS);
  const weapon = reader.read(WEAPON_BITS);
  return { attacker, victim, weapon, bounces: reader.read(BOUNCE_BITS) };
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
      const place = readPlace(reader, skiffs, slot);
      const angle = readResidual(reader, ANGLE, seenAngle(skiffs, slot));
      return { type, slot, weapon, ...place, angle };
    }
    case "hit": {
      const strike = readStrike(reader);
      const damage = reader.read(DAMAGE_BITS);
      const firedTick = tick - reader.read(AGE_BITS);
      return { type, ...strike, damage, firedTick, ...readPlace(reader, skiffs, strike.victim) };
    }
    case "death": {
      const strike = readStrike(reader);
      return { type, ...strike, ...readPlace(reader, skiffs, strike.victim) };
    }
    case "pickup": {
      const slot = reader.read(SLOT_BITS);
      return { type, slot, pad: reader.read(SLOT_BITS) };
    }
  }
}
