/**
 * The body of a snapshot message. The second part is the same for everybody who holds the same baseline, so it is
 * packed once and copied:
 *
 *   u16 tick modulo 65536 · i8 margin                                                          little-endian bytes
 *   own part:    intervals back to the baseline 5 (0: keyframe, then the tick's upper 15 bits; 1: one, turning 1)
 *                · own row · zeros to a byte
 *   shared part: match · pads · seats (delta.ts) · skiffs (skiffRows.ts) · events (events.ts) · zeros to a byte
 *
 * The margin is how early the newest input came, in eighths of a tick. `turning` says that the snapshot one interval
 * before the baseline helps to expect.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { diffRow, diffRows, patchRow, patchRows } from "./delta.ts";
import { readEvents, writeEvents, type TickEvent } from "./events.ts";
import type { Foresight } from "./foresight.ts";
import { canCarry, diffSkiffs, patchSkiffs } from "./skiffRows.ts";
import type { Span } from "./span.ts";
import {
  copySnapshot,
  createSnapshot,
  EMPTY_SNAPSHOT,
  SNAPSHOT_RING,
  type Snapshot,
  type SnapshotRing,
} from "./snapshot.ts";

const LOW_TICK_BITS = 16;
const LOW_TICKS = 2 ** LOW_TICK_BITS;
const HIGH_TICK_BITS = 15;
const INTERVALS_BITS = 5;
/** The baseline may be so many intervals back: the ring of both ends still holds it. */
export const MOST_INTERVALS = SNAPSHOT_RING - 2;
const MARGIN_BITS = 8;
const MARGIN_STEPS_PER_TICK = 8;
/** The margin where no input came since the snapshot before: the lowest that its byte can say. */
export const NO_MARGIN = -16;
/** A snapshot of DEFAULT_SEATS seats with every bolt in flight fits. */
const CAPACITY_BYTES = 16_384;
const OWN_CAPACITY_BYTES = 64;

/** What the receiver holds: its newest snapshot, and where that was a delta over one interval the one before it. */
export interface Baseline {
  readonly snapshot: Snapshot;
  readonly before: Snapshot | undefined;
}

/** What of the ticks after the baseline the two snapshots do not tell, and how they are foreseen. */
export interface Since {
  readonly events: readonly TickEvent[];
  /** By slot: the move of the tick before the snapshot's. */
  readonly midMoves: Uint8Array;
  readonly foresight: Foresight;
}

const COMMON_KINDS = ["match", "pads", "seats"] as const;

const sharedWriter = new BitWriter(CAPACITY_BYTES);
const ownWriter = new BitWriter(OWN_CAPACITY_BYTES);
/** Where a body is read into: only a whole one may take a place in the ring. */
const draft = createSnapshot();

/** The part of `now` that all receivers with this baseline share; undefined makes a keyframe. A copy, yours to keep. */
export function encodeShared(
  now: Snapshot,
  baseline: Baseline | undefined,
  { events, midMoves, foresight }: Since,
): Uint8Array {
  const span = spanOf(now, baseline, foresight);
  const { shots, rest } = partShots(span, events);
  sharedWriter.clear();
  for (const kind of COMMON_KINDS) diffRows(sharedWriter, now.tick, now[kind], span.base[kind]);
  diffSkiffs(sharedWriter, span, { midMoves, shots });
  writeEvents(sharedWriter, now.tick, rest);
  sharedWriter.align();
  return sharedWriter.bytes().slice();
}

function spanOf(now: Snapshot, baseline: Baseline | undefined, foresight: Foresight): Span {
  const base = baseline?.snapshot ?? EMPTY_SNAPSHOT;
  const before = isTurning(now, baseline) ? baseline?.before : undefined;
  return { now, base, before, foresight };
}

function isTurning(now: Snapshot, baseline: Baseline | undefined): boolean {
  return baseline?.before !== undefined && now.tick - baseline.snapshot.tick === TICKS_PER_SNAPSHOT;
}

/** Takes out the shots that rows can carry, one for each skiff. */
function partShots(span: Span, events: readonly TickEvent[]) {
  const shots = new Map<number, TickEvent>();
  const rest = events.filter((told) => {
    const { event, tick } = told;
    if (event.type !== "fire" || shots.has(event.slot)) return true;
    if (!canCarry(span, event.slot, tick)) return true;
    shots.set(event.slot, told);
    return false;
  });
  return { shots, rest };
}

/**
 * One receiver's body: header, own part, and `shared` as `encodeShared` made it for the same baseline. `margin` is in
 * ticks; it is clamped to ±16. RangeError for a baseline that is too far back to be told.
 */
export function encodeBody(
  now: Snapshot,
  baseline: Baseline | undefined,
  slot: number,
  margin: number,
  shared: Uint8Array,
): Uint8Array {
  const { tick } = now;
  ownWriter.clear();
  ownWriter.write(tick, LOW_TICK_BITS);
  ownWriter.write(
    Math.max(-128, Math.min(127, Math.round(margin * MARGIN_STEPS_PER_TICK))),
    MARGIN_BITS,
  );
  const intervals = baseline ? (tick - baseline.snapshot.tick) / TICKS_PER_SNAPSHOT : 0;
  if (intervals > MOST_INTERVALS) throw new RangeError(`a baseline ${intervals} intervals back`);
  ownWriter.write(intervals, INTERVALS_BITS);
  if (intervals === 0) ownWriter.write(tick >>> LOW_TICK_BITS, HIGH_TICK_BITS);
  if (intervals === 1) ownWriter.write(Number(isTurning(now, baseline)), 1);
  diffRow(ownWriter, tick, now.own, (baseline?.snapshot ?? EMPTY_SNAPSHOT).own, slot);
  const own = ownWriter.bytes();
  const body = new Uint8Array(own.length + shared.length);
  body.set(own);
  body.set(shared, own.length);
  return body;
}

export type DecodedFrame =
  | {
      kind: "snapshot";
      snapshot: Snapshot;
      events: readonly TickEvent[];
      isKeyframe: boolean;
      margin: number;
    }
  /** It leads from a snapshot that is not here: ask for a keyframe. */
  | { kind: "no baseline" }
  | { kind: "malformed"; reason: string };

/**
 * Reads a body that was sent to `slot` and puts its snapshot into `ring`, from which its baseline comes. `foresight` must
 * be of the arena that is played. Never throws.
 */
export function decodeBody(
  body: Uint8Array,
  slot: number,
  ring: SnapshotRing,
  foresight: Foresight,
): DecodedFrame {
  const reader = new BitReader(body);
  const lowTick = reader.read(LOW_TICK_BITS);
  const margin = ((reader.read(MARGIN_BITS) << 24) >> 24) / MARGIN_STEPS_PER_TICK;
  const intervals = reader.read(INTERVALS_BITS);
  if (intervals > MOST_INTERVALS) return malformed("baseline too far back");
  const base = intervals === 0 ? EMPTY_SNAPSHOT : findBaseline(ring, lowTick, intervals);
  if (base === undefined) return { kind: "no baseline" };
  const tick =
    intervals === 0
      ? lowTick + reader.read(HIGH_TICK_BITS) * LOW_TICKS
      : base.tick + intervals * TICKS_PER_SNAPSHOT;
  if (tick === 0 || tick >= 2 ** 31 || tick % TICKS_PER_SNAPSHOT !== 0)
    return malformed("no such tick");
  const isTurning = intervals === 1 && reader.read(1) === 1;
  const before = isTurning ? ring.at(base.tick - TICKS_PER_SNAPSHOT) : undefined;
  if (isTurning && before === undefined) return { kind: "no baseline" };
  draft.tick = tick;
  const events = patchAll(reader, { now: draft, base, before, foresight }, slot);
  if (events === undefined) return malformed("not a snapshot");
  const now = ring.take(tick);
  copySnapshot(draft, now);
  return { kind: "snapshot", snapshot: now, events, isKeyframe: intervals === 0, margin };
}

function findBaseline(ring: SnapshotRing, lowTick: number, intervals: number) {
  const lowBaseTick = (lowTick - intervals * TICKS_PER_SNAPSHOT) & (LOW_TICKS - 1);
  return ring.find(lowBaseTick, LOW_TICKS);
}

function patchAll(reader: BitReader, span: Span, slot: number): TickEvent[] | undefined {
  const { now, base } = span;
  now.own.isPresent.fill(0);
  now.own.isPresent[slot] = 1;
  if (!patchRow(reader, now.tick, now.own, base.own, slot)) return undefined;
  reader.align();
  for (const kind of COMMON_KINDS) {
    if (!patchRows(reader, now.tick, now[kind], base[kind])) return undefined;
  }
  const events: TickEvent[] = [];
  if (!patchSkiffs(reader, span, events)) return undefined;
  const rest = readEvents(reader, span);
  if (rest === undefined || !reader.isAtEnd) return undefined;
  // Oldest first; of one tick the shots before whom they hit.
  return [...events, ...rest].sort((a, b) => a.tick - b.tick);
}

function malformed(reason: string): DecodedFrame {
  return { kind: "malformed", reason };
}
