import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter } from "./bits.ts";
import {
  MOST_EVENTS,
  isWireEvent,
  readEvents,
  writeEvents,
  type TickEvent,
  type WireEvent,
} from "./events.ts";

const TICK = 1000;
const slot = fc.nat(63);
const weapon = fc.nat(7);
const bounces = fc.nat(15);
/** Places that the wire can tell exactly. */
const place = fc.nat(32_767).map((steps) => steps / 8);

const wireEvent: fc.Arbitrary<WireEvent> = fc.oneof(
  fc.record({ type: fc.constant("fire"), slot, weapon, x: place, y: place, angle: fc.nat(65_535) }),
  fc.record({
    type: fc.constant("hit"),
    attacker: slot,
    victim: slot,
    weapon,
    bounces,
    damage: fc.nat(127),
    firedTick: fc.integer({ min: TICK - 255, max: TICK }),
    x: place,
    y: place,
  }),
  fc.record({
    type: fc.constant("death"),
    attacker: slot,
    victim: slot,
    weapon,
    bounces,
    x: place,
    y: place,
  }),
  fc.record({ type: fc.constant("pickup"), slot, pad: fc.nat(63) }),
);
const tickEvent = fc.record({ tick: fc.integer({ min: TICK - 255, max: TICK }), event: wireEvent });

function send(events: readonly TickEvent[], tick = TICK) {
  const writer = new BitWriter(65_536);
  writeEvents(writer, tick, events);
  const reader = new BitReader(writer.bytes());
  const arrived = readEvents(reader, tick);
  return { arrived, isAtEnd: reader.isAtEnd, bits: writer.bitCount };
}

const PICKUP: WireEvent = { type: "pickup", slot: 3, pad: 4 };
const HIT: WireEvent & { type: "hit" } = {
  type: "hit",
  attacker: 1,
  victim: 2,
  weapon: 0,
  bounces: 1,
  damage: 18,
  firedTick: 990,
  x: 100,
  y: 200,
};

describe("events (P30)", () => {
  test("of every kind come back", () => {
    fc.assert(
      fc.property(fc.array(tickEvent, { maxLength: 40 }), (events) => {
        const { arrived, isAtEnd } = send(events);
        expect(arrived).toEqual(events);
        expect(isAtEnd).toBe(true);
      }),
    );
  });

  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 3 + 8],
    [255, 3 + 8],
  ])("%i ticks old take %i bits to say so (P31)", (age, bits) => {
    const events = [{ tick: TICK - age, event: PICKUP }];
    expect(send(events)).toMatchObject({ arrived: events, bits: 9 + 2 + bits + 12 });
  });

  test("older than 255 ticks, or of the future, are the sender's bug", () => {
    expect(() => send([{ tick: TICK - 256, event: PICKUP }])).toThrow(RangeError);
    expect(() => send([{ tick: TICK + 1, event: PICKUP }])).toThrow(RangeError);
  });

  test(`number ${MOST_EVENTS} at most`, () => {
    const events = Array.from({ length: MOST_EVENTS }, () => ({ tick: TICK, event: PICKUP }));
    expect(send(events).arrived).toHaveLength(MOST_EVENTS);
    expect(() => send([...events, events[0]!])).toThrow(RangeError);
  });

  test("tell places to an eighth of a px, and none outside of what they can tell", () => {
    const at = (x: number, y: number) =>
      send([{ tick: TICK, event: { ...HIT, x, y } }]).arrived![0]!.event;
    expect(at(10.07, 10.06)).toMatchObject({ x: 10.125, y: 10 });
    expect(at(-3, 4096)).toMatchObject({ x: 0, y: 32_767 / 8 });
    expect(at(4095.95, 5000)).toMatchObject({ x: 32_767 / 8, y: 32_767 / 8 });
  });

  test("tell of a shot fired more than 255 ticks ago that it was 255", () => {
    const hit = { ...HIT, firedTick: TICK - 700 };
    expect(send([{ tick: TICK, event: hit }]).arrived![0]!.event).toMatchObject({
      firedTick: TICK - 255,
    });
  });

  test("cut short are none", () => {
    const writer = new BitWriter(64);
    writeEvents(writer, TICK, [{ tick: TICK, event: HIT }]);
    for (let bytes = 0; bytes < writer.bytes().length; bytes++) {
      expect(readEvents(new BitReader(writer.bytes().slice(0, bytes)), TICK)).toBeUndefined();
    }
  });

  test("that everybody can work out for himself do not travel", () => {
    expect(isWireEvent({ type: "dash", slot: 1 })).toBe(false);
    expect(isWireEvent({ type: "spawn", slot: 1, x: 0, y: 0 })).toBe(false);
    expect([PICKUP, HIT].every(isWireEvent)).toBe(true);
  });
});
