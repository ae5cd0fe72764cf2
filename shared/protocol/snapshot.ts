/**
 * The world of one tick as integers, row by row as replicated.ts says. The server keeps a ring of these, and a client
 * one of those that it could patch together; a delta is the way from one to another.
 */
import { TICKS_PER_SNAPSHOT } from "../timing.ts";
import { DEFAULT_SEATS, MAX_PADS, MAX_SEATS } from "../sim/tuning.ts";
import { padEntity, seatedSkiffs, skiffEntity, slotOf, type World } from "../sim/world.ts";
import {
  MATCH_FIELDS,
  OWN_FIELDS,
  PAD_FIELDS,
  SEAT_FIELDS,
  SKIFF_FIELDS,
  type CaptureSource,
  type Field,
} from "./replicated.ts";

/** Rows of one kind: `values[row * fields.length + field]`, meaningful where `isPresent[row]` is 1. */
export interface Rows {
  readonly fields: readonly Field[];
  readonly isPresent: Uint8Array;
  readonly values: Int32Array;
}

export interface Snapshot {
  /** 0 while it holds nothing. */
  tick: number;
  readonly match: Rows;
  readonly pads: Rows;
  readonly seats: Rows;
  readonly skiffs: Rows;
  /** The rest of the exact state of each skiff; a client only ever gets the row of its own. */
  readonly own: Rows;
}

const KINDS_OF_SKIFFS = ["seats", "skiffs", "own"] as const;
const KINDS = ["match", "pads", ...KINDS_OF_SKIFFS] as const;

/** Snapshots that both ends keep, so that a delta may be against any of them. */
export const SNAPSHOT_RING = 32;

/** An empty snapshot of a room with so many seats. */
export function createSnapshot(seats = DEFAULT_SEATS): Snapshot {
  return {
    tick: 0,
    match: createRows(MATCH_FIELDS, 1),
    pads: createRows(PAD_FIELDS, MAX_PADS),
    seats: createRows(SEAT_FIELDS, seats),
    skiffs: createRows(SKIFF_FIELDS, seats),
    own: createRows(OWN_FIELDS, seats),
  };
}

/** An absent everything, of any room: what a keyframe is coded against. Never write to it. */
export const EMPTY_SNAPSHOT: Snapshot = createSnapshot(0);

function createRows(fields: readonly Field[], count: number): Rows {
  return {
    fields,
    isPresent: new Uint8Array(count),
    values: new Int32Array(count * fields.length),
  };
}

/** Writes what `source` is now over `into`. */
export function capture(source: CaptureSource, into: Snapshot): void {
  const { world } = source;
  for (const kind of KINDS) into[kind].isPresent.fill(0);
  into.tick = world.tick;
  captureRow(source, into.match, 0, 0, 0);
  const padCount = world.arena.source.pads.length;
  for (let i = 0; i < padCount; i++) captureRow(source, into.pads, i, padEntity(i), 0);
  for (const kind of KINDS_OF_SKIFFS) captureSkiffs(source, into[kind]);
}

function captureRow(
  source: CaptureSource,
  rows: Rows,
  row: number,
  entity: number,
  slot: number,
): void {
  rows.isPresent[row] = 1;
  const first = row * rows.fields.length;
  for (let f = 0; f < rows.fields.length; f++) {
    const { least, most, read } = rows.fields[f]!;
    rows.values[first + f] = Math.max(least, Math.min(most, read(source, entity, slot)));
  }
}

/** Field by field: what a field asks of the world, it asks once for all skiffs. */
function captureSkiffs(source: CaptureSource, rows: Rows): void {
  const skiffs = seatedSkiffs(source.world);
  for (const skiff of skiffs) rows.isPresent[slotOf(skiff)] = 1;
  for (let f = 0; f < rows.fields.length; f++) {
    if (rows.fields[f]!.mirror === undefined) captureField(source, rows, f, skiffs);
    else mirrorField(source, rows, f, skiffs);
  }
}

function captureField(source: CaptureSource, rows: Rows, f: number, skiffs: readonly number[]) {
  const { least, most, read } = rows.fields[f]!;
  for (const skiff of skiffs) {
    const slot = slotOf(skiff);
    const value = read(source, skiff, slot);
    rows.values[slot * rows.fields.length + f] = Math.max(least, Math.min(most, value));
  }
}

/** By entity: a store as numbers of one kind. A loop over stores of all six kinds is several times as slow. */
const column = new Float64Array(skiffEntity(MAX_SEATS));

function mirrorField({ world }: CaptureSource, rows: Rows, f: number, skiffs: readonly number[]) {
  const { least, most, mirror } = rows.fields[f]!;
  const { store, steps } = mirror!;
  column.set(store(world).subarray(0, skiffEntity(world.seats)));
  for (const skiff of skiffs) {
    const value = Math.round(column[skiff]! * steps);
    rows.values[slotOf(skiff) * rows.fields.length + f] = Math.max(least, Math.min(most, value));
  }
}

/** Writes what `from` holds over `into`. */
export function copySnapshot(from: Snapshot, into: Snapshot): void {
  for (const kind of KINDS) copyRows(from[kind], into[kind]);
  into.tick = from.tick;
}

/** Writes what the rows of `from`, which may be fewer, hold over those of `into`. */
export function copyRows(from: Rows, into: Rows): void {
  into.isPresent.fill(0);
  into.isPresent.set(from.isPresent);
  into.values.set(from.values);
}

/** Reads the exact state of the own skiff, `OWN_STATE` field by field, out of a snapshot. */
export function readOwnState(snapshot: Snapshot, slot: number, into: Int32Array): void {
  let at = 0;
  for (const rows of [snapshot.skiffs, snapshot.own]) {
    const first = slot * rows.fields.length;
    rows.fields.forEach((field, f) => {
      if (field.write !== undefined) into[at++] = rows.values[first + f]!;
    });
  }
}

/** Puts the exact state of the own skiff from a snapshot into `world`: what a prediction starts from. */
export function restoreOwn(world: World, snapshot: Snapshot, slot: number): void {
  for (const rows of [snapshot.skiffs, snapshot.own]) {
    const first = slot * rows.fields.length;
    rows.fields.forEach((field, f) =>
      field.write?.(world, skiffEntity(slot), rows.values[first + f]!),
    );
  }
}

/** The newest snapshots, by tick; older ones are written over. */
export class SnapshotRing {
  readonly #snapshots: readonly Snapshot[];
  /** Where one is made of what was received: only a whole one may take a place here. */
  readonly draft: Snapshot;

  /** For snapshots of a room with so many seats. */
  constructor(seats = DEFAULT_SEATS) {
    this.#snapshots = Array.from({ length: SNAPSHOT_RING }, () => createSnapshot(seats));
    this.draft = createSnapshot(seats);
  }

  /** The snapshot of `tick`, if it is still here. */
  at(tick: number): Snapshot | undefined {
    const snapshot = this.#snapshots[this.#indexOf(tick)]!;
    return tick > 0 && snapshot.tick === tick ? snapshot : undefined;
  }

  /** The snapshot here whose tick is `rest` modulo `modulus`, a multiple of the ring's ticks. */
  find(rest: number, modulus: number): Snapshot | undefined {
    const snapshot = this.#snapshots[this.#indexOf(rest)]!;
    return snapshot.tick > 0 && snapshot.tick % modulus === rest ? snapshot : undefined;
  }

  /** The place for the snapshot of `tick`, to be written over; it holds nothing until its `tick` is set. */
  take(tick: number): Snapshot {
    const snapshot = this.#snapshots[this.#indexOf(tick)]!;
    snapshot.tick = 0;
    return snapshot;
  }

  clear(): void {
    for (const snapshot of this.#snapshots) snapshot.tick = 0;
  }

  #indexOf(tick: number): number {
    return Math.floor(tick / TICKS_PER_SNAPSHOT) % SNAPSHOT_RING;
  }
}
