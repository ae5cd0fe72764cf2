/**
 * What a snapshot weighs and costs in a room of bots, all in everybody's view: `npm run bench -- --part bytes`, or with another number of seats
 * `node bench/protocol.ts --seats 16 [--json]`. Bytes by
 * part and, within a part, by trained code; then encoding for every receiver, and decoding for one.
 */
import { parseArgs } from "node:util";
import { BitWriter } from "#shared/protocol/bits.ts";
import { decodeServerMessage, encodeServerMessage } from "#shared/protocol/codec.ts";
import { CODE_LENGTHS, type CodeName } from "#shared/protocol/codeLengths.ts";
import { CODES } from "#shared/protocol/codes.ts";
import { diffRow, diffRows } from "#shared/protocol/delta.ts";
import { isWireEvent, writeEvents, type TickEvent } from "#shared/protocol/events.ts";
import { Foresight } from "#shared/protocol/foresight.ts";
import { decodeBody } from "#shared/protocol/frame.ts";
import { Packer, type Baseline } from "#shared/protocol/packer.ts";
import { moveNumber } from "#shared/protocol/replicated.ts";
import { createScope, createWholeScope } from "#shared/protocol/scope.ts";
import { Tray } from "#shared/protocol/tray.ts";
import { capture, createSnapshot, SnapshotRing, type Snapshot } from "#shared/protocol/snapshot.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { DEFAULT_RULES, DEFAULT_SEATS } from "#shared/sim/tuning.ts";
import { createWorld, seatedSkiffs, slotOf } from "#shared/sim/world.ts";
import { TICK_RATE, TICKS_PER_SNAPSHOT } from "#shared/timing.ts";
import { BotCrew } from "../server/bots/crew.ts";
import { atMost, percentile, report, told, type Row } from "../tools/rows.ts";
import { LARGE_MAP, loadOurMap } from "./load/usualMaps.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seats: { type: "string", default: String(DEFAULT_SEATS) },
  },
});
const SEATS = Number(flags.seats);
/** Of 64 seats in everybody's view. */
const MOST_BYTES_PER_SECOND = 3000;
const SEED = 7;
const SETTLE_TICKS = 600;
const SNAPSHOTS = 1800;
const SNAPSHOTS_PER_SECOND = TICK_RATE / TICKS_PER_SNAPSHOT;
const WATCHER = Math.min(5, SEATS - 1);
/** Codes whose symbol is how many bits follow, and the others: their symbols are all there is. */
const SYMBOLS_ALONE: readonly CodeName[] = ["row", "deadRow", "move", "event"];

const arena = loadOurMap(LARGE_MAP);
const rules = { ...DEFAULT_RULES, scoreLimit: 0, timeLimitTicks: 0 };
const world = createWorld({ arena, seed: SEED, rules });
const source = { world, status: () => ({ isAway: false, pingMs: 40 }) };
const crew = new BotCrew(SEED);
for (let slot = 0; slot < SEATS; slot++) {
  crew.add(slot, []);
  joinWorld(world, slot);
}

const inputs: Parameters<typeof step>[1][number][] = [];
const midMoves = new Uint8Array(DEFAULT_SEATS);
const newestMoves = new Uint8Array(DEFAULT_SEATS);
let events: TickEvent[] = [];

function playTick(): void {
  crew.think(world, inputs);
  step(world, inputs);
  for (const event of world.events)
    if (isWireEvent(event)) events.push({ tick: world.tick, event });
  midMoves.set(newestMoves);
  const { moveX, moveY } = world.components.Control;
  for (const skiff of seatedSkiffs(world))
    newestMoves[slotOf(skiff)] = moveNumber(moveX[skiff]!, moveY[skiff]!);
}

const figures = new Map<string, number[]>();
const note = (name: string, value: number) => {
  if (!figures.has(name)) figures.set(name, []);
  figures.get(name)!.push(value);
};

/** Bits that went into each code since they were last counted. */
const bitsByCode = new Map<CodeName, number>();
for (const name of Object.keys(CODE_LENGTHS) as CodeName[]) {
  const write = CODES[name].write.bind(CODES[name]);
  const hasBits = !SYMBOLS_ALONE.includes(name);
  CODES[name].write = (into, symbol) => {
    const bits = CODE_LENGTHS[name][symbol]! + (hasBits ? Math.max(0, symbol - 1) : 0);
    bitsByCode.set(name, (bitsByCode.get(name) ?? 0) + bits);
    write(into, symbol);
  };
}

const writer = new BitWriter(65_536);

/** Notes the bytes of one part, and those in it that went into codes; the rest are flags and plain bits. */
function weigh(part: string, write: () => void): void {
  writer.clear();
  bitsByCode.clear();
  write();
  note(`bytes: ${part}`, writer.bitCount / 8);
  let plain = writer.bitCount;
  for (const [name, bits] of bitsByCode) {
    note(`bytes: ${part}, ${name}`, bits / 8);
    plain -= bits;
  }
  note(`bytes: ${part}, plain bits`, plain / 8);
}

/** What a body holds, part by part; `pack` packs one with all that is shared. */
function weighParts(now: Snapshot, baseline: Baseline, pack: () => Uint8Array): void {
  const base = baseline.snapshot;
  weigh("own", () => diffRow(writer, now.tick, now.own, base.own, WATCHER));
  for (const kind of ["match", "pads", "seats"] as const)
    weigh(kind, () => diffRows(writer, now.tick, now[kind], base[kind]));
  const rest = events.filter(({ event }) => event.type !== "fire");
  weigh("events", () => writeEvents(writer, now, new Tray(rest), () => true));
  note("count: events", rest.length);
  note("count: shots", events.length - rest.length);
  bitsByCode.clear();
  pack();
  for (const name of [
    "row",
    "deadRow",
    "aim",
    "move",
    "position",
    "velocity",
    "fireAngle",
  ] as const)
    note(`bytes: skiffs, ${name}`, (bitsByCode.get(name) ?? 0) / 8);
}

const ring = new SnapshotRing();
const packer = new Packer(new Foresight(arena));
const whole = createWholeScope(world.seats);
const nothing = createScope(world.seats);
const foresightThere = new Foresight(arena);
let [held, before]: (Snapshot | undefined)[] = [];
while (world.tick < SETTLE_TICKS) playTick();
for (let i = 0; i < SNAPSHOTS; i++) {
  events = [];
  for (let t = 0; t < TICKS_PER_SNAPSHOT; t++) playTick();
  const now = createSnapshot();
  const captureMs = performance.now();
  capture(source, now);
  const baseline = held && { snapshot: held, before };
  const begin = () => packer.begin(now, baseline, { events: baseline ? events : [], midMoves });
  const packFor = (slot: number) => {
    const scopes = { told: whole, held: baseline ? whole : nothing, heldBefore: whole };
    const rest = { softBits: Infinity, newcomers: [], bolts: new Tray<never>(), hears: () => true };
    return packer.pack({ slot, margin: 1, ...scopes, ...rest }).body;
  };
  const startMs = performance.now();
  begin();
  const sharedMs = performance.now();
  let message: Uint8Array = new Uint8Array();
  for (let slot = 0; slot < SEATS; slot++) {
    const body = packFor(slot);
    const bytes = encodeServerMessage({ type: "snapshot", body });
    if (slot === WATCHER) message = bytes;
  }
  const endMs = performance.now();
  const decoded = decodeServerMessage(message);
  if (decoded.type !== "snapshot") throw new Error("refused");
  const frame = decodeBody(decoded.body, WATCHER, ring, foresightThere);
  if (frame.kind !== "snapshot") throw new Error(frame.kind);
  const decodedMs = performance.now();
  if (baseline !== undefined) {
    note("bytes: message", message.length);
    weighParts(now, baseline, () => {
      begin();
      return packFor(WATCHER);
    });
  }
  note("µs: capture", (startMs - captureMs) * 1000);
  note("µs: foresee and pack what is shared", (sharedMs - startMs) * 1000);
  note("µs: encode for everybody", (endMs - startMs) * 1000);
  note("µs: decode", (decodedMs - endMs) * 1000);
  before = held;
  held = now;
}

report(tellFigures(), flags.json);

/** Means, as the bytes of a kind are to add up to a message; of times the medians. */
function tellFigures(): Row[] {
  const rows = [...figures]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, values]) => {
      const [unit, what] = name.split(": ") as [string, string];
      const mean = values.reduce((sum, value) => sum + value, 0) / SNAPSHOTS;
      const value = unit === "µs" ? percentile(values, 0.5) : mean;
      return told(`${SEATS} seats, a snapshot: ${what}`, value, unit);
    });
  const bytes = figures.get("bytes: message")!.reduce((sum, value) => sum + value, 0) / SNAPSHOTS;
  return [
    atMost(
      `${SEATS} seats: payload down`,
      bytes * SNAPSHOTS_PER_SECOND,
      "B/s",
      MOST_BYTES_PER_SECOND,
    ),
    ...rows,
  ];
}
