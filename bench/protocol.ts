/**
 * What a snapshot weighs and costs with 64 seats that move and shoot like people, all in everybody's view: bytes by
 * part, encoding for 64 receivers, decoding for one.
 */
import { BitWriter } from "#shared/protocol/bits.ts";
import { decodeServerMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import { diffRow, diffRows, type Basis } from "#shared/protocol/delta.ts";
import { writeEvents, type TickEvent } from "#shared/protocol/events.ts";
import { decodeBody, encodeBody, encodeShared, type Baseline } from "#shared/protocol/frame.ts";
import {
  capture,
  createSnapshot,
  SnapshotRing,
  type Rows,
  type Snapshot,
} from "#shared/protocol/snapshot.ts";
import { MAX_SEATS } from "#shared/sim/tuning.ts";
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { createHall, FuzzMatch } from "../tests/harness/fuzzMatch.ts";

const SEED = 7;
const HALL_PX = 2600;
const WARM_UP_TICKS = 12 * TICK_RATE;
const SNAPSHOTS = Number(process.argv[2] ?? 900);
const SNAPSHOTS_PER_SECOND = TICK_RATE / TICKS_PER_SNAPSHOT;

const match = new FuzzMatch(SEED, createHall(HALL_PX), { scoreLimit: 0, timeLimitTicks: 0 });
for (let slot = 0; slot < MAX_SEATS; slot++) match.join(slot);
while (match.world.tick < WARM_UP_TICKS) match.tick();

const figures = new Map<string, number[]>();
const note = (name: string, value: number) => {
  if (!figures.has(name)) figures.set(name, []);
  figures.get(name)!.push(value);
};
const writer = new BitWriter(65_536);

/** The same rows, but of their fields only those that pass. */
function only(rows: Rows, isWanted: (index: number) => boolean): Rows {
  const picked = rows.fields.flatMap((_, f) => (isWanted(f) ? [f] : []));
  const values = Array.from(rows.isPresent, (_, row) =>
    picked.map((f) => rows.values[row * rows.fields.length + f]!),
  );
  return {
    fields: picked.map((f) => rows.fields[f]!),
    isPresent: rows.isPresent,
    values: Int32Array.from(values.flat()),
  };
}

function bitsOf(write: (into: BitWriter) => void): number {
  writer.clear();
  write(writer);
  return writer.bitCount;
}

function weigh(
  now: Snapshot,
  base: Snapshot,
  before: Snapshot,
  events: readonly TickEvent[],
): void {
  const basis: Basis = { tick: now.tick, intervals: 1, isLinear: true };
  for (const kind of ["match", "pads", "skiffs"] as const) {
    note(
      `bytes: ${kind}`,
      bitsOf((w) => diffRows(w, basis, now[kind], base[kind], before[kind])) / 8,
    );
  }
  for (const [f, field] of now.skiffs.fields.entries()) {
    const part = (snapshot: Snapshot) => only(snapshot.skiffs, (index) => index === f);
    const bits = bitsOf((w) => diffRows(w, basis, part(now), part(base), part(before)));
    note(`bytes: skiffs ${field.name} alone`, bits / 8);
  }
  for (const [group, name] of ["motion", "status", "scores"].entries()) {
    const part = (snapshot: Snapshot) =>
      only(snapshot.skiffs, (f) => snapshot.skiffs.fields[f]!.group === group);
    const bits = bitsOf((w) => diffRows(w, basis, part(now), part(base), part(before)));
    note(`bytes: skiffs group ${name} alone`, bits / 8);
  }
  note("bytes: own", bitsOf((w) => diffRow(w, basis, now.own, base.own, before.own, 5)) / 8);
  note("bytes: events", bitsOf((w) => writeEvents(w, now.tick, events, now.skiffs)) / 8);
  note("count: events", events.length);
}

const ring = new SnapshotRing();
let held: Snapshot | undefined;
let heldBefore: Snapshot | undefined;
for (let i = 0; i < SNAPSHOTS; i++) {
  match.events.length = 0;
  for (let t = 0; t < TICKS_PER_SNAPSHOT; t++) match.tick();
  const now = createSnapshot();
  const captureMs = performance.now();
  capture(match.source, now);
  const startMs = performance.now();
  const baseline: Baseline | undefined = held && { snapshot: held, before: heldBefore };
  const shared = encodeShared(now, baseline, match.events);
  const sharedMs = performance.now();
  let message: Uint8Array = new Uint8Array();
  for (let slot = 0; slot < MAX_SEATS; slot++) {
    const body = encodeBody(now, baseline, slot, 1, shared);
    message = encodeServerMessage({ type: "snapshot", body });
    if (slot === 5) note("bytes: message", message.length);
  }
  const endMs = performance.now();
  const decoded = decodeServerMessage(message);
  if (decoded.type !== "snapshot" || decodeBody(decoded.body, ring).kind !== "snapshot")
    throw new Error("refused");
  const decodedMs = performance.now();
  if (held !== undefined && heldBefore !== undefined) weigh(now, held, heldBefore, match.events);
  note("µs: capture", (startMs - captureMs) * 1000);
  note("µs: encode shared part", (sharedMs - startMs) * 1000);
  note("µs: encode for 64", (endMs - startMs) * 1000);
  note("µs: decode", (decodedMs - endMs) * 1000);
  heldBefore = held;
  held = now;
}

const digits = (value: number) => value.toFixed(1).padStart(9);
console.log(`${SNAPSHOTS} snapshots of ${MAX_SEATS} seats${" ".repeat(12)}mean      p50      p95`);
for (const [name, values] of figures) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(`${name.padEnd(36)}${digits(mean)}${digits(at(0.5))}${digits(at(0.95))}`);
  if (name === "bytes: message")
    console.log(`${"  kB/s".padEnd(36)}${digits((mean * SNAPSHOTS_PER_SECOND) / 1000)}`);
}
