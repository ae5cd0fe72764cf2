/**
 * The row of a skiff from one snapshot to the next. One trained symbol tells all of it that changed; what a skiff wants
 * is told, where that takes it is foreseen (foresight.ts), and only what differs from that is told too. A row is its
 * symbol and, for those of these that the symbol names, in this order:
 *
 *   aim · move and, over one interval, 1 bit: as of the later tick · status · shot (skiffShots.ts) · kinetics
 */
import { SKIFF } from "../sim/tuning.ts";
import type { BitReader, BitWriter } from "./bits.ts";
import { CODES, readNumber, writeNumber } from "./codes.ts";
import { copyFields, differs, readFields, writeFields } from "./delta.ts";
import type { TickEvent } from "./events.ts";
import { SKIFF_AT, SKIFF_FIELDS } from "./replicated.ts";
import { readShot, setShot, writeShot } from "./skiffShots.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import { isOneInterval, type Span } from "./span.ts";
import { shortWay } from "./values.ts";

/** What a row's symbol says of it: the sum of what changed, or one of the two that follow. */
export const Change = { aim: 1, move: 2, status: 4, kinetics: 8, shot: 16 } as const;
export const GONE = 32;
export const WHOLE = 33;

/** Where the status begins, and the kinetics. */
const STATUS = SKIFF_AT.isAlive;
const KINETICS = SKIFF_AT.x;
const WIDTH = SKIFF_FIELDS.length;
const SEEN_AIM_MOST = SKIFF_FIELDS[SKIFF_AT.aim]!.most;

/** What the sender knows of the ticks between. */
export interface Witness {
  /** By slot: the move of the tick before the snapshot's. */
  readonly midMoves: Uint8Array;
  /** By slot: the shots that rows carry, see `canCarry`. */
  readonly shots: ReadonlyMap<number, TickEvent>;
}

/** Whether the row of `slot` can carry a shot fired at `tick`. */
export function canCarry(span: Span, slot: number, tick: number): boolean {
  return isOneInterval(span) && tick > span.base.tick && goesOn(span.now, span.base, slot);
}

/** The skiff was here, is here, and lives the life that it lived: it can be foreseen. */
export function goesOn(now: Snapshot, base: Snapshot, slot: number): boolean {
  if (now.skiffs.isPresent[slot] !== 1 || base.skiffs.isPresent[slot] !== 1) return false;
  const at = slot * WIDTH + SKIFF_AT.isAlive;
  return now.skiffs.values[at] === 0 || base.skiffs.values[at] === 1;
}

/** The dead mostly lie still: their rows have a code of their own. */
export function rowCode(base: Snapshot, slot: number) {
  return base.skiffs.values[slot * WIDTH + SKIFF_AT.isAlive] === 1 ? CODES.row : CODES.deadRow;
}

/** Tells the foresight of the sender what a skiff that goes on has wanted. */
export function setCourse(span: Span, slot: number, witness: Witness): void {
  const isLater = beganLater(span.base, slot, witness);
  steer(span, slot, isLater);
  const shot = witness.shots.get(slot);
  if (shot?.event.type === "fire") setShot(span.foresight, shot.tick, shot.event);
}

function beganLater(base: Snapshot, slot: number, { midMoves }: Witness): boolean {
  return midMoves[slot] === base.skiffs.values[slot * WIDTH + SKIFF_AT.move];
}

/** Sets the course by what the two snapshots tell. A move has the tick that it began in only over one interval. */
function steer(span: Span, slot: number, isLater: boolean): void {
  const { now } = span;
  const { values } = now.skiffs;
  const course = span.foresight.courses[slot]!;
  const first = slot * WIDTH;
  course.move = values[first + SKIFF_AT.move]!;
  course.moveTick = isOneInterval(span) && isLater ? now.tick : 0;
  course.aim = values[first + SKIFF_AT.aim]!;
  course.dashTick = values[first + SKIFF_AT.dashEndTick]! - SKIFF.dashTicks;
}

/** The skiff goes on turning as it did before the baseline, where both ends know how. */
function expectedAim({ base, before }: Span, slot: number): number {
  const at = slot * WIDTH + SKIFF_AT.aim;
  const aim = base.skiffs.values[at]!;
  if (before === undefined || before.skiffs.isPresent[slot] !== 1) return aim;
  return (2 * aim - before.skiffs.values[at]!) & SEEN_AIM_MOST;
}

/** Appends the row of a skiff that goes on, when all is foreseen. */
export function writeKnown(writer: BitWriter, span: Span, slot: number, witness: Witness): void {
  const { now, base } = span;
  const changes = changesOf(span, slot, witness);
  rowCode(base, slot).write(writer, changes);
  if (changes & Change.aim) {
    const aim = now.skiffs.values[slot * WIDTH + SKIFF_AT.aim]!;
    const turn = shortWay(aim - expectedAim(span, slot), SEEN_AIM_MOST + 1);
    writeNumber(writer, CODES.aim, turn);
  }
  if (changes & Change.move) {
    writeFields(writer, now.tick, now.skiffs, base.skiffs, slot, SKIFF_AT.move, SKIFF_AT.move + 1);
    if (isOneInterval(span)) writer.write(Number(beganLater(base, slot, witness)), 1);
  }
  if (changes & Change.status)
    writeFields(writer, now.tick, now.skiffs, base.skiffs, slot, STATUS, KINETICS);
  if (changes & Change.shot) writeShot(writer, span, witness.shots.get(slot)!);
  if (changes & Change.kinetics) writeKinetics(writer, span, slot);
}

function changesOf(span: Span, slot: number, witness: Witness): number {
  const { now, base, foresight } = span;
  const { values } = now.skiffs;
  const first = slot * WIDTH;
  const isTurned = values[first + SKIFF_AT.aim] !== expectedAim(span, slot);
  const isSteered = values[first + SKIFF_AT.move] !== base.skiffs.values[first + SKIFF_AT.move];
  let changes = (isTurned ? Change.aim : 0) | (isSteered ? Change.move : 0);
  if (differs(now.skiffs, base.skiffs, slot, STATUS, KINETICS)) changes |= Change.status;
  if (witness.shots.has(slot)) changes |= Change.shot;
  for (let f = KINETICS; f < WIDTH; f++) {
    if (values[first + f] !== foresight.values[first + f]) return changes | Change.kinetics;
  }
  return changes;
}

function writeKinetics(writer: BitWriter, { now, foresight }: Span, slot: number): void {
  const first = slot * WIDTH;
  for (let f = KINETICS; f < WIDTH; f++) {
    const difference = now.skiffs.values[first + f]! - foresight.values[first + f]!;
    writeNumber(writer, CODES[SKIFF_FIELDS[f]!.table], difference);
  }
}

/** Appends all of a row, whatever was before. */
export function writeWhole(writer: BitWriter, now: Snapshot, slot: number): void {
  writeFields(writer, now.tick, now.skiffs, EMPTY_SNAPSHOT.skiffs, slot, 0, WIDTH);
}

/** Reads what `writeWhole` wrote; false when no such row could be. */
export function readWhole(reader: BitReader, now: Snapshot, slot: number): boolean {
  return readFields(reader, now.tick, now.skiffs, EMPTY_SNAPSHOT.skiffs, slot, 0, WIDTH);
}

/**
 * Reads what `writeKnown` wrote after its symbol `changes`, and sets the course by it; for the kinetics it leaves what
 * they differ from those foreseen (`addForeseen`). False when no such row could be.
 */
export function readKnown(
  reader: BitReader,
  span: Span,
  slot: number,
  changes: number,
  events: TickEvent[],
): boolean {
  const { now, base } = span;
  const { values } = now.skiffs;
  copyFields(now.skiffs, base.skiffs, slot, 0, KINETICS);
  const turn = changes & Change.aim ? readNumber(reader, CODES.aim) : 0;
  values[slot * WIDTH + SKIFF_AT.aim] = (expectedAim(span, slot) + turn) & SEEN_AIM_MOST;
  let isLater = false;
  if (changes & Change.move) {
    values[slot * WIDTH + SKIFF_AT.move] = CODES.move.read(reader);
    isLater = isOneInterval(span) && reader.read(1) === 1;
  }
  const hasStatus = (changes & Change.status) !== 0;
  if (hasStatus && !readFields(reader, now.tick, now.skiffs, base.skiffs, slot, STATUS, KINETICS))
    return false;
  if (!goesOn(now, base, slot)) return false;
  steer(span, slot, isLater);
  if (changes & Change.shot && !readShot(reader, span, slot, events)) return false;
  for (let f = KINETICS; f < WIDTH; f++) {
    const code = CODES[SKIFF_FIELDS[f]!.table];
    values[slot * WIDTH + f] = changes & Change.kinetics ? readNumber(reader, code) : 0;
  }
  return true;
}

/** Makes the kinetics of a row whole, when all is foreseen; false when they are none that can be. */
export function addForeseen({ now, foresight }: Span, slot: number): boolean {
  const { values } = now.skiffs;
  for (let f = KINETICS; f < WIDTH; f++) {
    const at = slot * WIDTH + f;
    const value = values[at]! + foresight.values[at]!;
    if (value < SKIFF_FIELDS[f]!.least || value > SKIFF_FIELDS[f]!.most) return false;
    values[at] = value;
  }
  return true;
}
