import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CROWDED, SQUARE } from "../../tests/harness/arenas.ts";
import { emptyTable, play, tableWith } from "../../tests/harness/table.ts";
import { checkpoint, restore } from "./checkpoint.ts";
import { hashWorld } from "./hash.ts";
import { Button } from "./input.ts";
import { joinWorld } from "./seating.ts";
import { MAX_SEATS } from "./tuning.ts";
import {
  boltsInFlight,
  createWorld,
  firstBolt,
  padEntity,
  seatedSkiffs,
  skiffEntity,
  slotOf,
  takeBolt,
  type World,
} from "./world.ts";

const HEADER_BYTES = 31;

/** Three skiffs, some bolts in the air, a pad that recharges. */
function busyWorld(): World {
  const world = tableWith(
    [
      { x: 450, y: 120 },
      { x: 560, y: 300 },
      { x: 120, y: 690 },
    ],
    CROWDED,
  );
  play(world, { 0: { moveX: 4 }, 1: { buttons: Button.fire, aim: 20_000 }, 2: { moveY: -7 } }, 25);
  expect(boltsInFlight(world)).toHaveLength(3);
  return world;
}

describe("a checkpoint", () => {
  test("gives the same world back, in one that was new or one that was full of others", () => {
    const world = busyWorld();
    const full = emptyTable(CROWDED, 99);
    for (let slot = 10; slot < 40; slot++) joinWorld(full, slot);
    play(
      full,
      Object.fromEntries(seatedSkiffs(full).map((skiff) => [slotOf(skiff), { buttons: 1 }])),
      30,
    );
    for (const other of [emptyTable(CROWDED, 7), full]) {
      restore(other, checkpoint(world));
      expect(checkpoint(other)).toEqual(checkpoint(world));
      expect(other.match).toEqual(world.match);
      expect(other.rules).toEqual(world.rules);
      expect(seatedSkiffs(other)).toEqual(seatedSkiffs(world));
      expect(boltsInFlight(other)).toEqual(boltsInFlight(world));
      expect(other.events).toEqual([]);
    }
  });

  test("carries the match and its rules", () => {
    const rules = {
      mode: "puck",
      isFriendlyFire: true,
      scoreLimit: 65_535,
      timeLimitTicks: 4_000_000_000,
    };
    const world = createWorld({ arena: SQUARE, seed: -5, rules, tick: 3_000_000_000 });
    world.match.phase = "results";
    world.match.endTick = 3_000_000_500;
    world.match.teamScores[1] = 7;
    const other = emptyTable(SQUARE);
    restore(other, checkpoint(world));
    expect([other.tick, other.randomState]).toEqual([3_000_000_000, -5]);
    expect([other.match, other.rules]).toEqual([world.match, rules]);
  });

  test("holds every slot of the largest room, be it a killer or the owner of a bolt", () => {
    const options = { arena: CROWDED, seed: 7, seats: MAX_SEATS };
    const [world, other] = [createWorld(options), createWorld(options)];
    const last = MAX_SEATS - 1;
    joinWorld(world, last);
    const bolt = takeBolt(world);
    world.components.Skiff.killer[skiffEntity(last)] = last - 1;
    world.components.Bolt.owner[bolt] = last;
    restore(other, checkpoint(world));
    expect(checkpoint(other)).toEqual(checkpoint(world));
    expect(other.components.Skiff.killer[skiffEntity(last)]).toBe(last - 1);
    expect(other.components.Bolt.owner[bolt]).toBe(last);
    expect(takeBolt(other)).toBe(takeBolt(world));
  });

  test("may be read from the middle of other bytes", () => {
    const bytes = checkpoint(busyWorld());
    const padded = new Uint8Array(bytes.length + 20);
    padded.set(bytes, 7);
    const other = emptyTable(CROWDED);
    restore(other, padded.subarray(7, 7 + bytes.length));
    expect(checkpoint(other)).toEqual(bytes);
  });
});

describe("restore refuses with a RangeError, and leaves the world as it was,", () => {
  function expectRefused(bytes: Uint8Array): void {
    const world = emptyTable(CROWDED, 7);
    joinWorld(world, 3);
    play(world, { 3: { buttons: Button.fire } }, 5);
    const before = hashWorld(world);
    expect(() => restore(world, bytes)).toThrow(RangeError);
    expect(hashWorld(world)).toBe(before);
  }

  const bytes = checkpoint(busyWorld());

  function changed(at: number, ...values: number[]): Uint8Array {
    const copy = bytes.slice();
    copy.set(values, at);
    return copy;
  }

  test("every truncation of a real checkpoint", () => {
    for (let length = 0; length < bytes.length; length++) expectRefused(bytes.subarray(0, length));
  });

  test("one with bytes to spare", () => {
    expectRefused(new Uint8Array([...bytes, 0]));
  });

  test("another magic, a phase that there is not", () => {
    expectRefused(changed(0, 1));
    expectRefused(changed(12, 200));
  });

  test("entities out of their section, twice or out of order", () => {
    const first = HEADER_BYTES + 2;
    const [one, two] = [skiffEntity(1), skiffEntity(2)];
    for (const entity of [0, padEntity(0), one, two, firstBolt(busyWorld()), 0xffff])
      expectRefused(changed(first, entity & 0xff, entity >> 8));
    expectRefused(changed(HEADER_BYTES, 200, 0));
  });

  test("one of a world with fewer or more seats", () => {
    for (const seats of [63, 65, MAX_SEATS])
      expectRefused(checkpoint(createWorld({ arena: CROWDED, seed: 7, seats })));
  });

  test("one of a map with fewer pads", () => {
    expectRefused(checkpoint(emptyTable(SQUARE)));
  });

  test("bytes that are none at all", () => {
    const magic = [...bytes.subarray(0, 4)];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        expectRefused(noise);
        expectRefused(new Uint8Array([...magic, ...noise]));
      }),
    );
  });
});
