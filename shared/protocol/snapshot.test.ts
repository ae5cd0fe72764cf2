import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { createHall, FuzzMatch } from "../../tests/harness/fuzzMatch.ts";
import { pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { createWorld, seatedSkiffs, skiffEntity, slotOf } from "../sim/world.ts";
import {
  fieldIndex,
  moveNumber,
  moveXOf,
  moveYOf,
  OWN_FIELDS,
  OWN_STATE,
  SEAT_FIELDS,
  SKIFF_FIELDS,
} from "./replicated.ts";
import {
  capture,
  copySnapshot,
  createSnapshot,
  readOwnState,
  restoreOwn,
  SNAPSHOT_RING,
  SnapshotRing,
} from "./snapshot.ts";

const SEED = pickSeed();
const HALL = createHall(1400);

describe("a ring of snapshots (B22)", () => {
  const put = (ring: SnapshotRing, tick: number) => {
    ring.take(tick).tick = tick;
  };

  test("holds the newest 32 and no older one", () => {
    const ring = new SnapshotRing();
    for (let tick = 2; tick <= 400; tick += 2) put(ring, tick);
    const held = Array.from({ length: 201 }, (_, i) => i * 2).filter((tick) => ring.at(tick));
    expect(held).toEqual(Array.from({ length: SNAPSHOT_RING }, (_, i) => 338 + i * 2));
  });

  test("finds a snapshot by its tick's rest, and none that only lies in the same place", () => {
    const ring = new SnapshotRing();
    put(ring, 65_536 + 100);
    expect(ring.find(100, 65_536)?.tick).toBe(65_636);
    expect([ring.find(102, 65_536), ring.find(164, 65_536), ring.find(0, 65_536)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("holds nothing at first, nothing of tick 0, and nothing once cleared", () => {
    const ring = new SnapshotRing();
    expect([ring.at(0), ring.at(2), ring.at(-2)]).toEqual([undefined, undefined, undefined]);
    put(ring, 2);
    ring.clear();
    expect(ring.at(2)).toBeUndefined();
  });

  test("does not hold what was taken and never given its tick", () => {
    const ring = new SnapshotRing();
    put(ring, 2);
    ring.take(2);
    expect(ring.at(2)).toBeUndefined();
  });
});

describe("capture", () => {
  test(`finds every value of a long match within its field (P21) (FUZZ_SEED=${SEED})`, () => {
    const match = new FuzzMatch(SEED, HALL);
    for (let slot = 0; slot < 64; slot++) match.join(slot);
    const strays = new Set<string>();
    for (let i = 0; i < 900; i++) {
      match.tick();
      for (const skiff of seatedSkiffs(match.world)) {
        for (const field of [...SKIFF_FIELDS, ...OWN_FIELDS, ...SEAT_FIELDS]) {
          const value = field.read(match.source, skiff, slotOf(skiff));
          if (value < field.least || value > field.most) strays.add(field.name);
        }
      }
    }
    expect([...strays]).toEqual([]);
  });

  test("brings what a field cannot tell to the nearest that it can", () => {
    const match = new FuzzMatch(1, HALL);
    match.join(5);
    const skiff = skiffEntity(5);
    match.world.components.Velocity.x[skiff] = 9000;
    match.world.components.Velocity.y[skiff] = -9000;
    const snapshot = createSnapshot();
    capture({ ...match.source, status: () => ({ isAway: true, pingMs: 60_000 }) }, snapshot);
    const of = (name: string) =>
      snapshot.skiffs.values[5 * SKIFF_FIELDS.length + fieldIndex(SKIFF_FIELDS, name)];
    expect([of("velocityX"), of("velocityY")]).toEqual([0x7fff, -0x8000]);
    const ping = 5 * SEAT_FIELDS.length + fieldIndex(SEAT_FIELDS, "pingMs");
    expect(snapshot.seats.values[ping]).toBe(1023);
  });

  test("sees only who is seated", () => {
    const match = new FuzzMatch(1, HALL);
    match.join(0);
    match.join(63);
    const snapshot = createSnapshot();
    capture(match.source, snapshot);
    const present = [...snapshot.skiffs.isPresent.entries()].flatMap(([slot, is]) =>
      is === 1 ? [slot] : [],
    );
    expect(present).toEqual([0, 63]);
    match.leave(63);
    capture(match.source, snapshot);
    const { skiffs, own, seats } = snapshot;
    expect([skiffs, own, seats].map((rows) => rows.isPresent[63])).toEqual([0, 0, 0]);
    expect(snapshot.pads.isPresent.subarray(0, 5)).toEqual(Uint8Array.of(1, 1, 1, 1, 0));
  });
});

describe("the own skiff", () => {
  test(`restored from a snapshot is the server's to the last bit (P41) (FUZZ_SEED=${SEED})`, () => {
    const match = new FuzzMatch(SEED, HALL);
    const copy = createWorld({ arena: HALL, seed: 0 });
    for (let slot = 0; slot < 20; slot++) match.join(slot);
    const snapshot = createSnapshot();
    let compared = 0;
    for (let i = 0; i < 700; i++) {
      match.tick();
      capture(match.source, snapshot);
      for (const skiff of seatedSkiffs(match.world)) {
        restoreOwn(copy, snapshot, slotOf(skiff));
        const { Ammo, Control, Position, Skiff, Velocity } = match.world.components;
        const there = copy.components;
        const pairs: [object, object][] = [
          [Position, there.Position],
          [Velocity, there.Velocity],
          [Skiff, there.Skiff],
          [{ buttons: Control.buttons }, { buttons: there.Control.buttons }],
          [{ rail: Ammo[1] }, { rail: there.Ammo[1] }],
        ];
        for (const [from, to] of pairs) assert.deepEqual(at(to, skiff), at(from, skiff));
        compared += 1;
      }
    }
    expect(compared).toBe(700 * 20);
  });
});

/** What the stores of a component hold for one entity. */
function at(component: object, entity: number): Record<string, unknown> {
  const stores = Object.entries(component) as [string, ArrayLike<number>][];
  return Object.fromEntries(stores.map(([name, store]) => [name, store[entity]]));
}

test("a copy holds all that its original holds, and goes on alone", () => {
  const match = new FuzzMatch(3, HALL);
  for (let slot = 0; slot < 9; slot++) match.join(slot);
  match.tick();
  const [from, into] = [createSnapshot(), createSnapshot()];
  capture(match.source, from);
  copySnapshot(from, into);
  expect(into).toEqual(from);
  match.leave(4);
  match.tick();
  capture(match.source, from);
  expect([into.tick, into.skiffs.isPresent[4], into.seats.isPresent[4]]).toEqual([1, 1, 1]);
});

test("the own state is the fields that a prediction starts from, both rows in their order", () => {
  const match = new FuzzMatch(3, HALL);
  match.join(7);
  for (let i = 0; i < 40; i++) match.tick();
  const snapshot = createSnapshot();
  capture(match.source, snapshot);
  const state = new Int32Array(OWN_STATE.length);
  readOwnState(snapshot, 7, state);
  const entity = skiffEntity(7);
  expect([...state]).toEqual(OWN_STATE.map((field) => field.read(match.source, entity, 7)));
});

test("each way that a stick can point has a number and comes back", () => {
  const numbers = new Set<number>();
  for (let x = -7; x <= 7; x++) {
    for (let y = -7; y <= 7; y++) {
      const move = moveNumber(x, y);
      expect([moveXOf(move), moveYOf(move)]).toEqual([x, y]);
      numbers.add(move);
    }
  }
  expect([numbers.size, Math.min(...numbers), Math.max(...numbers)]).toEqual([225, 0, 224]);
});
