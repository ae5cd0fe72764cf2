/**
 * The body of a snapshot message. The second part is the same for everybody who holds the same baseline, so it is
 * packed once and copied:
 *
 *   u32 tick · u8 intervals back to the baseline (0: keyframe) · i8 margin · i8 slot        little-endian bytes
 *   own part:    own row · pad to a byte
 *   shared part: match · pads · seats (delta.ts) · skiffs (skiffRows.ts) · events (events.ts) · pad to a byte
 *
 * The margin is how early the newest input came, in eighths of a tick.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { MAX_PADS, MAX_SEATS, WEAPONS } from "../sim/tuning.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { diffRow, diffRows, patchRow, patchRows } from "./delta.ts";
import { readEvents, writeEvents, type TickEvent } from "./events.ts";
import type { Foresight } from "./foresight.ts";
import { canCarry, diffSkiffs, patchSkiffs } from "./skiffRows.ts";
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

/** What of the ticks after its baseline a snapshot tells, and how it is foreseen. */
export interface Since {
  events: readonly TickEvent[];
  /** By slot: the move of the tick before the snapshot's. */
  midMoves: Uint8Array;
  foresight: Foresight;
}

const COMMON_KINDS = ["match", "pads", "seats"] as const;

const sharedWriter = new BitWriter(CAPACITY_BYTES);
const ownWriter = new BitWriter(OWN_CAPACITY_BYTES);
/** Where a body is read into: only a whole one may take a place in the ring. */
const draft = createSnapshot();

/** The part of `now` that all receivers with this baseline share; undefined makes a keyframe. A copy, yours to keep. */
export function encodeShared(
  now: Snapshot,
  baseline: Snapshot | undefined,
  since: Since,
): Uint8Array {
  const base = baseline ?? EMPTY_SNAPSHOT;
  const { shots, rest } = partShots(now, base, since.events);
  sharedWriter.clear();
  for (const kind of COMMON_KINDS) diffRows(sharedWriter, now.tick, now[kind], base[kind]);
  diffSkiffs(sharedWriter, now, base, { ...since, shots });
  writeEvents(sharedWriter, now.tick, rest);
  sharedWriter.align();
  return sharedWriter.bytes().slice();
}

/** Takes out the shots that rows can carry, one for each skiff. */
function partShots(now: Snapshot, base: Snapshot, events: readonly TickEvent[]) {
  const shots = new Map<number, TickEvent>();
  const rest = events.filter((told) => {
    const { event, tick } = told;
    if (event.type !== "fire" || shots.has(event.slot)) return true;
    if (!canCarry(now, base, event.slot, tick)) return true;
    shots.set(event.slot, told);
    return false;
  });
  return { shots, rest };
}

/**
 * One receiver's body: header, own part, and `shared` as `encodeShared` made it for the same baseline. `margin` is in
 * ticks; it is clamped to ±16.
 */
export function encodeBody(
  now: Snapshot,
  baseline: Snapshot | undefined,
  slot: number,
  margin: number,
  shared: Uint8Array,
): Uint8Array {
  const intervals = baseline === undefined ? 0 : (now.tick - baseline.tick) / TICKS_PER_SNAPSHOT;
  ownWriter.clear();
  diffRow(ownWriter, now.tick, now.own, (baseline ?? EMPTY_SNAPSHOT).own, slot);
  const own = ownWriter.bytes();
  const body = new Uint8Array(HEADER_BYTES + own.length + shared.length);
  const view = new DataView(body.buffer);
  view.setUint32(0, now.tick, true);
  view.setUint8(4, intervals);
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

/**
 * Reads a body and puts its snapshot into `ring`, from which its baseline comes. `foresight` must be of the arena that is
 * played. Never throws.
 */
export function decodeBody(
  body: Uint8Array,
  ring: SnapshotRing,
  foresight: Foresight,
): DecodedFrame {
  if (body.length < HEADER_BYTES) return malformed("shorter than its header");
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const tick = view.getUint32(0, true);
  const intervals = view.getUint8(4);
  const slot = view.getInt8(6);
  if (tick === 0 || tick >= 2 ** 31 || tick % TICKS_PER_SNAPSHOT !== 0)
    return malformed("no such tick");
  if (intervals >= SNAPSHOT_RING - 1) return malformed("baseline too far back");
  if (slot < 0 || slot >= MAX_SEATS) return malformed("no such slot");
  const base = intervals === 0 ? EMPTY_SNAPSHOT : ring.at(tick - intervals * TICKS_PER_SNAPSHOT);
  if (base === undefined) return { kind: "no baseline" };
  draft.tick = tick;
  const events = patchAll(new BitReader(body, HEADER_BYTES), draft, base, slot, foresight);
  if (events === undefined) return malformed("not a snapshot");
  const now = ring.take(tick);
  copySnapshot(draft, now);
  const margin = view.getInt8(5) / MARGIN_STEPS_PER_TICK;
  return { kind: "snapshot", snapshot: now, events, isKeyframe: intervals === 0, margin, slot };
}

function patchAll(
  reader: BitReader,
  now: Snapshot,
  base: Snapshot,
  slot: number,
  foresight: Foresight,
): TickEvent[] | undefined {
  now.own.isPresent.fill(0);
  now.own.isPresent[slot] = 1;
  if (!patchRow(reader, now.tick, now.own, base.own, slot)) return undefined;
  reader.align();
  for (const kind of COMMON_KINDS) {
    if (!patchRows(reader, now.tick, now[kind], base[kind])) return undefined;
  }
  const events: TickEvent[] = [];
  if (!patchSkiffs(reader, now, base, foresight, events)) return undefined;
  const rest = readEvents(reader, now.tick, now.skiffs);
  if (rest === undefined || !reader.isAtEnd) return undefined;
  events.push(...rest);
  return events.every(({ event }) => isPossible(event)) ? events : undefined;
}

function isPossible(event: TickEvent["event"]): boolean {
  if (event.type === "pickup") return event.pad < MAX_PADS;
  return event.weapon < WEAPONS.length;
}

function malformed(reason: string): DecodedFrame {
  return { kind: "malformed", reason };
}
