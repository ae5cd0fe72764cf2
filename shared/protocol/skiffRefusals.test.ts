import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import {
  CRUISE,
  DEAD,
  diffSkiffs,
  DOWN,
  receive,
  rowOf,
  SLOT,
  snapshotOf,
  spanOf,
  TICK,
  type Row,
} from "../../tests/harness/skiffSpan.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { CODES, writeNumber } from "./codes.ts";
import { fieldIndex, SKIFF_FIELDS } from "./replicated.ts";
import { Change, WHOLE } from "./skiffRows.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import type { Span } from "./span.ts";

const SEED = pickSeed();
const WIDTH = SKIFF_FIELDS.length;

describe("bits that no rows could have made are refused (P27, P29)", () => {
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

  test("but not a whole row of one who goes on: not all that touched it may be known", () => {
    expect(
      isSound((writer) => {
        row.write(writer, WHOLE);
        wholeRow(writer, CRUISE);
        deadRow.write(writer, 0);
        step.write(writer, 0);
      }),
    ).toBe(true);
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
    const from = snapshotOf(TICK - 2, { [SLOT]: CRUISE });
    const now = { ...CRUISE, aim: 200, move: DOWN, health: 5, x: 5000 };
    const event = { type: "fire", slot: SLOT, weapon: 1, x: 9, y: 9, angle: 4 } as const;
    const full = spanOf(snapshotOf(TICK, { [SLOT]: now, 20: CRUISE }), from);
    const shots = new Map([[SLOT, { tick: TICK, event }]]);
    diffSkiffs(writer, full, { midMoves: new Uint8Array(64), shots });
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
