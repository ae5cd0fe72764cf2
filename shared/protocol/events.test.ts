import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitReader, BitWriter } from "./bits.ts";
import { SKIFF_FIELDS } from "./replicated.ts";
import { createSnapshot, type Rows } from "./snapshot.ts";
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

/** Slots 0..9 have a skiff that is seen somewhere, the others have none. */
function seenSkiffs(): Rows {
  const { skiffs } = createSnapshot();
  for (let slot = 0; slot < 10; slot++) {
    skiffs.isPresent[slot] = 1;
    skiffs.values.set([slot * 3000, 32_000 - slot * 3000, slot * 100], slot * SKIFF_FIELDS.length);
  }
  return skiffs;
}

const SKIFFS = seenSkiffs();

function send(events: readonly TickEvent[], tick = TICK, skiffs = SKIFFS) {
  const writer = new BitWriter(65_536);
  writeEvents(writer, tick, events, skiffs);
  const reader = new BitReader(writer.bytes());
  const arrived = readEvents(reader, tick, skiffs);
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

  test.each([
    [0, 0, 0, 1 + 1 + 1],
    [4, -4, 31, 8 + 8 + 8],
    [-40, 60, -500, 12 + 12 + 13],
    [2000, 40, 9000, 18 + 12 + 19],
  ])(
    "%i and %i eighths and %i aim steps off the skiff take %i bits (P34)",
    (dx, dy, turn, bits) => {
      const fire = { type: "fire", slot: 2, weapon: 0 } as const;
      const place = { x: (6000 + dx) / 8, y: (26_000 + dy) / 8, angle: 200 * 64 + turn };
      const events = [{ tick: TICK, event: { ...fire, ...place } }];
      expect(send(events)).toMatchObject({ arrived: events, bits: 9 + 2 + 1 + 9 + bits });
    },
  );

  test("of a skiff that is gone lean on nothing (P34)", () => {
    const events = [{ tick: TICK, event: { ...HIT, victim: 40 } }];
    expect(send(events).arrived).toEqual(events);
    const ghosts = seenSkiffs();
    ghosts.values.fill(999, 40 * SKIFF_FIELDS.length);
    expect(send(events, TICK, ghosts).bits).toBe(send(events).bits);
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
    writeEvents(writer, TICK, [{ tick: TICK, event: HIT }], SKIFFS);
    for (let bytes = 0; bytes < writer.bytes().length; bytes++) {
      expect(
        readEvents(new BitReader(writer.bytes().slice(0, bytes)), TICK, SKIFFS),
      ).toBeUndefined();
    }
  });

  test("that everybody can work out for himself do not travel", () => {
    expect(isWireEvent({ type: "dash", slot: 1 })).toBe(false);
    expect(isWireEvent({ type: "spawn", slot: 1, x: 0, y: 0 })).toBe(false);
    expect([PICKUP, HIT].every(isWireEvent)).toBe(true);
  });
});
