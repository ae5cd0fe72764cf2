/**
 * Events on the wire. A snapshot carries those of the ticks after its baseline that no skiff's row does; a keyframe
 * carries instead one `fire` for each bolt still in the air, and the receiver flies them from there.
 *
 *   for each: kind, and ticks ago, and its fields · in the end a kind that is none          (all of them codes.ts)
 *
 * A death is of the hit just before it and has nothing but its kind; one whose hit the receiver is not told of is a
 * kill. Where somebody was struck is told only to those whose snapshots do not have him. Slots have as many bits as
 * those of the room need.
 */
import {
  FEATS,
  type DeathEvent,
  type FeatEvent,
  type FireEvent,
  type HitEvent,
  type NudgeEvent,
  type PickupEvent,
  type SimEvent,
} from "../sim/events.ts";
import { POSITION_STEPS_PER_PX } from "../sim/math.ts";
import { damageOf } from "../sim/systems/damage.ts";
import { WEAPONS, type Weapon } from "../sim/tuning.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readCount, writeCount } from "./codes.ts";
import { SKIFF_AT } from "./replicated.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Span } from "./span.ts";
import type { Tray } from "./tray.ts";

/** Of a death out of sight: who did it, and no more. */
export interface KillEvent {
  type: "kill";
  victim: number;
  attacker: number;
  weapon: number;
  bounces: number;
}

/** What a peer needs to be told; the rest of the simulation's events follows from snapshots or from flying bolts. */
export type WireEvent =
  | FireEvent
  | HitEvent
  | DeathEvent
  | PickupEvent
  | KillEvent
  | NudgeEvent
  | FeatEvent;

export interface TickEvent {
  tick: number;
  event: WireEvent;
}

type EventSpan = Pick<Span, "now" | "base">;

/** Whether a receiver's snapshots have a skiff: of the baseline or of now. */
export type HasSkiff = (slot: number) => boolean;

/** Bits of a slot in a room whose snapshots are as this one. */
function slotBits({ skiffs }: Snapshot): number {
  return 32 - Math.clz32(skiffs.isPresent.length - 1);
}

export function isWireEvent(event: SimEvent): event is SimEvent & WireEvent {
  return (
    event.type === "fire" ||
    event.type === "hit" ||
    event.type === "death" ||
    event.type === "pickup" ||
    event.type === "nudge" ||
    event.type === "feat"
  );
}

/** Symbols of the code `event`; 0 is the end. */
export const EVENT_KINDS = [
  "end",
  "fire",
  "hit",
  "death",
  "pickup",
  "kill",
  "nudge",
  "feat",
] as const;

/** Most events that one snapshot carries: enough for every bolt in the air. A room that has more sends a keyframe. */
export const MOST_EVENTS = 2047;
const WEAPON_BITS = 3;
const PAD_BITS = 5;
const DAMAGE_BITS = 8;
const PELLET_BITS = 3;
const FEAT_BITS = 3;
const PLACE_BITS = 15;
const PLACE_STEPS_PER_PX = 8;
const ANGLE_BITS = 16;

/**
 * Appends events to be read with the snapshot `now`. RangeError for more than MOST_EVENTS, for a death that does not
 * follow its hit, and for what is still to come.
 */
export function writeEvents(
  writer: BitWriter,
  now: Snapshot,
  events: Readonly<Tray<TickEvent>>,
  hasSkiff: HasSkiff,
): void {
  if (events.count > MOST_EVENTS) throw new RangeError("too many events for one snapshot");
  const receiver = { bits: slotBits(now), hasSkiff };
  let before: WireEvent | undefined;
  for (let i = 0; i < events.count; i++) {
    const { tick, event } = events.items[i]!;
    CODES.event.write(writer, EVENT_KINDS.indexOf(event.type));
    if (event.type !== "death") {
      writeCount(writer, CODES.age, now.tick - tick);
      writeEvent(writer, tick, event, receiver);
    } else if (!isOf(event, before)) throw new RangeError("a death without its hit");
    before = event;
  }
  CODES.event.write(writer, EVENT_KINDS.indexOf("end"));
}

function isOf(death: DeathEvent, before: WireEvent | undefined): boolean {
  if (before?.type !== "hit") return false;
  const { attacker, victim, weapon, bounces } = before;
  return (
    attacker === death.attacker &&
    victim === death.victim &&
    weapon === death.weapon &&
    bounces === death.bounces
  );
}

/** The next events, or undefined when the bits cannot be events; of `span` all but the events is known. */
export function readEvents(reader: BitReader, span: EventSpan): TickEvent[] | undefined {
  const events: TickEvent[] = [];
  for (let i = 0; i <= MOST_EVENTS && !reader.isOverrun; i++) {
    const type = EVENT_KINDS[CODES.event.read(reader)]!;
    if (type === "end") return reader.isOverrun ? undefined : events;
    const next = type === "death" ? deathOf(events.at(-1)) : readEvent(reader, span, type);
    if (next === undefined || !isOfRoom(next.event, span.now)) return undefined;
    events.push(next);
  }
  return undefined;
}

/** Bits can name slots that the room does not have. */
function isOfRoom(event: WireEvent, { skiffs }: Snapshot): boolean {
  const seats = skiffs.isPresent.length;
  if ("slot" in event) return event.slot < seats;
  return event.attacker < seats && (!("victim" in event) || event.victim < seats);
}

function deathOf(hit: TickEvent | undefined): TickEvent | undefined {
  if (hit?.event.type !== "hit") return undefined;
  const { attacker, victim, weapon, bounces, x, y } = hit.event;
  return { tick: hit.tick, event: { type: "death", attacker, victim, weapon, bounces, x, y } };
}

/** Where a skiff is, or was when it left; undefined for one that the snapshots do not have. */
function placeOf({ now, base }: EventSpan, slot: number): { x: number; y: number } | undefined {
  const rows = now.skiffs.isPresent[slot] === 1 ? now.skiffs : base.skiffs;
  if (rows.isPresent[slot] !== 1) return undefined;
  const first = slot * rows.fields.length;
  const x = rows.values[first + SKIFF_AT.x]! / POSITION_STEPS_PER_PX;
  return { x, y: rows.values[first + SKIFF_AT.y]! / POSITION_STEPS_PER_PX };
}

/** Appends a coordinate, px on the grid of 1/8 px. */
export function writePlace(writer: BitWriter, px: number): void {
  const steps = Math.round(px * PLACE_STEPS_PER_PX);
  writer.write(Math.max(0, Math.min(2 ** PLACE_BITS - 1, steps)), PLACE_BITS);
}

export function readPlace(reader: BitReader): number {
  return reader.read(PLACE_BITS) / PLACE_STEPS_PER_PX;
}

function writeEvent(
  writer: BitWriter,
  tick: number,
  event: Exclude<WireEvent, DeathEvent>,
  { bits, hasSkiff }: { bits: number; hasSkiff: HasSkiff },
): void {
  switch (event.type) {
    case "fire":
      writer.write(event.slot, bits);
      writer.write(event.weapon, WEAPON_BITS);
      writePellet(writer, event);
      writePlace(writer, event.x);
      writePlace(writer, event.y);
      writer.write(event.angle, ANGLE_BITS);
      break;
    case "hit":
      writeDuel(writer, event, bits);
      writeDamage(writer, event);
      writePellet(writer, event);
      writeCount(writer, CODES.flight, tick - event.firedTick);
      if (hasSkiff(event.victim)) break;
      writePlace(writer, event.x);
      writePlace(writer, event.y);
      break;
    case "pickup":
      writer.write(event.slot, bits);
      writer.write(event.pad, PAD_BITS);
      break;
    case "kill":
      writeDuel(writer, event, bits);
      break;
    case "nudge":
      writer.write(event.attacker, bits);
      writeCount(writer, CODES.hitWeapon, event.weapon);
      writeCount(writer, CODES.bounces, event.bounces);
      writePellet(writer, event);
      writeCount(writer, CODES.flight, tick - event.firedTick);
      writePlace(writer, event.x);
      writePlace(writer, event.y);
      break;
    case "feat":
      writer.write(FEATS.indexOf(event.feat), FEAT_BITS);
      writer.write(event.team - 1, 1);
      writer.write(Number(event.slot >= 0), 1);
      if (event.slot >= 0) writer.write(event.slot, bits);
      break;
  }
}

/** Who, whom, with what, off how many cushions. */
interface Duel {
  attacker: number;
  victim: number;
  weapon: number;
  bounces: number;
}

function writeDuel(writer: BitWriter, duel: Duel, bits: number): void {
  writer.write(duel.attacker, bits);
  writer.write(duel.victim, bits);
  writeCount(writer, CODES.hitWeapon, duel.weapon);
  writeCount(writer, CODES.bounces, duel.bounces);
}

function readDuel(reader: BitReader, bits: number): Duel | undefined {
  const attacker = reader.read(bits);
  const victim = reader.read(bits);
  const weapon = readCount(reader, CODES.hitWeapon);
  const bounces = readCount(reader, CODES.bounces);
  return weapon < WEAPONS.length ? { attacker, victim, weapon, bounces } : undefined;
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

function readDamage(reader: BitReader, weapon: Weapon, bounces: number): number {
  if (reader.read(1) === 0) return damageOf(weapon, bounces);
  return reader.read(1) === 0 ? 0 : reader.read(DAMAGE_BITS);
}

/** Of a shot of several bolts which one, or 0 for all of them. */
function writePellet(
  writer: BitWriter,
  { weapon, pellet = 0 }: FireEvent | HitEvent | NudgeEvent,
): void {
  if (WEAPONS[weapon]!.pellets > 1) writer.write(pellet, PELLET_BITS);
}

/** Undefined for one that such a shot has not. */
function readPellet(reader: BitReader, weapon: number): { pellet?: number } | undefined {
  const { pellets } = WEAPONS[weapon]!;
  const pellet = pellets > 1 ? reader.read(PELLET_BITS) : 0;
  if (pellet === 0) return {};
  return pellet <= pellets ? { pellet } : undefined;
}

function readEvent(
  reader: BitReader,
  span: EventSpan,
  type: Exclude<(typeof EVENT_KINDS)[number], "end" | "death">,
): TickEvent | undefined {
  const tick = span.now.tick - readCount(reader, CODES.age);
  const bits = slotBits(span.now);
  switch (type) {
    case "fire": {
      const slot = reader.read(bits);
      const weapon = reader.read(WEAPON_BITS);
      if (weapon >= WEAPONS.length) return undefined;
      const pellet = readPellet(reader, weapon);
      if (pellet === undefined) return undefined;
      const [x, y] = [readPlace(reader), readPlace(reader)];
      const angle = reader.read(ANGLE_BITS);
      return { tick, event: { type, slot, weapon, x, y, angle, ...pellet } };
    }
    case "hit": {
      const event = readHit(reader, span, tick);
      return event && { tick, event };
    }
    case "pickup": {
      const slot = reader.read(bits);
      return { tick, event: { type, slot, pad: reader.read(PAD_BITS) } };
    }
    case "kill": {
      const duel = readDuel(reader, bits);
      return duel && { tick, event: { type, ...duel } };
    }
    case "nudge": {
      const event = readNudge(reader, bits, tick);
      return event && { tick, event };
    }
    case "feat": {
      const event = readFeat(reader, bits);
      return event && { tick, event };
    }
  }
}

function readNudge(reader: BitReader, bits: number, tick: number): NudgeEvent | undefined {
  const attacker = reader.read(bits);
  const weapon = readCount(reader, CODES.hitWeapon);
  const bounces = readCount(reader, CODES.bounces);
  if (weapon >= WEAPONS.length) return undefined;
  const pellet = readPellet(reader, weapon);
  if (pellet === undefined) return undefined;
  const firedTick = tick - readCount(reader, CODES.flight);
  const place = { x: readPlace(reader), y: readPlace(reader) };
  return { type: "nudge", attacker, weapon, bounces, firedTick, ...place, ...pellet };
}

function readFeat(reader: BitReader, bits: number): FeatEvent | undefined {
  const feat = FEATS[reader.read(FEAT_BITS)];
  if (feat === undefined) return undefined;
  const team = reader.read(1) + 1;
  const slot = reader.read(1) === 1 ? reader.read(bits) : -1;
  return { type: "feat", feat, slot, team };
}

function readHit(reader: BitReader, span: EventSpan, tick: number): HitEvent | undefined {
  const duel = readDuel(reader, slotBits(span.now));
  if (duel === undefined) return undefined;
  const damage = readDamage(reader, WEAPONS[duel.weapon]!, duel.bounces);
  const pellet = readPellet(reader, duel.weapon);
  if (pellet === undefined) return undefined;
  const firedTick = tick - readCount(reader, CODES.flight);
  const place = placeOf(span, duel.victim) ?? { x: readPlace(reader), y: readPlace(reader) };
  return { type: "hit", ...duel, damage, firedTick, ...place, ...pellet };
}
