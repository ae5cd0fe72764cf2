import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "../../tests/harness/fuzz.ts";
import { createHall, FuzzMatch } from "../../tests/harness/fuzzMatch.ts";
import { Chance, pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { MAX_SEATS } from "../sim/tuning.ts";
import { createWorld, isSeated } from "../sim/world.ts";
import { decodeBody, encodeBody, encodeShared, type Baseline, type DecodedFrame } from "./frame.ts";
import { capture, createSnapshot, SnapshotRing, type Rows, type Snapshot } from "./snapshot.ts";

const SEED = pickSeed();
const HALL = createHall(1600);
const GAP = 2;

/** A server that sends to a few viewers: the same rules as a room's, with skips, losses and a whole match between. */
class Sender {
  readonly match: FuzzMatch;
  readonly ring = new SnapshotRing();
  now = createSnapshot();

  constructor(seed: number, seats: number) {
    this.match = new FuzzMatch(seed, HALL);
    for (let slot = 0; slot < seats; slot++) this.match.join(slot);
  }

  advance(): void {
    for (let i = 0; i < GAP; i++) this.match.tick();
    this.now = this.ring.take(this.match.world.tick);
    capture(this.match.source, this.now);
  }

  /** A body for `slot` that leads from the snapshot of `sentTick`, or a keyframe. */
  body(slot: number, sentTick: number, isRegular: boolean, margin = 0): Uint8Array {
    const snapshot = this.ring.at(sentTick);
    const isNear = this.now.tick - sentTick <= 30 * GAP;
    const baseline: Baseline | undefined =
      snapshot && isNear
        ? { snapshot, before: isRegular ? this.ring.at(sentTick - GAP) : undefined }
        : undefined;
    const events = baseline ? this.match.events.filter(({ tick }) => tick > sentTick) : [];
    return encodeBody(this.now, baseline, slot, margin, encodeShared(this.now, baseline, events));
  }
}

function mustBeSnapshot(frame: DecodedFrame): DecodedFrame & { kind: "snapshot" } {
  assert.equal(frame.kind, "snapshot");
  return frame as DecodedFrame & { kind: "snapshot" };
}

/** Present rows as plain lists, to compare with one look. */
function plain(rows: Rows): (number[] | undefined)[] {
  const width = rows.fields.length;
  return Array.from(rows.isPresent, (isPresent, row) =>
    isPresent === 1 ? [...rows.values.subarray(row * width, (row + 1) * width)] : undefined,
  );
}

function seenBy(slot: number, snapshot: Snapshot) {
  const { match, pads, skiffs, own } = snapshot;
  return { match: plain(match), pads: plain(pads), skiffs: plain(skiffs), own: plain(own)[slot] };
}

interface Viewer {
  slot: number;
  ring: SnapshotRing;
  sentTick: number;
  isRegular: boolean;
}

/** One snapshot to one viewer: now and then skipped, at times for long, at times asked for anew. */
function serve(sender: Sender, viewer: Viewer, chance: Chance): "skipped" | "delta" | "keyframe" {
  if (chance.oneIn(4) || (chance.oneIn(2) && sender.now.tick % 200 < 90 && viewer.slot === 2))
    return "skipped";
  if (chance.oneIn(40)) viewer.sentTick = 0;
  const { slot, sentTick } = viewer;
  const body = sender.body(slot, sentTick, viewer.isRegular, 1.5);
  const frame = mustBeSnapshot(decodeBody(body, viewer.ring));
  expect(seenBy(slot, frame.snapshot)).toEqual(seenBy(slot, sender.now));
  expect([frame.slot, frame.margin, frame.snapshot.tick]).toEqual([slot, 1.5, sender.now.tick]);
  const told = frame.isKeyframe ? [] : sender.match.events.filter(({ tick }) => tick > sentTick);
  expect(frame.events.map(({ tick, event }) => [tick, event.type])).toEqual(
    told.map(({ tick, event }) => [tick, event.type]),
  );
  viewer.isRegular = !frame.isKeyframe && sentTick === sender.now.tick - GAP;
  viewer.sentTick = sender.now.tick;
  return frame.isKeyframe ? "keyframe" : "delta";
}

describe("a whole match arrives as it was (P40, B20)", () => {
  test.each([3, 24, 64])(
    `%i seats that come and go, snapshots that are skipped (FUZZ_SEED=${SEED})`,
    (seats) => {
      const chance = new Chance(SEED + seats);
      const sender = new Sender(SEED, seats);
      const viewers = [0, 1, 2].map((slot) => ({
        slot,
        ring: new SnapshotRing(),
        sentTick: 0,
        isRegular: false,
      }));
      const counts = { skipped: 0, delta: 0, keyframe: 0 };
      for (let i = 0; i < fuzzRuns(180); i++) {
        if (chance.oneIn(10)) sender.match.changeSeats([0, 1, 2]);
        sender.advance();
        for (const viewer of viewers) counts[serve(sender, viewer, chance)] += 1;
      }
      expect(Math.min(counts.skipped, counts.delta, counts.keyframe)).toBeGreaterThan(3);
    },
  );

  test("over any gap that a delta may span, and a keyframe beyond (P13)", () => {
    const sender = new Sender(5, 20);
    const ring = new SnapshotRing();
    for (let intervals = 1; intervals <= 33; intervals++) {
      sender.advance();
      mustBeSnapshot(decodeBody(sender.body(4, 0, false), ring));
      const sentTick = sender.now.tick;
      for (let i = 0; i < intervals; i++) sender.advance();
      const frame = mustBeSnapshot(decodeBody(sender.body(4, sentTick, false), ring));
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
    expect(
      mustBeSnapshot(decodeBody(sender.body(1, 0, false, margin), new SnapshotRing())).margin,
    ).toBe(told);
  });

  test("one shared part serves everybody with the same baseline (P15)", () => {
    const sender = new Sender(9, MAX_SEATS);
    const rings = Array.from({ length: MAX_SEATS }, () => new SnapshotRing());
    let baseline: Baseline | undefined;
    for (let i = 0; i < 6; i++) {
      sender.advance();
      const shared = encodeShared(sender.now, baseline, []);
      rings.forEach((ring, slot) => {
        const frame = mustBeSnapshot(
          decodeBody(encodeBody(sender.now, baseline, slot, 0, shared), ring),
        );
        expect(seenBy(slot, frame.snapshot)).toEqual(seenBy(slot, sender.now));
      });
      baseline = { snapshot: sender.now, before: baseline?.snapshot };
    }
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
    ring: holding(bodies, new SnapshotRing()),
    body: sender.body(1, sentTick, true),
  };
}

function holding(bodies: readonly Uint8Array[], ring: SnapshotRing): SnapshotRing {
  ring.clear();
  for (const body of bodies) mustBeSnapshot(decodeBody(body, ring));
  return ring;
}

function withHeader(body: Uint8Array, write: (view: DataView) => void): Uint8Array {
  const copy = body.slice();
  write(new DataView(copy.buffer));
  return copy;
}

describe("a body that is none is refused by name (P16)", () => {
  const { sender, ring, body } = midMatch(3);
  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "malformed"],
    ["six bytes", body.slice(0, 6), "malformed"],
    ["a header alone", body.slice(0, 7), "malformed"],
    ["tick 0", withHeader(body, (v) => v.setUint32(0, 0, true)), "malformed"],
    ["an odd tick", withHeader(body, (v) => v.setUint32(0, 7, true)), "malformed"],
    ["tick 2^31", withHeader(body, (v) => v.setUint32(0, 2 ** 31, true)), "malformed"],
    ["slot 64", withHeader(body, (v) => v.setUint8(6, 64)), "malformed"],
    ["slot -1", withHeader(body, (v) => v.setInt8(6, -1)), "malformed"],
    ["a baseline 31 intervals back", withHeader(body, (v) => v.setUint8(4, 31)), "malformed"],
    ["a baseline that was never sent", withHeader(body, (v) => v.setUint8(4, 30)), "no baseline"],
    [
      "a baseline before the first tick",
      withHeader(body, (v) => v.setUint32(0, 2, true)),
      "no baseline",
    ],
    ["a byte too many", Uint8Array.from([...body, 0]), "malformed"],
    ["a byte too few", body.slice(0, -1), "malformed"],
    ["ones for padding", Uint8Array.from([...body, 0xff]), "malformed"],
  ])("%s", (_name, bytes, kind) => {
    expect(decodeBody(bytes, ring).kind).toBe(kind);
  });

  test("and costs nothing that was held, whatever tick it bears", () => {
    const held = ring.at(sender.now.tick - GAP)!;
    const impostor = withHeader(body, (v) => {
      v.setUint32(0, held.tick, true);
      v.setUint8(4, 1);
    }).slice(0, -1);
    expect(decodeBody(impostor, ring).kind).toBe("malformed");
    expect(ring.at(held.tick)).toBe(held);
  });

  test("and the true one is still understood", () => {
    const frame = mustBeSnapshot(decodeBody(body, ring));
    expect(seenBy(1, frame.snapshot)).toEqual(seenBy(1, sender.now));
  });

  test.each([
    ["a weapon that there is not", { type: "fire", slot: 1, weapon: 7, x: 1, y: 1, angle: 0 }],
    ["a pad that no map has", { type: "pickup", slot: 1, pad: 40 }],
  ] as const)("an event with %s (P32)", (_name, event) => {
    const shared = encodeShared(sender.now, undefined, [{ tick: sender.now.tick, event }]);
    const bad = encodeBody(sender.now, undefined, 1, 0, shared);
    expect(decodeBody(bad, ring).kind).toBe("malformed");
  });
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
  test(`never throw, and when refused leave what was held as it was (FUZZ_SEED=${SEED})`, () => {
    const chance = new Chance(SEED);
    const { sender, ring, bodies, body } = midMatch(SEED);
    const heldTicks = bodies.map((_, i) => (i + 1) * GAP);
    const kinds = { malformed: 0, "no baseline": 0, snapshot: 0 };
    for (let i = 0; i < fuzzRuns(10_000); i++) {
      const { kind } = decodeBody(maim(body, chance), ring);
      kinds[kind] += 1;
      const hasLost = heldTicks.some((tick) => ring.at(tick) === undefined);
      assert.ok(kind === "snapshot" || !hasLost, `${kind} cost a snapshot`);
      if (kind !== "snapshot" && i % 20 === 0) {
        const next = mustBeSnapshot(decodeBody(body, ring));
        assert.deepEqual(seenBy(1, next.snapshot), seenBy(1, sender.now));
      }
      if (kind === "snapshot") holding(bodies, ring);
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(100);
  });

  test("of a header and noise either make a snapshot within its fields or are refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), fc.nat(63), (noise, slot) => {
        const body = Uint8Array.from([2, 0, 0, 0, 0, 0, slot, ...noise]);
        const frame = decodeBody(body, new SnapshotRing());
        if (frame.kind !== "snapshot") return;
        const { match, pads, skiffs, own } = frame.snapshot;
        for (const rows of [match, pads, skiffs, own]) {
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
  expect(encodeShared(snapshot, undefined, []).length).toBeLessThan(40);
});
