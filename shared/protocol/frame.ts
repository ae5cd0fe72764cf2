/**
 * The body of a snapshot message. The second part is the same for everybody who holds the same baseline, so it is
 * packed once and copied:
 *
 *   u32 tick · u8 intervals back to the baseline (0: keyframe) · i8 margin · i8 slot        little-endian bytes
 *   own part:    linear 1 · [ own row ] · pad to a byte
 *   shared part: match · pads · skiffs (delta.ts) · events (events.ts) · pad to a byte
 *
 * The margin is how early the newest input came, in eighths of a tick.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { MAX_PADS, MAX_SEATS, WEAPONS } from "../sim/tuning.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { diffRow, diffRows, patchRow, patchRows, type Basis } from "./delta.ts";
import { readEvents, writeEvents, type TickEvent } from "./events.ts";
import {
  copySnapshot,
  createSnapshot,
  EMPTY_SNAPSHOT,
  SNAPSHOT_RING,
  type Snapshot,
  type SnapshotRing,
} from "./snapshot.ts";

const HEADER_BYTES = 7;
const MARGIN_STEPS_PER_TICK = 8;
/** The margin where no input came since the snapshot before: the lowest that its byte can say. */
export const NO_MARGIN = -16;
/** A snapshot of MAX_SEATS seats with every bolt in flight fits. */
const CAPACITY_BYTES = 16_384;
const OWN_CAPACITY_BYTES = 64;

/** What a delta leads from: the baseline and, to extrapolate, the snapshot one interval before it. */
export interface Baseline {
  snapshot: Snapshot;
  /** Absent when the receiver may not hold it as we do. */
  before: Snapshot | undefined;
}

const sharedWriter = new BitWriter(CAPACITY_BYTES);
const ownWriter = new BitWriter(OWN_CAPACITY_BYTES);
/** Where a body is read into: only a whole one may take a place in the ring. */
const draft = createSnapshot();

function basisOf(tick: number, baseline: Baseline | undefined): Basis {
  if (baseline === undefined) return { tick, intervals: 0, isLinear: false };
  const intervals = (tick - baseline.snapshot.tick) / TICKS_PER_SNAPSHOT;
  return { tick, intervals, isLinear: baseline.before !== undefined };
}

/** The part of `now` that all receivers with this baseline share; undefined makes a keyframe. A copy, yours to keep. */
export function encodeShared(
  now: Snapshot,
  baseline: Baseline | undefined,
  events: readonly TickEvent[],
): Uint8Array {
  const basis = basisOf(now.tick, baseline);
  const base = baseline?.snapshot ?? EMPTY_SNAPSHOT;
  const before = baseline?.before ?? EMPTY_SNAPSHOT;
  sharedWriter.clear();
  diffRows(sharedWriter, basis, now.match, base.match, before.match);
  diffRows(sharedWriter, basis, now.pads, base.pads, before.pads);
  diffRows(sharedWriter, basis, now.skiffs, base.skiffs, before.skiffs);
  writeEvents(sharedWriter, now.tick, events, now.skiffs);
  sharedWriter.align();
  return sharedWriter.bytes().slice();
}

/**
 * One receiver's body: header, own part, and `shared` as `encodeShared` made it for the same baseline. `margin` is in
 * ticks; it is clamped to ±16.
 */
export function encodeBody(
  now: Snapshot,
  baseline: Baseline | undefined,
  slot: number,
  margin: number,
  shared: Uint8Array,
): Uint8Array {
  const basis = basisOf(now.tick, baseline);
  const base = baseline?.snapshot ?? EMPTY_SNAPSHOT;
  const before = baseline?.before ?? EMPTY_SNAPSHOT;
  ownWriter.clear();
  ownWriter.write(Number(basis.isLinear), 1);
  diffRow(ownWriter, basis, now.own, base.own, before.own, slot);
  const own = ownWriter.bytes();
  const body = new Uint8Array(HEADER_BYTES + own.length + shared.length);
  const view = new DataView(body.buffer);
  view.setUint32(0, now.tick, true);
  view.setUint8(4, basis.intervals);
  view.setInt8(5, Math.max(-128, Math.min(127, Math.round(margin * MARGIN_STEPS_PER_TICK))));
  view.setInt8(6, slot);
  body.set(own, HEADER_BYTES);
  body.set(shared, HEADER_BYTES + own.length);
  return body;
}

export type DecodedFrame =
  | {
      kind: "snapshot";
      snapshot: Snapshot;
      events: readonly TickEvent[];
      isKeyframe: boolean;
      margin: number;
      slot: number;
    }
  /** It leads from a snapshot that is not here: ask for a keyframe. */
  | { kind: "no baseline" }
  | { kind: "malformed"; reason: string };

/** Reads a body and puts its snapshot into `ring`, from which its baseline comes. Never throws. */
export function decodeBody(body: Uint8Array, ring: SnapshotRing): DecodedFrame {
  if (body.length < HEADER_BYTES) return malformed("shorter than its header");
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const tick = view.getUint32(0, true);
  const intervals = view.getUint8(4);
  const slot = view.getInt8(6);
  if (tick === 0 || tick >= 2 ** 31 || tick % TICKS_PER_SNAPSHOT !== 0)
    return malformed("no such tick");
  if (intervals >= SNAPSHOT_RING - 1) return malformed("baseline too far back");
  if (slot < 0 || slot >= MAX_SEATS) return malformed("no such slot");
  const reader = new BitReader(body, HEADER_BYTES);
  const isLinear = reader.read(1) === 1;
  const baseTick = tick - intervals * TICKS_PER_SNAPSHOT;
  const base = intervals === 0 ? EMPTY_SNAPSHOT : ring.at(baseTick);
  const before = isLinear ? ring.at(baseTick - TICKS_PER_SNAPSHOT) : EMPTY_SNAPSHOT;
  if (base === undefined || before === undefined) return { kind: "no baseline" };
  const events = patchAll(reader, { tick, intervals, isLinear }, draft, base, before, slot);
  if (events === undefined) return malformed("not a snapshot");
  draft.tick = tick;
  const now = ring.take(tick);
  copySnapshot(draft, now);
  const margin = view.getInt8(5) / MARGIN_STEPS_PER_TICK;
  return { kind: "snapshot", snapshot: now, events, isKeyframe: intervals === 0, margin, slot };
}

function patchAll(
  reader: BitReader,
  basis: Basis,
  now: Snapshot,
  base: Snapshot,
  before: Snapshot,
  slot: number,
): TickEvent[] | undefined {
  now.own.isPresent.fill(0);
  now.own.isPresent[slot] = 1;
  if (!patchRow(reader, basis, now.own, base.own, before.own, slot)) return undefined;
  reader.align();
  for (const kind of ["match", "pads", "skiffs"] as const) {
    if (!patchRows(reader, basis, now[kind], base[kind], before[kind])) return undefined;
  }
  const events = readEvents(reader, basis.tick, now.skiffs);
  if (events === undefined || !reader.isAtEnd) return undefined;
  return events.every(({ event }) => isPossible(event)) ? events : undefined;
}

function isPossible(event: TickEvent["event"]): boolean {
  if (event.type === "pickup") return event.pad < MAX_PADS;
  return event.weapon < WEAPONS.length;
}

function malformed(reason: string): DecodedFrame {
  return { kind: "malformed", reason };
}
