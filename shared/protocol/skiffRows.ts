/**
 * Skiffs from one snapshot to the next. One trained symbol tells all of a row that changed; what a skiff wants is told,
 * where that takes it is foreseen (foresight.ts), and only what differs from that is told too. Count 7, then for each row
 * its symbol and, for those of these that the symbol names, in this order:
 *
 *   aim · move and, over one interval, 1 bit: as of the later tick · status · shot · kinetics
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { MOVE_MAX } from "../sim/input.ts";
import { SKIFF, WEAPONS } from "../sim/tuning.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readNumber, writeNumber } from "./codes.ts";
import { copyFields, differs, readFields, writeFields } from "./delta.ts";
import type { TickEvent } from "./events.ts";
import type { Course, Foresight } from "./foresight.ts";
import {
  AIM_STEPS_PER_SEEN,
  fieldIndex,
  packMove,
  SKIFF_FIELDS,
  unpackMoveX,
  unpackMoveY,
} from "./replicated.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import { shortWay } from "./values.ts";

/** What a row's symbol says of it: the sum of what changed, or one of the two that follow. */
export const Change = { aim: 1, move: 2, status: 4, kinetics: 8, shot: 16 } as const;
const GONE = 32;
const WHOLE = 33;

const MOVE = fieldIndex(SKIFF_FIELDS, "move");
const AIM = fieldIndex(SKIFF_FIELDS, "aim");
const STATUS = fieldIndex(SKIFF_FIELDS, "isAlive");
const DASH_END = fieldIndex(SKIFF_FIELDS, "dashEndTick");
const KINETICS = fieldIndex(SKIFF_FIELDS, "x");
const IS_ALIVE = STATUS;
const WEAPON = fieldIndex(SKIFF_FIELDS, "weapon");
const WIDTH = SKIFF_FIELDS.length;
const COUNT_BITS = 7;
const MOVE_BITS = 8;
const WEAPON_BITS = 3;
const ANGLE_STEPS = 65_536;
const MUZZLE_STEPS_PER_PX = 8;
const MUZZLE_BITS = 15;
/** Symbol of a move that no keyboard can ask for: its byte follows. */
const ODD_MOVE = 9;

/** What the sender knows beside the two snapshots. */
export interface SkiffSource {
  readonly foresight: Foresight;
  /** By slot: the move of the tick between the two, when they are one interval apart. */
  readonly midMoves: Uint8Array;
  /** The shots that rows may carry, by slot: see `canCarry`. */
  readonly shots: ReadonlyMap<number, TickEvent>;
}

const course: Course = {
  move: 0,
  moveTick: 0,
  aim: 0,
  dashTick: 0,
  fireTick: 0,
  fireWeapon: 0,
  fireAngle: 0,
};

/** Whether the row of `slot` can carry a shot fired at `tick` from `base` to `now`. */
export function canCarry(now: Snapshot, base: Snapshot, slot: number, tick: number): boolean {
  const isOneInterval = now.tick - base.tick === TICKS_PER_SNAPSHOT;
  return isOneInterval && tick > base.tick && goesOn(now, base, slot);
}

/** The skiff was here, is here, and lives the life that it lived: it can be foreseen. */
function goesOn(now: Snapshot, base: Snapshot, slot: number): boolean {
  if (now.skiffs.isPresent[slot] === 0 || base.skiffs.isPresent[slot] === 0) return false;
  const at = slot * WIDTH + IS_ALIVE;
  return now.skiffs.values[at] === 0 || base.skiffs.values[at] === 1;
}

/** Appends the skiffs of `now`, for a receiver that holds `base` (EMPTY_SNAPSHOT where it holds nothing). */
export function diffSkiffs(
  writer: BitWriter,
  now: Snapshot,
  base: Snapshot,
  source: SkiffSource,
): void {
  let count = now.skiffs.isPresent.length;
  while (count > 0 && now.skiffs.isPresent[count - 1] === 0) count--;
  writer.write(count, COUNT_BITS);
  for (let slot = 0; slot < count; slot++) diffSkiff(writer, now, base, slot, source);
}

function diffSkiff(
  writer: BitWriter,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  source: SkiffSource,
): void {
  if (now.skiffs.isPresent[slot] === 0) {
    CODES.row.write(writer, base.skiffs.isPresent[slot] === 1 ? GONE : 0);
  } else if (!goesOn(now, base, slot)) {
    CODES.row.write(writer, WHOLE);
    writeFields(writer, now.tick, now.skiffs, EMPTY_SNAPSHOT.skiffs, slot, 0, WIDTH);
  } else diffKnown(writer, now, base, slot, source);
}

function diffKnown(
  writer: BitWriter,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  source: SkiffSource,
): void {
  const shot = source.shots.get(slot);
  setCourse(now, base, slot);
  if (shot?.event.type === "fire") {
    course.fireTick = shot.tick;
    course.fireWeapon = shot.event.weapon;
    course.fireAngle = shot.event.angle;
  }
  const isLater = source.midMoves[slot] === base.skiffs.values[slot * WIDTH + MOVE];
  course.moveTick = moveTick(now, base, isLater);
  source.foresight.foresee(base, slot, now.tick, course);
  const changes = changesOf(now, base, slot, source);
  CODES.row.write(writer, changes);
  if (changes & Change.aim)
    writeFields(writer, now.tick, now.skiffs, base.skiffs, slot, AIM, AIM + 1);
  if (changes & Change.move) writeMove(writer, now, base, slot, isLater);
  if (changes & Change.status) {
    writeFields(writer, now.tick, now.skiffs, base.skiffs, slot, STATUS, KINETICS);
  }
  if (changes & Change.shot) writeShot(writer, now, base, slot, shot!, source.foresight);
  if (changes & Change.kinetics) writeKinetics(writer, now, slot, source.foresight);
}

function changesOf(now: Snapshot, base: Snapshot, slot: number, source: SkiffSource): number {
  const is = (start: number, end: number) => differs(now.skiffs, base.skiffs, slot, start, end);
  const first = slot * WIDTH + KINETICS;
  const isForeseen = source.foresight.kinetics.every(
    (value, f) => value === now.skiffs.values[first + f],
  );
  return (
    (is(AIM, AIM + 1) ? Change.aim : 0) |
    (is(MOVE, MOVE + 1) ? Change.move : 0) |
    (is(STATUS, KINETICS) ? Change.status : 0) |
    (isForeseen ? 0 : Change.kinetics) |
    (source.shots.has(slot) ? Change.shot : 0)
  );
}

/** What the two snapshots alone tell of the course between them. */
function setCourse(now: Snapshot, base: Snapshot, slot: number): void {
  const { values } = now.skiffs;
  const first = slot * WIDTH;
  const began = values[first + DASH_END]! - SKIFF.dashTicks;
  const isNew = values[first + DASH_END] !== base.skiffs.values[first + DASH_END];
  course.move = values[first + MOVE]!;
  course.aim = values[first + AIM]!;
  course.dashTick = isNew && began > base.tick && began <= now.tick ? began : 0;
  course.fireTick = 0;
}

/** A move is told with the tick that it began in only where one bit can; else it counts from the first. */
function moveTick(now: Snapshot, base: Snapshot, isLater: boolean): number {
  const isOneInterval = now.tick - base.tick === TICKS_PER_SNAPSHOT;
  return isOneInterval && isLater ? now.tick : base.tick + 1;
}

function writeMove(
  writer: BitWriter,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  isLater: boolean,
): void {
  const move = now.skiffs.values[slot * WIDTH + MOVE]!;
  const key = keyOf(move);
  CODES.move.write(writer, key);
  if (key === ODD_MOVE) writer.write(move, MOVE_BITS);
  if (now.tick - base.tick === TICKS_PER_SNAPSHOT) writer.write(Number(isLater), 1);
}

/** 0..8 for what a keyboard can ask for, else ODD_MOVE. */
function keyOf(move: number): number {
  const x = unpackMoveX(move);
  const y = unpackMoveY(move);
  const isKey = (part: number) => part === 0 || Math.abs(part) === MOVE_MAX;
  return isKey(x) && isKey(y) ? (Math.sign(x) + 1) * 3 + Math.sign(y) + 1 : ODD_MOVE;
}

function moveOf(key: number): number {
  return packMove((Math.floor(key / 3) - 1) * MOVE_MAX, ((key % 3) - 1) * MOVE_MAX);
}

/** Age 1 · weapon as in the baseline 1 [ weapon 3 ] · angle against the aim · muzzle as foreseen 1 [ x 15 · y 15 ] */
function writeShot(
  writer: BitWriter,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  { tick, event }: TickEvent,
  foresight: Foresight,
): void {
  if (event.type !== "fire") return;
  const isSameWeapon = event.weapon === base.skiffs.values[slot * WIDTH + WEAPON];
  const aim = now.skiffs.values[slot * WIDTH + AIM]! * AIM_STEPS_PER_SEEN;
  writer.write(now.tick - tick, 1);
  writer.write(Number(!isSameWeapon), 1);
  if (!isSameWeapon) writer.write(event.weapon, WEAPON_BITS);
  writeNumber(writer, CODES.fireAngle, shortWay(event.angle - aim, ANGLE_STEPS));
  const isForeseen = event.x === foresight.muzzleX && event.y === foresight.muzzleY;
  writer.write(Number(!isForeseen), 1);
  if (isForeseen) return;
  writer.write(Math.round(event.x * MUZZLE_STEPS_PER_PX), MUZZLE_BITS);
  writer.write(Math.round(event.y * MUZZLE_STEPS_PER_PX), MUZZLE_BITS);
}

function writeKinetics(writer: BitWriter, now: Snapshot, slot: number, foresight: Foresight): void {
  const first = slot * WIDTH + KINETICS;
  for (let f = 0; f < foresight.kinetics.length; f++) {
    const code = CODES[SKIFF_FIELDS[KINETICS + f]!.table];
    writeNumber(writer, code, now.skiffs.values[first + f]! - foresight.kinetics[f]!);
  }
}

/**
 * Reads what `diffSkiffs` wrote into `now`, whose tick is set, and adds the shots that it carries to `events`. False when
 * no such bits could be; `now` is then worthless.
 */
export function patchSkiffs(
  reader: BitReader,
  now: Snapshot,
  base: Snapshot,
  foresight: Foresight,
  events: TickEvent[],
): boolean {
  const count = reader.read(COUNT_BITS);
  if (count > now.skiffs.isPresent.length) return false;
  now.skiffs.isPresent.fill(0);
  for (let slot = 0; slot < count; slot++) {
    const symbol = CODES.row.read(reader);
    const wasPresent = base.skiffs.isPresent[slot] === 1;
    if (symbol === GONE || (symbol === 0 && !wasPresent)) continue;
    now.skiffs.isPresent[slot] = 1;
    const isSound =
      symbol === WHOLE
        ? readFields(reader, now.tick, now.skiffs, EMPTY_SNAPSHOT.skiffs, slot, 0, WIDTH)
        : wasPresent && patchKnown(reader, now, base, slot, symbol, foresight, events);
    if (!isSound) return false;
  }
  return !reader.isOverrun;
}

function patchKnown(
  reader: BitReader,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  changes: number,
  foresight: Foresight,
  events: TickEvent[],
): boolean {
  const { tick, skiffs } = now;
  const read = (start: number, end: number) =>
    readFields(reader, tick, skiffs, base.skiffs, slot, start, end);
  copyFields(skiffs, base.skiffs, slot, 0, WIDTH);
  if (changes & Change.aim && !read(AIM, AIM + 1)) return false;
  const isLater = (changes & Change.move) !== 0 && readMove(reader, now, base, slot);
  if (changes & Change.status && !read(STATUS, KINETICS)) return false;
  if (!goesOn(now, base, slot)) return false;
  setCourse(now, base, slot);
  course.moveTick = moveTick(now, base, isLater);
  const shot = changes & Change.shot ? readShot(reader, now, base, slot) : undefined;
  if (changes & Change.shot && shot === undefined) return false;
  foresight.foresee(base, slot, tick, course);
  if (shot !== undefined) events.push(placeShot(reader, slot, foresight));
  return takeKinetics(reader, now, slot, (changes & Change.kinetics) !== 0, foresight);
}

/** Reads a move into `now`; gives whether it began in the later tick. */
function readMove(reader: BitReader, now: Snapshot, base: Snapshot, slot: number): boolean {
  const key = CODES.move.read(reader);
  const move = key === ODD_MOVE ? reader.read(MOVE_BITS) : moveOf(key);
  now.skiffs.values[slot * WIDTH + MOVE] = move;
  return now.tick - base.tick === TICKS_PER_SNAPSHOT && reader.read(1) === 1;
}

/** Reads a shot into the course; undefined when there can be none such. */
function readShot(reader: BitReader, now: Snapshot, base: Snapshot, slot: number) {
  if (now.tick - base.tick !== TICKS_PER_SNAPSHOT) return undefined;
  course.fireTick = now.tick - reader.read(1);
  const isOther = reader.read(1) === 1;
  course.fireWeapon = isOther
    ? reader.read(WEAPON_BITS)
    : base.skiffs.values[slot * WIDTH + WEAPON]!;
  if (course.fireWeapon >= WEAPONS.length) return undefined;
  const aim = now.skiffs.values[slot * WIDTH + AIM]! * AIM_STEPS_PER_SEEN;
  course.fireAngle = (aim + readNumber(reader, CODES.fireAngle)) & (ANGLE_STEPS - 1);
  return course;
}

function placeShot(reader: BitReader, slot: number, foresight: Foresight): TickEvent {
  const isOdd = reader.read(1) === 1;
  const x = isOdd ? reader.read(MUZZLE_BITS) / MUZZLE_STEPS_PER_PX : foresight.muzzleX;
  const y = isOdd ? reader.read(MUZZLE_BITS) / MUZZLE_STEPS_PER_PX : foresight.muzzleY;
  const { fireTick, fireWeapon, fireAngle } = course;
  const event = { type: "fire", slot, weapon: fireWeapon, x, y, angle: fireAngle } as const;
  return { tick: fireTick, event };
}

function takeKinetics(
  reader: BitReader,
  now: Snapshot,
  slot: number,
  isTold: boolean,
  foresight: Foresight,
): boolean {
  const first = slot * WIDTH + KINETICS;
  for (let f = 0; f < foresight.kinetics.length; f++) {
    const field = SKIFF_FIELDS[KINETICS + f]!;
    const told = isTold ? readNumber(reader, CODES[field.table]) : 0;
    const value = foresight.kinetics[f]! + told;
    if (value < field.least || value > field.most) return false;
    now.skiffs.values[first + f] = value;
  }
  return true;
}
