import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { SQUARE } from "../../tests/harness/arenas.ts";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { SKIFF } from "../sim/tuning.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { CODES, writeNumber } from "./codes.ts";
import type { TickEvent } from "./events.ts";
import { Foresight, type Course } from "./foresight.ts";
import { fieldIndex, moveNumber, SKIFF_FIELDS } from "./replicated.ts";
import { canCarry, Change, diffSkiffs, GONE, patchSkiffs, WHOLE } from "./skiffRows.ts";
import { createSnapshot, EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import type { Span } from "./span.ts";

const SEED = pickSeed();
const TICK = 1000;
const SLOT = 5;
const WIDTH = SKIFF_FIELDS.length;
const RIGHT = moveNumber(7, 0);
const DOWN = moveNumber(0, 7);

type Row = Record<string, number>;
/** Alive and well at (200, 240), going right at full speed with the stick held there. */
const CRUISE: Row = {
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
const DEAD: Row = { move: moveNumber(0, 0), x: 30 * 256, y: 30 * 256 };

/** Rows by slot; what is not said of a row is 0. */
function snapshotOf(tick: number, rows: Record<number, Row | undefined>): Snapshot {
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

function rowOf(snapshot: Snapshot, slot: number): Row | undefined {
  if (snapshot.skiffs.isPresent[slot] === 0) return undefined;
  const values = snapshot.skiffs.values.subarray(slot * WIDTH, (slot + 1) * WIDTH);
  return Object.fromEntries(SKIFF_FIELDS.map(({ name }, f) => [name, values[f]!]));
}

const FORESIGHT = new Foresight(SQUARE);
/** The receiver has its own. */
const FORESIGHT_THERE = new Foresight(SQUARE);

/** The row that `base` becomes by the rules alone on this course, with these fields. */
function foreseen(base: Row, ticks: number, course: Partial<Course>, fields: Row = {}): Row {
  const foresight = FORESIGHT;
  foresight.begin(snapshotOf(TICK - ticks, { [SLOT]: base }));
  Object.assign(foresight.courses[SLOT]!, course);
  foresight.run(TICK);
  const kinetics = ["x", "y", "velocityX", "velocityY"].map((name) => {
    return [name, foresight.values[SLOT * WIDTH + fieldIndex(SKIFF_FIELDS, name)]!] as const;
  });
  return { ...base, ...fields, ...Object.fromEntries(kinetics) };
}

function spanOf(now: Snapshot, base: Snapshot, before?: Snapshot): Span {
  return { now, base, before, foresight: FORESIGHT };
}

interface Told {
  midMove?: number;
  shots?: readonly TickEvent[];
}

/** What arrives when the skiffs of `span.now` are sent, and the symbol of the first row. */
function send(span: Span, { midMove = 0, shots = [] }: Told = {}) {
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

function receive(bytes: Uint8Array, span: Span, events: TickEvent[]) {
  // A place that held something else before: patching must leave nothing of it.
  const now = createSnapshot();
  now.tick = span.now.tick;
  now.skiffs.isPresent.fill(1);
  now.skiffs.values.fill(77);
  const reader = new BitReader(bytes);
  const isSound = patchSkiffs(reader, { ...span, now, foresight: FORESIGHT_THERE }, events);
  return { isSound: isSound && reader.isAtEnd, now };
}

function expectSame(made: Snapshot, now: Snapshot): void {
  for (let slot = 0; slot < 64; slot++) expect(rowOf(made, slot)).toEqual(rowOf(now, slot));
}

const FIRE: TickEvent = {
  tick: TICK,
  event: { type: "fire", slot: SLOT, weapon: 0, x: 0, y: 0, angle: 12_345 },
};

/** From CRUISE over one interval with these changes and no others. */
function changed(changes: number) {
  const isSet = (change: number) => (changes & change) !== 0;
  const move = isSet(Change.move) ? DOWN : RIGHT;
  const aim = isSet(Change.aim) ? 13 : 10;
  const status: Row = isSet(Change.status) ? { health: 41, isShielded: 1 } : {};
  const course = { move, moveTick: TICK, aim };
  const shot = { fireTick: TICK, fireWeapon: 0, fireAngle: 12_345 };
  const fired = isSet(Change.shot) ? { ...course, ...shot } : course;
  const now = foreseen(CRUISE, 2, fired, { move, aim, ...status });
  if (isSet(Change.kinetics)) {
    now.x! += 3;
    now.velocityY! -= 200;
  }
  const event = { ...FIRE.event, x: 210, y: 240 } as const;
  const shots: TickEvent[] = isSet(Change.shot) ? [{ tick: TICK, event } as TickEvent] : [];
  return { now, shots };
}

describe("a row tells what changed (P27)", () => {
  test.each(Array.from({ length: 32 }, (_, changes) => changes))("of changes %i", (changes) => {
    const { now, shots } = changed(changes);
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span, { midMove: RIGHT, shots });
    expect(sent.symbol).toBe(changes);
    expectSame(sent.now, span.now);
    expect(sent.events).toEqual(shots);
  });

  test("and one that goes on as it did is a single short word", () => {
    const now = foreseen(CRUISE, 2, {});
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const none = send(spanOf(snapshotOf(TICK, {}), EMPTY_SNAPSHOT)).bits;
    expect(send(span).bits).toBe(none + CODES.row.lengths[0]!);
  });

  test("of a dash by its end alone", () => {
    const dashEndTick = TICK - 1 + SKIFF.dashTicks;
    const now = foreseen(CRUISE, 2, { dashTick: TICK - 1 }, { dashEndTick });
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span);
    expect([sent.symbol, now.velocityX]).toEqual([Change.status, 900 * 16]);
    expectSame(sent.now, span.now);
  });

  test.each([
    ["the earlier tick", DOWN, TICK - 1],
    ["the later tick", RIGHT, TICK],
  ])("of a move with whether it began in %s", (_name, midMove, moveTick) => {
    const now = foreseen(CRUISE, 2, { move: DOWN, moveTick }, { move: DOWN });
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: now }),
      snapshotOf(TICK - 2, { [SLOT]: CRUISE }),
    );
    const sent = send(span, { midMove });
    expect(sent.symbol).toBe(Change.move);
    expectSame(sent.now, span.now);
  });

  test("of a stick any way that it can point", () => {
    for (let move = 0; move < 225; move++) {
      if (move === RIGHT) continue;
      const now = foreseen(CRUISE, 2, { move }, { move });
      const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
      const sent = send(spanOf(snapshotOf(TICK, { [SLOT]: now }), base), { midMove: move });
      expect([sent.symbol, rowOf(sent.now, SLOT)]).toEqual([Change.move, rowOf(sent.now, SLOT)]);
      expect(rowOf(sent.now, SLOT)).toMatchObject(now);
    }
  });

  test.each([1, 4, 5, 30])("over %i intervals", (intervals) => {
    const ticks = 2 * intervals;
    for (const move of [RIGHT, DOWN]) {
      const now = foreseen(CRUISE, ticks, { move, aim: 77 }, { move, aim: 77, health: 3 });
      const base = snapshotOf(TICK - ticks, { [SLOT]: CRUISE });
      const span = spanOf(snapshotOf(TICK, { [SLOT]: now }), base);
      const sent = send(span, { midMove: DOWN });
      const isSteered = move === DOWN ? Change.move : 0;
      expect(sent.symbol).toBe(Change.aim | Change.status | isSteered);
      expectSame(sent.now, span.now);
    }
  });

  test("of a skiff that died of what nobody foresaw, and of one that is dead", () => {
    const now = { ...foreseen(CRUISE, 2, {}), isAlive: 0, health: 0, x: 51_000 };
    const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE, 9: DEAD });
    const span = spanOf(snapshotOf(TICK, { [SLOT]: now, 9: DEAD }), base);
    const sent = send(span);
    expect(sent.symbol).toBe(Change.status | Change.kinetics);
    expectSame(sent.now, span.now);
    const still = send(spanOf(snapshotOf(TICK, { 9: DEAD }), snapshotOf(TICK - 2, { 9: DEAD })));
    expect([still.symbol, still.bits]).toEqual([0, CODES.deadRow.lengths[0]! + 1]);
  });
});

describe("an aim (P27)", () => {
  const span = (aim: number, base: number, before: Row | undefined) => {
    const now = foreseen(CRUISE, 2, { aim }, { aim });
    const earlier = snapshotOf(TICK - 4, { [SLOT]: before });
    const from = snapshotOf(TICK - 2, { [SLOT]: { ...CRUISE, aim: base } });
    return spanOf(snapshotOf(TICK, { [SLOT]: now }), from, earlier);
  };

  test.each([
    [30, 20, 10],
    [4, 254, 248],
    [250, 2, 10],
    [7, 7, 7],
  ])("of %i after %i after %i goes on turning and takes nothing", (aim, base, before) => {
    const sent = send(span(aim, base, { ...CRUISE, aim: before }));
    expect([sent.symbol, rowOf(sent.now, SLOT)!.aim]).toEqual([0, aim]);
  });

  test("that does not go on turning is told", () => {
    const sent = send(span(20, 20, { ...CRUISE, aim: 10 }));
    expect([sent.symbol, rowOf(sent.now, SLOT)!.aim]).toEqual([Change.aim, 20]);
  });

  test("is expected to hold still where nothing is known of before", () => {
    expect(send(span(20, 20, undefined)).symbol).toBe(0);
  });
});

describe("a shot in a row (P29)", () => {
  const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
  /** A skiff that fired so, and what arrives of it. */
  const fire = (shot: Partial<Course>, parts: { x?: number; y?: number; aim?: number } = {}) => {
    const { aim = 10, ...place } = parts;
    const course = { fireTick: TICK, fireWeapon: 0, fireAngle: 2600, aim, ...shot };
    const foresight = FORESIGHT;
    foresight.begin(base);
    Object.assign(foresight.courses[SLOT]!, course);
    foresight.run(TICK);
    const { muzzleX: x, muzzleY: y } = foresight.courses[SLOT]!;
    const { fireWeapon: weapon, fireAngle: angle } = course;
    const event = { type: "fire", slot: SLOT, weapon, x, y, angle, ...place } as const;
    const now = snapshotOf(TICK, { [SLOT]: foreseen(CRUISE, 2, course, { aim }) });
    const told = { tick: course.fireTick, event };
    const sent = send(spanOf(now, base), { shots: [told] });
    expectSame(sent.now, now);
    expect(sent.events).toEqual([told]);
    return sent;
  };

  test("comes back from either tick, by either weapon, at any angle, its recoil foreseen", () => {
    for (const fireTick of [TICK, TICK - 1]) {
      for (const fireWeapon of [0, 1]) {
        for (const fireAngle of [0, 2560, 2687, 2688, 35_000, 65_535])
          expect(fire({ fireTick, fireWeapon, fireAngle }).symbol).toBe(Change.shot);
      }
    }
  });

  test("takes fewer bits the nearer its angle is to the aim of its tick", () => {
    expect(fire({ fireAngle: 2570 }).bits).toBeLessThan(fire({ fireAngle: 2900 }).bits);
    const half = fire({ fireTick: TICK - 1, fireAngle: 20 * 256 }, { aim: 30 });
    const whole = fire({ fireTick: TICK - 1, fireAngle: 30 * 256 }, { aim: 30 });
    expect(half.bits).toBeLessThan(whole.bits);
  });

  test("that did not leave from where it was foreseen tells its muzzle", () => {
    const usual = fire({}).bits;
    expect(fire({}, { x: 12.125, y: 470 }).bits).toBe(usual + 30);
    expect(fire({}, { y: 239.875 }).bits).toBe(usual + 30);
  });

  test("is no part of a row over more than one interval, before the baseline, or in another life", () => {
    const from = (ticks: number, row: Row | undefined) =>
      spanOf(snapshotOf(TICK, { [SLOT]: CRUISE }), snapshotOf(TICK - ticks, { [SLOT]: row }));
    expect(canCarry(from(2, CRUISE), SLOT, TICK)).toBe(true);
    expect(canCarry(from(2, CRUISE), SLOT, TICK - 2)).toBe(false);
    expect(canCarry(from(4, CRUISE), SLOT, TICK)).toBe(false);
    expect(canCarry(from(2, DEAD), SLOT, TICK)).toBe(false);
    expect(canCarry(from(2, undefined), SLOT, TICK)).toBe(false);
  });
});

describe("who comes and who goes (P28)", () => {
  const whole: Row = { ...CRUISE, move: 0, aim: 255, isAway: 1, weapon: 1, velocityX: -17_280 };

  test("a skiff that is gone is one word", () => {
    const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE, 8: CRUISE });
    const now = foreseen(CRUISE, 2, {});
    const sent = send(spanOf(snapshotOf(TICK, { 8: now }), base));
    expect([sent.symbol, rowOf(sent.now, SLOT)]).toEqual([GONE, undefined]);
    expectSame(sent.now, snapshotOf(TICK, { 8: now }));
  });

  test("one that came back to life is told whole", () => {
    const span = spanOf(
      snapshotOf(TICK, { [SLOT]: whole }),
      snapshotOf(TICK - 2, { [SLOT]: DEAD }),
    );
    const sent = send(span);
    expect(sent.symbol).toBe(WHOLE);
    expectSame(sent.now, span.now);
  });

  test("those whom the baseline has not are told whole, wherever they sit", () => {
    for (const base of [EMPTY_SNAPSHOT, snapshotOf(TICK - 2, { 8: DEAD })]) {
      const rows = { 0: whole, 1: DEAD, 40: CRUISE, 63: whole };
      const now = snapshotOf(TICK, base === EMPTY_SNAPSHOT ? rows : { ...rows, 8: DEAD });
      expectSame(send(spanOf(now, base)).now, now);
    }
  });
});

describe("bits that no rows could have made are refused (P28)", () => {
  const base = snapshotOf(TICK - 2, { [SLOT]: CRUISE, 9: DEAD });
  const span = spanOf(snapshotOf(TICK, {}), base);
  const isSound = (write: (writer: BitWriter) => void, of = span) => {
    const writer = new BitWriter(512);
    write(writer);
    return receive(writer.bytes(), of, []).isSound;
  };
  const { row, deadRow, step } = CODES;
  const wholeRow = (writer: BitWriter, parts: Row) => {
    const fresh = new BitWriter(512);
    const now = snapshotOf(TICK, { 0: parts });
    diffSkiffs(fresh, spanOf(now, EMPTY_SNAPSHOT), {
      midMoves: new Uint8Array(64),
      shots: new Map(),
    });
    const reader = new BitReader(fresh.bytes());
    step.read(reader);
    const endBits = CODES.step.lengths[0]!;
    const bits = fresh.bitCount - CODES.step.lengths[1]! - endBits;
    for (let bit = 0; bit < bits; bit++) writer.write(reader.read(1), 1);
  };

  test("but sound ones are not", () => {
    expect(
      isSound((writer) => {
        row.write(writer, 0);
        deadRow.write(writer, WHOLE);
        wholeRow(writer, CRUISE);
        step.write(writer, 1);
        wholeRow(writer, DEAD);
        step.write(writer, 0);
      }),
    ).toBe(true);
  });

  test("a whole row of one who goes on", () => {
    expect(
      isSound((writer) => {
        row.write(writer, WHOLE);
        wholeRow(writer, CRUISE);
        deadRow.write(writer, 0);
        step.write(writer, 0);
      }),
    ).toBe(false);
  });

  test("a newcomer who was here, and one beyond the last slot", () => {
    for (const steps of [SLOT + 1, 65]) {
      expect(
        isSound((writer) => {
          row.write(writer, 0);
          deadRow.write(writer, 0);
          const size = 32 - Math.clz32(steps);
          step.write(writer, size);
          writer.write(steps, size - 1);
          wholeRow(writer, CRUISE);
          step.write(writer, 0);
        }),
      ).toBe(false);
    }
  });

  test("a row that wakes the dead", () => {
    expect(
      isSound((writer) => {
        row.write(writer, 0);
        deadRow.write(writer, Change.status);
        writer.write(0b001, 3);
        for (let f = 0; f < 2; f++) writeNumber(writer, CODES.number, 0);
        writer.write(0, 1);
        step.write(writer, 0);
      }),
    ).toBe(false);
  });

  test.each([
    ["over two intervals", 4, 0],
    ["by a weapon that there is not", 2, 7],
  ])("a shot %s", (_name, ticks, weapon) => {
    const write = (writer: BitWriter) => {
      row.write(writer, Change.shot);
      writer.write(0, 1);
      writer.write(1, 1);
      writer.write(weapon, 3);
      writeNumber(writer, CODES.fireAngle, 3);
      writer.write(0, 1);
      deadRow.write(writer, 0);
      step.write(writer, 0);
    };
    const from = snapshotOf(TICK - ticks, { [SLOT]: CRUISE, 9: DEAD });
    expect(isSound(write, spanOf(span.now, from))).toBe(false);
  });

  test("a place or a speed that its field does not hold, a health below nothing", () => {
    const withKinetics = (differences: readonly number[]) => (writer: BitWriter) => {
      row.write(writer, Change.kinetics);
      differences.forEach((difference, i) =>
        writeNumber(writer, i < 2 ? CODES.position : CODES.velocity, difference),
      );
      deadRow.write(writer, 0);
      step.write(writer, 0);
    };
    expect(isSound(withKinetics([5, -5, 5, -5]))).toBe(true);
    expect(isSound(withKinetics([-100_000, 0, 0, 0]))).toBe(false);
    expect(isSound(withKinetics([0, 1_000_000, 0, 0]))).toBe(false);
    expect(isSound(withKinetics([0, 0, 40_000, 0]))).toBe(false);
    expect(
      isSound((writer) => {
        row.write(writer, Change.status);
        writer.write(0, 3);
        writeNumber(writer, CODES.number, -101);
        writeNumber(writer, CODES.number, 0);
        writer.write(0, 1);
        deadRow.write(writer, 0);
        step.write(writer, 0);
      }),
    ).toBe(false);
  });

  test("bits that end before the rows do", () => {
    const writer = new BitWriter(512);
    const { now, shots } = changed(31);
    const from = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
    const full = spanOf(snapshotOf(TICK, { [SLOT]: now, 20: CRUISE }), from);
    diffSkiffs(writer, full, { midMoves: new Uint8Array(64), shots: new Map([[SLOT, shots[0]!]]) });
    const bytes = writer.bytes();
    expect(receive(bytes, full, []).isSound).toBe(true);
    for (let length = 0; length < bytes.length; length++)
      expect(receive(bytes.slice(0, length), full, []).isSound).toBe(false);
  });

  /** Noise, or what is sound but for a few bits. */
  const nonsense = (now: Snapshot, between: Span, chance: Chance): Uint8Array => {
    if (chance.oneIn(3)) return chance.bytes(chance.below(90));
    const writer = new BitWriter(512);
    const at = chance.below(4) * WIDTH;
    now.skiffs.values[at + chance.below(3)] = chance.below(200);
    diffSkiffs(writer, { ...between, now }, { midMoves: new Uint8Array(64), shots: new Map() });
    const bytes = writer.bytes().slice();
    for (let flips = chance.below(4); flips > 0; flips--) {
      const byte = chance.below(bytes.length);
      bytes[byte] = bytes[byte]! ^ (1 << chance.below(8));
    }
    return bytes;
  };

  test(`never throw, whatever they are, nor make a row of impossible values (FUZZ_SEED=${SEED})`, () => {
    const chance = new Chance(SEED);
    const rows = (tick: number) =>
      snapshotOf(tick, {
        0: CRUISE,
        2: { ...CRUISE, x: 2 ** 20 - 1, y: 0, velocityX: 32_767, velocityY: -32_768 },
        3: { ...CRUISE, weapon: 1, dashEndTick: 2 ** 31 - 1 },
        9: DEAD,
      });
    let sound = 0;
    for (let i = 0; i < fuzzRuns(6000); i++) {
      const from = rows(TICK - chance.pick([2, 2, 6, 60]));
      const before = chance.oneIn(2) ? rows(from.tick - 2) : undefined;
      const wrong = spanOf(span.now, from, before);
      const { isSound: isTaken, now } = receive(nonsense(rows(TICK), wrong, chance), wrong, []);
      if (!isTaken) continue;
      sound += 1;
      for (let slot = 0; slot < 64; slot++) {
        for (const [name, value] of Object.entries(rowOf(now, slot) ?? {})) {
          const { least, most } = SKIFF_FIELDS[fieldIndex(SKIFF_FIELDS, name)]!;
          assert.ok(value >= least && value <= most, `${name} is ${value}`);
        }
      }
    }
    expect(sound).toBeGreaterThan(20);
  });
});
