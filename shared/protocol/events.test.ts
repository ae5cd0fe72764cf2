import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOLTS_PER_SEAT, DEFAULT_SEATS, MOST_PELLETS, WEAPONS } from "../sim/tuning.ts";
import { BitReader, BitWriter } from "./bits.ts";
import { CODE_LENGTHS } from "./codeLengths.ts";
import { CODES, writeCount } from "./codes.ts";
import { fieldIndex, SKIFF_FIELDS } from "./replicated.ts";
import { createSnapshot, EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import type { Span } from "./span.ts";
import { Tray } from "./tray.ts";
import {
  MOST_EVENTS,
  isWireEvent,
  readEvents,
  writeEvents,
  type TickEvent,
  type WireEvent,
} from "./events.ts";

const TICK = 70_000;
const X = fieldIndex(SKIFF_FIELDS, "x");

/** Slots `from`..`from` + 9 have a skiff that is seen somewhere, the others have none. */
function seenSkiffs(from: number, shift: number): Snapshot {
  const snapshot = createSnapshot();
  snapshot.tick = TICK;
  for (let slot = from; slot < from + 10; slot++) {
    snapshot.skiffs.isPresent[slot] = 1;
    const place = placeIn(slot, shift);
    snapshot.skiffs.values.set([place.x * 256, place.y * 256], slot * SKIFF_FIELDS.length + X);
  }
  return snapshot;
}

/** Where `seenSkiffs` puts one, px. */
function placeIn(slot: number, shift: number): { x: number; y: number } {
  return { x: slot * 60 + shift + 1 / 256, y: 3900 - slot * 60 - 5 / 256 };
}

const NOW = seenSkiffs(0, 0);
const SPAN = { now: NOW, base: seenSkiffs(5, 20) };

const slot = fc.nat(63);
const weapon = fc.nat(WEAPONS.length - 1);
const bounces = fc.nat(255);
/** Places that the wire can tell exactly. */
const place = fc.nat(32_767).map((steps) => steps / 8);
const tick = fc.oneof(
  fc.integer({ min: TICK - 3, max: TICK }),
  fc.integer({ min: TICK - 60_000, max: TICK }),
);

/** One bolt of a shot that has several; nothing for 0, and for a shot that is one bolt. */
function pelletOf(weapon: number, pellet: number): { pellet?: number } {
  return WEAPONS[weapon]!.pellets > 1 && pellet > 0 ? { pellet } : {};
}

/** A hit, and in half of all cases the death that follows it. */
const strike = fc
  .record({
    at: tick,
    attacker: slot,
    victim: fc.nat(14),
    weapon,
    bounces,
    damage: fc.nat(150),
    flight: fc.nat(5000),
    isDeadly: fc.boolean(),
    turn: fc.nat(MOST_PELLETS - 1),
  })
  .map(({ at, flight, damage, isDeadly, turn, ...what }): TickEvent[] => {
    const where = placeIn(what.victim, what.victim < 10 ? 0 : 20);
    const firedTick = at - flight;
    const which = { ...pelletOf(what.weapon, turn + 1), damage, firedTick };
    const hit = { tick: at, event: { type: "hit", ...what, ...which, ...where } } as const;
    const death = { tick: at, event: { type: "death", ...what, ...where } } as const;
    return isDeadly ? [hit, death] : [hit];
  });
const single: fc.Arbitrary<TickEvent[]> = fc
  .record({
    tick,
    event: fc.oneof(
      fc
        .record({
          type: fc.constant("fire" as const),
          slot,
          weapon,
          x: place,
          y: place,
          angle: fc.nat(65_535),
          turn: fc.nat(MOST_PELLETS),
        })
        .map(({ turn, ...shot }) => ({ ...shot, ...pelletOf(shot.weapon, turn) })),
      fc.record({ type: fc.constant("pickup" as const), slot, pad: fc.nat(31) }),
    ),
  })
  .map((event) => [event]);
const anyEvents = fc
  .array(fc.oneof(strike, single), { maxLength: 40 })
  .map((events) => events.flat());

const hasSkiff =
  ({ now, base }: Pick<Span, "now" | "base">) =>
  (slot: number) =>
    now.skiffs.isPresent[slot] === 1 || base.skiffs.isPresent[slot] === 1;

function send(events: readonly TickEvent[], span = SPAN) {
  const writer = new BitWriter(65_536);
  writeEvents(writer, span.now, new Tray(events), hasSkiff(span));
  const reader = new BitReader(writer.bytes());
  const arrived = readEvents(reader, span);
  return { arrived, isAtEnd: reader.isAtEnd, bits: writer.bitCount };
}

const END_BITS = CODE_LENGTHS.event[0]!;
const countBits = (name: "age" | "flight", size: number) =>
  CODE_LENGTHS[name][size]! + Math.max(0, size - 1);

const PICKUP: WireEvent = { type: "pickup", slot: 3, pad: 4 };
const FIRE: WireEvent = { type: "fire", slot: 2, weapon: 1, x: 0.125, y: 4000, angle: 65_535 };
const WHAT = { attacker: 1, victim: 2, weapon: 0, bounces: 1, ...placeIn(2, 0) };
const HIT: WireEvent = { type: "hit", ...WHAT, damage: 18, firedTick: TICK - 10 };
const DEATH: WireEvent = { type: "death", ...WHAT };
const now = (event: WireEvent) => ({ tick: TICK, event });

describe("events (P30)", () => {
  test("of every kind come back", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { arrived, isAtEnd } = send(events);
        expect(arrived).toEqual(events);
        expect(isAtEnd).toBe(true);
      }),
    );
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [255, 8],
    [256, 9],
    [65_535, 16],
  ])("%i ticks old tell an age of size %i (P30)", (age, size) => {
    const events = [{ tick: TICK - age, event: PICKUP }];
    const bits = CODE_LENGTHS.event[4]! + countBits("age", size) + 6 + 5 + END_BITS;
    expect(send(events)).toMatchObject({ arrived: events, bits });
  });

  test("tell of none in as many bits as their end takes", () => {
    expect(send([])).toMatchObject({ arrived: [], bits: END_BITS });
  });

  test("tell of a death by its kind alone, as the hit before it tells the rest (P30)", () => {
    const hit = send([now(HIT)]).bits;
    const both = send([now(HIT), now(DEATH)]);
    expect(both.arrived).toEqual([now(HIT), now(DEATH)]);
    expect(both.bits).toBe(hit + CODE_LENGTHS.event[3]!);
  });

  test.each([
    ["after nothing", []],
    ["after a shot", [now(FIRE)]],
    ["after its hit and something else", [now(HIT), now(PICKUP)]],
    ["after a hit on somebody else", [now({ ...HIT, victim: 3 })]],
    ["after a hit by somebody else", [now({ ...HIT, attacker: 3 })]],
    ["after a hit in another way", [now({ ...HIT, bounces: 0 })]],
  ])("a death %s is the sender's bug (P30)", (_name, before) => {
    expect(() => send([...before, now(DEATH)])).toThrow(RangeError);
  });

  test.each([
    ["after nothing", []],
    ["after a shot", [now(FIRE)]],
    ["after another death", [now(HIT), now(DEATH)]],
  ])("a death %s is none (P30)", (_name, before) => {
    const sound = new BitWriter(256);
    writeEvents(sound, SPAN.now, new Tray(before), hasSkiff(SPAN));
    const reader = new BitReader(sound.bytes());
    const writer = new BitWriter(256);
    for (let bit = 0; bit < sound.bitCount - END_BITS; bit++) writer.write(reader.read(1), 1);
    CODES.event.write(writer, 3);
    CODES.event.write(writer, 0);
    expect(readEvents(new BitReader(writer.bytes()), SPAN)).toBeUndefined();
  });

  test("strike where the snapshot has the victim, where the baseline had him, or where they say (P31)", () => {
    const where = (victim: number, span = SPAN) =>
      send([now({ ...HIT, victim })], span).arrived![0]!.event;
    expect(where(7)).toMatchObject(placeIn(7, 0));
    expect(where(12)).toMatchObject(placeIn(12, 20));
    const said = { x: Math.round(HIT.x * 8) / 8, y: Math.round(HIT.y * 8) / 8 };
    expect(where(40)).toMatchObject(said);
    const ghosts = createSnapshot();
    ghosts.tick = TICK;
    ghosts.skiffs.values.fill(999);
    expect(where(7, { now: ghosts, base: EMPTY_SNAPSHOT })).toMatchObject(said);
  });

  test.each([
    ["as much as such a shot takes", 18, 1],
    ["nothing, by a shield", 0, 2],
    ["what was left", 5, 10],
  ])("take %s", (_name, damage, bits) => {
    const hit = { ...HIT, damage };
    const sent = send([now(hit)]);
    expect(sent.arrived).toEqual([now(hit)]);
    expect(sent.bits - send([now(HIT)]).bits).toBe(bits - 1);
  });

  test("older than any shot can be, or still to come, are the sender's bug", () => {
    expect(() => send([{ tick: TICK - 65_536, event: PICKUP }])).toThrow(RangeError);
    expect(() => send([{ tick: TICK + 1, event: PICKUP }])).toThrow(RangeError);
  });

  test(`number ${MOST_EVENTS} at most, more than bolts can be in the air`, () => {
    const events = Array.from({ length: MOST_EVENTS }, () => now(FIRE));
    expect(send(events).arrived).toHaveLength(MOST_EVENTS);
    expect(() => send([...events, now(FIRE)])).toThrow(RangeError);
    expect(MOST_EVENTS).toBeGreaterThanOrEqual(DEFAULT_SEATS * BOLTS_PER_SEAT);
    const writer = new BitWriter(65_536);
    for (let i = 0; i <= MOST_EVENTS; i++) {
      CODES.event.write(writer, 4);
      CODES.age.write(writer, 0);
      writer.write(0, 11);
    }
    CODES.event.write(writer, 0);
    expect(readEvents(new BitReader(writer.bytes()), SPAN)).toBeUndefined();
  });

  test("tell places to an eighth of a px, and none outside of what they can tell", () => {
    const at = (x: number, y: number) => send([now({ ...FIRE, x, y })]).arrived![0]!.event;
    expect(at(10.07, 10.06)).toMatchObject({ x: 10.125, y: 10 });
    expect(at(-3, 4096)).toMatchObject({ x: 0, y: 32_767 / 8 });
    expect(at(4095.95, 5000)).toMatchObject({ x: 32_767 / 8, y: 32_767 / 8 });
  });

  test("cut short are none", () => {
    const writer = new BitWriter(64);
    writeEvents(writer, SPAN.now, new Tray([now(HIT), now(DEATH), now(FIRE)]), hasSkiff(SPAN));
    for (let bytes = 0; bytes < writer.bytes().length; bytes++) {
      expect(readEvents(new BitReader(writer.bytes().slice(0, bytes)), SPAN)).toBeUndefined();
    }
  });

  test("by a weapon that there is not are none (P32)", () => {
    const shot = new BitWriter(64);
    CODES.event.write(shot, 1);
    writeCount(shot, CODES.age, 0);
    shot.write(0, 6);
    shot.write(7, 3);
    shot.write(0, 46);
    CODES.event.write(shot, 0);
    expect(readEvents(new BitReader(shot.bytes()), SPAN)).toBeUndefined();
    const hit = new BitWriter(64);
    CODES.event.write(hit, 2);
    writeCount(hit, CODES.age, 0);
    hit.write(0, 12);
    writeCount(hit, CODES.hitWeapon, WEAPONS.length);
    hit.write(0, 60);
    expect(readEvents(new BitReader(hit.bytes()), SPAN)).toBeUndefined();
  });

  test("that everybody can work out for himself do not travel", () => {
    expect(isWireEvent({ type: "dash", slot: 1 })).toBe(false);
    expect(isWireEvent({ type: "spawn", slot: 1, x: 0, y: 0 })).toBe(false);
    expect([PICKUP, HIT, DEATH, FIRE].every(isWireEvent)).toBe(true);
  });
});
