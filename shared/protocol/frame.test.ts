import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { createHall } from "../../tests/harness/fuzzMatch.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { plain, seenBy, Sender } from "../../tests/harness/sender.ts";
import { joinWorld } from "../sim/seating.ts";
import { step } from "../sim/step.ts";
import { DEFAULT_SEATS, MAX_SEATS } from "../sim/tuning.ts";
import { createWorld, isSeated } from "../sim/world.ts";
import { TICKS_PER_SNAPSHOT as GAP } from "../timing.ts";
import type { TickEvent, WireEvent } from "./events.ts";
import { Foresight } from "./foresight.ts";
import { decodeBody, MOST_INTERVALS } from "./frame.ts";
import { Packer } from "./packer.ts";
import { createScope, createWholeScope } from "./scope.ts";
import { Tray } from "./tray.ts";
import { capture, createSnapshot, SnapshotRing } from "./snapshot.ts";

const SEED = pickSeed();
const HALL = createHall(1600);
describe("a body (P10)", () => {
  test("over any gap that a delta may span, and a keyframe beyond (P13)", () => {
    const sender = new Sender(5, 20);
    const ring = new SnapshotRing();
    for (let intervals = 1; intervals <= 33; intervals++) {
      sender.advance();
      sender.receive(sender.body(4, 0, false), 4, ring);
      const sentTick = sender.now.tick;
      for (let i = 0; i < intervals; i++) sender.advance();
      const frame = sender.receive(sender.body(4, sentTick, false), 4, ring);
      expect(seenBy(4, frame.snapshot)).toEqual(seenBy(4, sender.now));
      expect(frame.isKeyframe).toBe(intervals > 30);
    }
  });

  test.each([
    [0, 0],
    [2.5, 2.5],
    [-3.06, -3],
    [-16, -16],
    [400, 127 / 8],
    [-400, -16],
  ])("a margin of %d ticks is told as %d (P14)", (margin, told) => {
    const sender = new Sender(5, 2);
    sender.advance();
    expect(sender.receive(sender.body(1, 0, false, margin), 1, new SnapshotRing()).margin).toBe(
      told,
    );
  });

  test("one shared part serves everybody with the same baseline (P15)", () => {
    const sender = new Sender(9, DEFAULT_SEATS);
    const rings = Array.from({ length: DEFAULT_SEATS }, () => new SnapshotRing());
    for (let i = 0, sentTick = 0; i < 6; i++) {
      sender.advance();
      const baseline = sender.baseline(sentTick, i > 1);
      rings.forEach((ring, slot) => {
        const body = sender.bodyFrom(baseline, slot);
        const frame = sender.receive(body, slot, ring);
        expect(seenBy(slot, frame.snapshot)).toEqual(seenBy(slot, sender.now));
      });
      sentTick = sender.now.tick;
    }
  });

  test("with ticks that go past what the header's 16 bits can tell (P11)", () => {
    const sender = new Sender(9, 6);
    sender.match.world.tick = 2 * 65_536 - 20;
    sender.match.world.match.endTick = sender.match.world.tick + 30;
    const ring = new SnapshotRing();
    for (let i = 0, sentTick = 0; i < 40; i++) {
      sender.advance();
      if (i % 3 === 1) continue;
      const { snapshot } = sender.receive(sender.body(1, sentTick, false), 1, ring);
      expect(seenBy(1, snapshot)).toEqual(seenBy(1, sender.now));
      sentTick = sender.now.tick;
    }
    expect(sender.now.tick).toBeGreaterThan(2 * 65_536);
  });

  test("a baseline too far back to be told is the sender's bug (P13)", () => {
    const sender = new Sender(9, 2);
    sender.advance();
    const baseline = { snapshot: createSnapshot(), before: undefined };
    baseline.snapshot.tick = sender.now.tick;
    for (let i = 0; i <= MOST_INTERVALS; i++) sender.advance();
    expect(() => sender.bodyFrom(baseline, 0)).toThrow(RangeError);
  });
});

/** A viewer of slot 1 that holds the ten snapshots of `bodies`, the body that comes next, and what it should then see. */
function midMatch(seed: number) {
  const sender = new Sender(seed, 12);
  const bodies: Uint8Array[] = [];
  let sentTick = 0;
  for (let i = 0; i < 10; i++) {
    sender.advance();
    bodies.push(sender.body(1, sentTick, i > 1));
    sentTick = sender.now.tick;
  }
  sender.advance();
  return {
    sender,
    bodies,
    ring: holding(sender, bodies, new SnapshotRing()),
    body: sender.body(1, sentTick, true),
    keyframe: sender.body(1, 0, false),
  };
}

function holding(sender: Sender, bodies: readonly Uint8Array[], ring: SnapshotRing): SnapshotRing {
  ring.clear();
  for (const body of bodies) sender.receive(body, 1, ring);
  return ring;
}

/** Bits of the header, by where they begin: tick 16, margin 8, intervals 5, and then turning 1 or the upper tick 15. */
const AT = { tick: 0, intervals: 24, next: 29 };

function withBits(body: Uint8Array, at: number, bits: number, value: number): Uint8Array {
  const copy = body.slice();
  for (let i = 0; i < bits; i++) {
    const byte = (at + i) >> 3;
    const mask = 1 << ((at + i) & 7);
    copy[byte] = ((value >> i) & 1) === 1 ? copy[byte]! | mask : copy[byte]! & ~mask;
  }
  return copy;
}

describe("a body that is none is refused by name (P16)", () => {
  const { sender, ring, body, keyframe } = midMatch(3);
  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "malformed"],
    ["three bytes", body.slice(0, 3), "malformed"],
    ["a header alone", body.slice(0, 4), "malformed"],
    ["tick 0", withBits(withBits(keyframe, AT.tick, 16, 0), AT.next, 15, 0), "malformed"],
    ["tick 2^31", withBits(withBits(keyframe, AT.tick, 16, 0), AT.next, 16, 0x8000), "malformed"],
    ["a baseline 31 intervals back", withBits(body, AT.intervals, 5, 31), "malformed"],
    ["a baseline that was never sent", withBits(body, AT.intervals, 5, 30), "no baseline"],
    ["a tick that no baseline leads to", withBits(body, AT.tick, 16, 3000), "no baseline"],
    [
      "a tick that only looks like one of the ring",
      withBits(body, AT.tick, 8, 22 + 64),
      "no baseline",
    ],
    ["a tick half an interval after a baseline", withBits(body, AT.tick, 16, 21), "no baseline"],
    ["a byte too many", Uint8Array.from([...body, 0]), "malformed"],
    ["a byte too few", body.slice(0, -1), "malformed"],
    ["ones for padding", Uint8Array.from([...body, 0xff]), "malformed"],
  ])("%s", (_name, bytes, kind) => {
    expect(sender.decode(bytes, 1, ring).kind).toBe(kind);
  });

  test("as is one that turns on when nothing from before the baseline is held", () => {
    const few = holding(sender, [], new SnapshotRing());
    sender.match.events.length = 0;
    sender.receive(keyframe, 1, few);
    const next = midMatch(3);
    next.sender.advance();
    const delta = next.sender.body(1, next.sender.now.tick - GAP, true);
    expect(sender.decode(delta, 1, few).kind).toBe("no baseline");
    const plainDelta = next.sender.body(1, next.sender.now.tick - GAP, false);
    const frame = sender.receive(plainDelta, 1, few);
    expect(seenBy(1, frame.snapshot)).toEqual(seenBy(1, next.sender.now));
  });

  test("and costs nothing that was held, whatever tick it bears", () => {
    const held = ring.at(sender.now.tick - GAP)!;
    const impostor = withBits(body, AT.tick, 16, held.tick).slice(0, -1);
    expect(sender.decode(impostor, 1, ring).kind).toBe("malformed");
    expect(ring.at(held.tick)).toBe(held);
  });

  test("and the true one is still understood", () => {
    const frame = sender.receive(body, 1, ring);
    expect(seenBy(1, frame.snapshot)).toEqual(seenBy(1, sender.now));
  });
});

test("two shots of one skiff in one interval both arrive (P36)", () => {
  const sender = new Sender(4, 3);
  for (let i = 0; i < 3; i++) sender.advance();
  const ring = new SnapshotRing();
  sender.receive(sender.body(0, 0, false), 0, ring);
  sender.advance();
  const { tick } = sender.now;
  const shot = (at: number, angle: number): TickEvent => {
    const event: WireEvent = { type: "fire", slot: 2, weapon: 0, x: 300.5, y: 20, angle };
    return { tick: at, event };
  };
  const events = [shot(tick - 1, 5), shot(tick, 50_000), shot(tick, 40_000)];
  const baseline = sender.baseline(tick - GAP, false);
  const body = sender.bodyFrom(baseline, 0, 0, events);
  const frame = sender.receive(body, 0, ring);
  expect(frame.events).toEqual(events);
  expect(seenBy(0, frame.snapshot)).toEqual(seenBy(0, sender.now));
});

/** A body that some accident or somebody made of a true one. */
function maim(body: Uint8Array, chance: Chance): Uint8Array {
  const copy = body.slice();
  switch (chance.below(4)) {
    case 0:
      return copy.slice(0, chance.below(copy.length));
    case 1:
      return chance.bytes(chance.below(400));
    case 2:
      for (let i = chance.between(1, 12); i > 0; i--)
        copy[chance.below(copy.length)] = chance.below(256);
      return copy;
    default: {
      const at = chance.below(copy.length);
      copy[at] = copy[at]! ^ (1 << chance.below(8));
      return copy;
    }
  }
}

describe("any bytes at all (P16)", () => {
  const anybody = new Sender(1, 0);
  test(`never throw, and when refused leave what was held as it was (FUZZ_SEED=${SEED})`, () => {
    const chance = new Chance(SEED);
    const { sender, ring, bodies, body } = midMatch(SEED);
    const heldTicks = bodies.map((_, i) => (i + 1) * GAP);
    const kinds = { malformed: 0, "no baseline": 0, snapshot: 0 };
    for (let i = 0; i < fuzzRuns(10_000); i++) {
      const { kind } = sender.decode(maim(body, chance), 1, ring);
      kinds[kind] += 1;
      const hasLost = heldTicks.some((tick) => ring.at(tick) === undefined);
      assert.ok(kind === "snapshot" || !hasLost, `${kind} cost a snapshot`);
      if (kind !== "snapshot" && i % 20 === 0) {
        const next = sender.receive(body, 1, ring);
        assert.deepEqual(seenBy(1, next.snapshot), seenBy(1, sender.now));
      }
      if (kind === "snapshot") holding(sender, bodies, ring);
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(100);
  });

  test("of a header and noise either make a snapshot within its fields or are refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), fc.nat(63), (noise, slot) => {
        const body = Uint8Array.from([2, 0, 0, 0, 0, ...noise]);
        const frame = anybody.decode(body, slot, new SnapshotRing());
        if (frame.kind !== "snapshot") return;
        const { match, pads, seats, skiffs, own } = frame.snapshot;
        for (const rows of [match, pads, seats, skiffs, own]) {
          for (const row of plain(rows)) {
            row?.forEach((value, f) => {
              const { least, most, name } = rows.fields[f]!;
              assert.ok(value >= least && value <= most, `${name} is ${value}`);
            });
          }
        }
      }),
    );
  });
});

test("slots that nobody holds are absent, and a world without seats fits as well", () => {
  const world = createWorld({ arena: HALL, seed: 1, tick: 2 });
  const snapshot = createSnapshot();
  capture({ world, status: () => ({ isAway: false, pingMs: 0 }) }, snapshot);
  expect(isSeated(world, 0)).toBe(false);
  const packer = new Packer(new Foresight(HALL));
  packer.begin(snapshot, undefined, { events: [], midMoves: new Uint8Array(64) });
  const whole = createWholeScope(64);
  const rest = {
    margin: 0,
    softBits: 3200,
    newcomers: [],
    bolts: new Tray<never>(),
    hears: () => true,
  };
  const scopes = { told: whole, held: createScope(64), heldBefore: undefined };
  expect(packer.pack({ slot: 0, ...scopes, ...rest }).body.length).toBeLessThan(60);
});

test("the last slot of the largest room is told like any other", () => {
  const world = createWorld({ arena: HALL, seed: 1, seats: MAX_SEATS, tick: 1 });
  for (const slot of [3, MAX_SEATS - 1]) joinWorld(world, slot);
  step(world, []);
  const now = createSnapshot(MAX_SEATS);
  capture({ world, status: () => ({ isAway: false, pingMs: 0 }) }, now);
  const packer = new Packer(new Foresight(HALL, MAX_SEATS));
  packer.begin(now, undefined, { events: [], midMoves: new Uint8Array(MAX_SEATS) });
  const scopes = { told: createWholeScope(MAX_SEATS), held: createScope(MAX_SEATS) };
  const rest = {
    margin: 0,
    softBits: Infinity,
    newcomers: [],
    bolts: new Tray<never>(),
    hears: () => true,
  };
  const slot = MAX_SEATS - 1;
  const { body } = packer.pack({ slot, ...scopes, heldBefore: undefined, ...rest });
  const ring = new SnapshotRing(MAX_SEATS);
  const frame = decodeBody(body, slot, ring, new Foresight(HALL, MAX_SEATS));
  assert.ok(frame.kind === "snapshot");
  expect(seenBy(slot, frame.snapshot)).toEqual(seenBy(slot, now));
});
