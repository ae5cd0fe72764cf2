/** Rules that ask a grid who is near do what they would do if they asked everybody, to the last bit. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arenaOf,
  CROWDED,
  NOTCHED,
  points,
  spawnsAt,
  SQUARE,
  WEDGE,
} from "../../../tests/harness/arenas.ts";
import { findBoltHits, findSpawn, pushAllPairs } from "../../../tests/harness/bruteForce.ts";
import { eventsOf } from "../../../tests/harness/table.ts";
import { checkpoint, restore } from "../checkpoint.ts";
import { hashWorld } from "../hash.ts";
import { onPositionGrid } from "../math.ts";
import { nextRandom, randomBelow } from "../random.ts";
import { joinWorld } from "../seating.ts";
import { MAX_SEATS, SKIFF } from "../tuning.ts";
import { createWorld, seatedSkiffs, takeBolt, type World } from "../world.ts";
import { flyBolts } from "./projectiles.ts";
import { pushApart } from "./pushing.ts";
import { spawn } from "./respawn.ts";

const ARENAS = [CROWDED, NOTCHED, SQUARE, WEDGE];

/** Room to be far away in, walls to be hidden by, and many points to come back at. */
const HALLS = arenaOf({
  width: 1600,
  height: 1200,
  walls: [300, 700, 1100].flatMap((x) =>
    [250, 750].map((y) => points([x, y], [x + 200, y], [x + 200, y + 200], [x, y + 200])),
  ),
  spawns: [100, 400, 600, 1000, 1400].flatMap((x) => spawnsAt([x, 100], [x, 600], [x, 1100])),
});

/** A full world of chance: skiffs in heaps and alone, some of them dead or dashing, and bolts among them. */
const crowds = fc
  .record({
    arena: fc.constantFrom(...ARENAS),
    seats: fc.integer({ min: 2, max: 120 }),
    heaps: fc.integer({ min: 1, max: 12 }),
    spreadPx: fc.constantFrom(0, 1, 20, 60, 200),
    seed: fc.integer(),
  })
  .map(createCrowd);

/** A few skiffs, far from one another, where there is much to choose from. */
const scattered = fc
  .record({ seats: fc.integer({ min: 2, max: 16 }), seed: fc.integer() })
  .map(({ seats, seed }) => createCrowd({ arena: HALLS, seats, heaps: 16, spreadPx: 0, seed }));

interface CrowdOptions {
  arena: (typeof ARENAS)[number];
  seats: number;
  heaps: number;
  spreadPx: number;
  seed: number;
}

function createCrowd({ arena, seats, heaps, spreadPx, seed }: CrowdOptions): World {
  const world = createWorld({ arena, seed, seats, tick: 500 });
  const chance = { randomState: seed };
  const { Position, Velocity, Skiff } = world.components;
  const within = (px: number) => onPositionGrid((nextRandom(chance) / 2 ** 32) * px);
  const middles = Array.from({ length: heaps }, () => [within(arena.width), within(arena.height)]);
  for (let slot = 0; slot < seats; slot++) joinWorld(world, slot);
  for (const skiff of seatedSkiffs(world)) {
    const [x, y] = middles[randomBelow(chance, heaps)]!;
    Position.x[skiff] = x! + within(spreadPx) - onPositionGrid(spreadPx / 2);
    Position.y[skiff] = y! + within(spreadPx) - onPositionGrid(spreadPx / 2);
    Velocity.x[skiff] = randomBelow(chance, 600) - 300;
    Skiff.isAlive[skiff] = Number(randomBelow(chance, 8) > 0);
    Skiff.dashTick[skiff] = randomBelow(chance, 4) === 0 ? world.tick - 2 : 0;
  }
  for (let i = 0; i < seats * 2; i++) addBolt(world, chance);
  world.events.length = 0;
  return world;
}

/** A bolt close to some skiff, on its way in any direction. */
function addBolt(world: World, chance: { randomState: number }): void {
  const { Bolt, Position } = world.components;
  const bolt = takeBolt(world);
  const skiffs = seatedSkiffs(world);
  const near = skiffs[randomBelow(chance, skiffs.length)]!;
  const angle = (randomBelow(chance, 360) / 180) * Math.PI;
  Position.x[bolt] = Position.x[near]! + randomBelow(chance, 80) - 40;
  Position.y[bolt] = Position.y[near]! + randomBelow(chance, 80) - 40;
  Bolt.owner[bolt] = randomBelow(chance, world.seats);
  Bolt.firedTick[bolt] = world.tick - randomBelow(chance, 50);
  Bolt.bounces[bolt] = randomBelow(chance, 3);
  Bolt.directionX[bolt] = Math.cos(angle);
  Bolt.directionY[bolt] = Math.sin(angle);
}

function copyOf(world: World): World {
  const copy = createWorld({ arena: world.arena.source, seed: 0, seats: world.seats });
  restore(copy, checkpoint(world));
  return copy;
}

describe("in any crowd", () => {
  test("pushes are those of every pair in turn, and each is told", () => {
    let pushes = 0;
    fc.assert(
      fc.property(crowds, (world) => {
        const plain = copyOf(world);
        for (let tick = 0; tick < 3; tick++) {
          world.events.length = 0;
          pushApart(world);
          const pairs = pushAllPairs(plain);
          expect(eventsOf(world.events, "bump")).toEqual(
            pairs.map((pair) => ({ type: "bump", ...pair })),
          );
          expect(hashWorld(world)).toBe(hashWorld(plain));
          pushes += pairs.length;
        }
      }),
      { numRuns: 30 },
    );
    expect(pushes).toBeGreaterThan(1000);
  });

  test("bolts strike whom they strike when everybody is asked", () => {
    let hits = 0;
    fc.assert(
      fc.property(crowds, (world) => {
        const expected = findBoltHits(world);
        flyBolts(world);
        expect(world.pendingHits).toMatchObject(expected);
        expect(world.pendingHits).toHaveLength(expected.length);
        hits += expected.length;
      }),
      { numRuns: 30 },
    );
    expect(hits).toBeGreaterThan(500);
  });

  test("skiffs come back where they do when every line of sight is asked for", () => {
    fc.assert(
      fc.property(fc.oneof(crowds, scattered), (world) => {
        const plain = copyOf(world);
        for (const skiff of seatedSkiffs(world).slice(0, 5)) {
          const { x, y } = findSpawn(plain, skiff);
          spawn(world, skiff);
          spawn(plain, skiff);
          plain.randomState = world.randomState;
          const { Position } = world.components;
          expect([Position.x[skiff], Position.y[skiff]]).toEqual([x, y]);
          restore(plain, checkpoint(world));
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("a heap of skiffs that a wall holds together is pushed as every pair in turn would be", () => {
  const world = createCrowd({ arena: WEDGE, seats: MAX_SEATS, heaps: 1, spreadPx: 0, seed: 4 });
  for (const skiff of seatedSkiffs(world)) world.components.Position.x[skiff] = SKIFF.radiusPx;
  const plain = copyOf(world);
  pushApart(world);
  pushAllPairs(plain);
  expect(hashWorld(world)).toBe(hashWorld(plain));
});
