/**
 * The body of a snapshot message, bit after bit:
 *
 *   tick modulo 65536 16 · margin 8 · intervals back to the baseline 5 (0: keyframe, then the tick's upper bits 15;
 *   1: one, then turning 1) · own row, unless the receiver has no slot · match · pads · seats (delta.ts)
 *   · skiffs (skiffPatch.ts) · events (events.ts) · zeros to a byte
 *
 * The margin is how early the newest input came, in eighths of a tick. `turning` says that the snapshot one interval
 * before the baseline helps to expect. What packs all that is packer.ts.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { BitReader } from "./bits.ts";
import { patchRow, patchRows } from "./delta.ts";
import { readEvents, type TickEvent } from "./events.ts";
import type { Foresight } from "./foresight.ts";
import { NO_SLOT } from "./messages.ts";
import { patchSkiffs } from "./skiffPatch.ts";
import { copySnapshot, EMPTY_SNAPSHOT, SNAPSHOT_RING } from "./snapshot.ts";
import type { Snapshot, SnapshotRing } from "./snapshot.ts";
import type { Span } from "./span.ts";

export const LOW_TICK_BITS = 16;
const LOW_TICKS = 2 ** LOW_TICK_BITS;
export const HIGH_TICK_BITS = 15;
export const INTERVALS_BITS = 5;
/** The baseline may be so many intervals back: the ring of both ends still holds it. */
export const MOST_INTERVALS = SNAPSHOT_RING - 2;
export const MARGIN_BITS = 8;
export const MARGIN_STEPS_PER_TICK = 8;
/** The margin where no input came since the snapshot before: the lowest that its byte can say. */
export const NO_MARGIN = -16;

const COMMON_KINDS = ["match", "pads", "seats"] as const;

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
 * Reads a body that was sent to `slot`, or NO_SLOT, and puts its snapshot into `ring`, from which its baseline comes. `foresight` must
 * be of the room that is played. Never throws.
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
  if (tick === 0 || tick >= 2 ** 31) return malformed("no such tick");
  const isTurning = intervals === 1 && reader.read(1) === 1;
  const before = isTurning ? ring.at(base.tick - TICKS_PER_SNAPSHOT) : undefined;
  if (isTurning && before === undefined) return { kind: "no baseline" };
  const { draft } = ring;
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
  if (slot !== NO_SLOT) {
    now.own.isPresent[slot] = 1;
    if (!patchRow(reader, now.tick, now.own, base.own, slot)) return undefined;
  }
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
