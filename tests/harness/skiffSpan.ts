/** Skiffs' rows by hand, and what of them arrives. */
import assert from "node:assert/strict";
import { BitReader, BitWriter } from "#shared/protocol/bits.ts";
import { CODES } from "#shared/protocol/codes.ts";
import type { TickEvent } from "#shared/protocol/events.ts";
import { Foresight, type Course } from "#shared/protocol/foresight.ts";
import { fieldIndex, moveNumber, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import { createWholeScope } from "#shared/protocol/scope.ts";
import { SkiffPacker } from "#shared/protocol/skiffPacker.ts";
import { patchSkiffs } from "#shared/protocol/skiffPatch.ts";
import { canCarry, type Witness } from "#shared/protocol/skiffRows.ts";
import { createSnapshot, type Snapshot } from "#shared/protocol/snapshot.ts";
import type { Span } from "#shared/protocol/span.ts";
import { DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { SQUARE } from "./arenas.ts";

export const TICK = 1000;
export const SLOT = 5;
const WIDTH = SKIFF_FIELDS.length;
export const RIGHT = moveNumber(7, 0);
export const DOWN = moveNumber(0, 7);

export type Row = Record<string, number>;
/** Alive and well at (200, 240), going right at full speed with the stick held there. */
export const CRUISE: Row = {
  move: RIGHT,
  aim: 10,
  isAlive: 1,
  health: 100,
  dashEndTick: 400,
  x: 200 * 256,
  y: 240 * 256,
  velocityX: 4800,
};
/** One that lies dead in a corner. */
export const DEAD: Row = { move: moveNumber(0, 0), x: 30 * 256, y: 30 * 256 };

/** Rows by slot; what is not said of a row is 0. */
export function snapshotOf(tick: number, rows: Record<number, Row | undefined>): Snapshot {
  const snapshot = createSnapshot();
  snapshot.tick = tick;
  snapshot.match.isPresent[0] = 1;
  snapshot.match.values[0] = 2;
  for (const [slot, row] of Object.entries(rows)) {
    if (row === undefined) continue;
    snapshot.skiffs.isPresent[Number(slot)] = 1;
    for (const [name, value] of Object.entries(row))
      snapshot.skiffs.values[Number(slot) * WIDTH + fieldIndex(SKIFF_FIELDS, name)] = value;
  }
  return snapshot;
}

export function rowOf(snapshot: Snapshot, slot: number): Row | undefined {
  if (snapshot.skiffs.isPresent[slot] === 0) return undefined;
  const values = snapshot.skiffs.values.subarray(slot * WIDTH, (slot + 1) * WIDTH);
  return Object.fromEntries(SKIFF_FIELDS.map(({ name }, f) => [name, values[f]!]));
}

export const FORESIGHT = new Foresight(SQUARE);
/** The receiver has its own. */
const FORESIGHT_THERE = new Foresight(SQUARE);

/** The row that `base` becomes by the rules alone on this course, with these fields. */
export function foreseen(base: Row, ticks: number, course: Partial<Course>, fields: Row = {}): Row {
  const foresight = FORESIGHT;
  foresight.begin(snapshotOf(TICK - ticks, { [SLOT]: base }));
  Object.assign(foresight.courses[SLOT]!, course);
  foresight.run(TICK);
  const kinetics = ["x", "y", "velocityX", "velocityY"].map((name) => {
    return [name, foresight.values[SLOT * WIDTH + fieldIndex(SKIFF_FIELDS, name)]!] as const;
  });
  return { ...base, ...fields, ...Object.fromEntries(kinetics) };
}

export function spanOf(now: Snapshot, base: Snapshot, before?: Snapshot): Span {
  return { now, base, before, foresight: FORESIGHT };
}

interface Told {
  midMove?: number;
  shots?: readonly TickEvent[];
}

const PACKER = new SkiffPacker(DEFAULT_SEATS);
const WHOLE = createWholeScope(DEFAULT_SEATS);

/** Appends the skiffs of `span.now` for somebody who gets all of them. */
export function diffSkiffs(writer: BitWriter, span: Span, witness: Witness): void {
  const scopes = { told: WHOLE, held: WHOLE, heldBefore: WHOLE };
  PACKER.begin(span, witness);
  PACKER.turnTo(scopes);
  PACKER.writeHeld(writer, scopes);
  PACKER.writeNewcomers(writer, scopes);
}

/** What arrives when the skiffs of `span.now` are sent, and the symbol of the first row. */
export function send(span: Span, { midMove = 0, shots = [] }: Told = {}) {
  const writer = new BitWriter(8192);
  const carried = shots.filter(
    ({ tick, event }) => event.type === "fire" && canCarry(span, event.slot, tick),
  );
  diffSkiffs(writer, span, {
    midMoves: new Uint8Array(64).fill(midMove),
    shots: new Map(carried.map((shot) => [(shot.event as { slot: number }).slot, shot])),
  });
  const events: TickEvent[] = [];
  const { isSound, now } = receive(writer.bytes(), span, events);
  assert.ok(isSound);
  const slot = span.base.skiffs.isPresent.indexOf(1);
  const wasAlive = slot >= 0 && rowOf(span.base, slot)!.isAlive === 1;
  const symbol = (wasAlive ? CODES.row : CODES.deadRow).read(new BitReader(writer.bytes()));
  return { now, events, symbol, bits: writer.bitCount };
}

export function receive(bytes: Uint8Array, span: Span, events: TickEvent[]) {
  // A place that held something else before: patching must leave nothing of it.
  const now = createSnapshot();
  now.tick = span.now.tick;
  now.skiffs.isPresent.fill(1);
  now.skiffs.values.fill(77);
  const reader = new BitReader(bytes);
  const isSound = patchSkiffs(reader, { ...span, now, foresight: FORESIGHT_THERE }, events);
  return { isSound: isSound && reader.isAtEnd, now };
}

export function assertSame(made: Snapshot, now: Snapshot): void {
  for (let slot = 0; slot < 64; slot++) assert.deepEqual(rowOf(made, slot), rowOf(now, slot));
}
