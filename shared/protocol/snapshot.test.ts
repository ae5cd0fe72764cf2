import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { createHall, FuzzMatch } from "../../tests/harness/fuzzMatch.ts";
import { pickSeed } from "../../tests/harness/fuzzSeed.ts";
import { createWorld, seatedSkiffs, skiffEntity, slotOf } from "../sim/world.ts";
import { OWN_FIELDS, moveNumber, SKIFF_FIELDS, moveXOf, moveYOf } from "./replicated.ts";
import { capture, createSnapshot, restoreOwn, SNAPSHOT_RING, SnapshotRing } from "./snapshot.ts";

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
        for (const field of [...SKIFF_FIELDS, ...OWN_FIELDS]) {
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
    const first = 5 * OWN_FIELDS.length;
    const of = (name: string) =>
      snapshot.own.values[first + OWN_FIELDS.findIndex((f) => f.name === name)];
    expect([of("velocityX"), of("velocityY")]).toEqual([0x7fff, -0x8000]);
    expect(snapshot.skiffs.values[5 * SKIFF_FIELDS.length + SKIFF_FIELDS.length - 1]).toBe(1023);
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
    expect([snapshot.skiffs.isPresent[63], snapshot.own.isPresent[63]]).toEqual([0, 0]);
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

test("a stick's two axes share a byte and come back", () => {
  for (let x = -8; x <= 7; x++) {
    for (let y = -8; y <= 7; y++) {
      const move = moveNumber(x, y);
      expect([moveXOf(move), moveYOf(move), move >= 0 && move <= 255]).toEqual([x, y, true]);
    }
  }
});
