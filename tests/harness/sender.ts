/** A server that sends to a few viewers what a match of chance is, and what they should make of it. */
import assert from "node:assert/strict";
import type { TickEvent } from "#shared/protocol/events.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody, MOST_INTERVALS, type DecodedFrame } from "#shared/protocol/frame.ts";
import { Packer, type Baseline } from "#shared/protocol/packer.ts";
import { fieldIndex, SKIFF_FIELDS } from "#shared/protocol/replicated.ts";
import { createScope, createWholeScope } from "#shared/protocol/scope.ts";
import { Tray } from "#shared/protocol/tray.ts";
import {
  capture,
  createSnapshot,
  SnapshotRing,
  type Rows,
  type Snapshot,
} from "#shared/protocol/snapshot.ts";
import { MAX_SEATS } from "#shared/sim/tuning.ts";
import { boltsInFlight } from "#shared/sim/world.ts";
import { TICKS_PER_SNAPSHOT as GAP } from "#shared/timing.ts";
import { createHall, FuzzMatch } from "./fuzzMatch.ts";

const HALL = createHall(1600);
const KINDS = ["match", "pads", "seats", "skiffs"] as const;

export class Sender {
  readonly match: FuzzMatch;
  readonly ring: SnapshotRing;
  now: Snapshot;
  readonly #packer: Packer;
  /** The receivers have their own. */
  readonly #foresightThere: Foresight;

  constructor(seed: number, seats: number, arena = HALL) {
    this.match = new FuzzMatch(seed, arena);
    this.ring = new SnapshotRing(this.match.world.seats);
    this.now = createSnapshot(this.match.world.seats);
    this.#packer = new Packer(new Foresight(arena, this.match.world.seats));
    this.#foresightThere = new Foresight(arena, this.match.world.seats);
    for (let slot = 0; slot < seats; slot++) this.match.join(slot);
  }

  advance(): void {
    for (let i = 0; i < GAP; i++) this.match.tick();
    this.now = this.ring.take(this.match.world.tick);
    capture(this.match.source, this.now);
  }

  baseline(sentTick: number, isRegular: boolean): Baseline | undefined {
    const snapshot = this.ring.at(sentTick);
    if (snapshot === undefined || this.now.tick - sentTick > MOST_INTERVALS * GAP) return undefined;
    return { snapshot, before: isRegular ? this.ring.at(sentTick - GAP) : undefined };
  }

  /** What is told to one who holds this baseline, as it arrives. */
  told(baseline: Baseline | undefined): TickEvent[] {
    if (baseline === undefined) return this.bolts();
    return this.match.events.filter(({ tick }) => tick > baseline.snapshot.tick);
  }

  /** Every bolt in the air, as the shot that it was. */
  bolts(): TickEvent[] {
    const { Bolt } = this.match.world.components;
    return boltsInFlight(this.match.world).map((bolt) => {
      const [slot, weapon] = [Bolt.owner[bolt]!, Bolt.weapon[bolt]!];
      const [x, y, angle] = [Bolt.originX[bolt]!, Bolt.originY[bolt]!, Bolt.angle[bolt]!];
      return { tick: Bolt.firedTick[bolt]!, event: { type: "fire", slot, weapon, x, y, angle } };
    });
  }

  /** A body for `slot` that leads from the snapshot of `sentTick`, or a keyframe: with all that there is. */
  body(slot: number, sentTick: number, isRegular: boolean, margin = 0): Uint8Array {
    return this.bodyFrom(this.baseline(sentTick, isRegular), slot, margin);
  }

  bodyFrom(
    baseline: Baseline | undefined,
    slot: number,
    margin = 0,
    told = this.told(baseline),
  ): Uint8Array {
    const { midMoves } = this.match;
    const { seats } = this.match.world;
    const whole = createWholeScope(seats);
    const isKeyframe = baseline === undefined;
    this.#packer.begin(this.now, baseline, { events: isKeyframe ? [] : told, midMoves });
    const packed = this.#packer.pack({
      slot,
      margin,
      told: whole,
      held: isKeyframe ? createScope(seats) : whole,
      heldBefore: whole,
      softBits: Infinity,
      newcomers: [],
      bolts: new Tray(isKeyframe ? told : []),
      hears: () => true,
    });
    return packed.body.slice();
  }

  /** What a receiver in `slot` makes of a body. */
  decode(body: Uint8Array, slot: number, ring: SnapshotRing): DecodedFrame {
    return decodeBody(body, slot, ring, this.#foresightThere);
  }

  /** What it makes of one that is sound. */
  receive(body: Uint8Array, slot: number, ring: SnapshotRing): DecodedFrame & { kind: "snapshot" } {
    const frame = this.decode(body, slot, ring);
    assert.equal(frame.kind, "snapshot");
    return frame as DecodedFrame & { kind: "snapshot" };
  }
}

/** Present rows as plain lists, to compare with one look. */
export function plain(rows: Rows): (number[] | undefined)[] {
  const width = rows.fields.length;
  return Array.from(rows.isPresent, (isPresent, row) =>
    isPresent === 1 ? [...rows.values.subarray(row * width, (row + 1) * width)] : undefined,
  );
}

/** All that a receiver in `slot` holds. */
export function seenBy(slot: number, snapshot: Snapshot) {
  const rows = KINDS.map((kind) => plain(snapshot[kind]));
  return { tick: snapshot.tick, rows, own: plain(snapshot.own)[slot] };
}

/**
 * Events as they arrive: who was struck is where the snapshot has him, or where the baseline had him; of one who came and
 * left between the two it is told where that was, by the eighth of a pixel.
 */
export function asTold(events: readonly TickEvent[], now: Snapshot, base: Snapshot | undefined) {
  const [X, Y] = [fieldIndex(SKIFF_FIELDS, "x"), fieldIndex(SKIFF_FIELDS, "y")];
  const place = ({ victim, x, y }: { victim: number; x: number; y: number }) => {
    const row = plain(now.skiffs)[victim] ?? (base && plain(base.skiffs)[victim]);
    if (row === undefined) return { x: Math.round(x * 8) / 8, y: Math.round(y * 8) / 8 };
    return { x: row[X]! / 256, y: row[Y]! / 256 };
  };
  return inOrder(
    events.map(({ tick, event }) => {
      const isStrike = event.type === "hit" || event.type === "death";
      return { tick, event: isStrike ? { ...event, ...place(event) } : event };
    }),
  );
}

/** By tick, and in it by kind and slot; shots of one tick have no order of their own. */
export function inOrder(events: readonly TickEvent[]): TickEvent[] {
  const rank = ({ event }: TickEvent) => (event.type === "fire" ? event.slot : MAX_SEATS);
  return events.toSorted((a, b) => a.tick - b.tick || rank(a) - rank(b));
}
