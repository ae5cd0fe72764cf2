import { describe, expect, test } from "vitest";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import { lengthOf } from "#shared/sim/math.ts";
import { joinWorld } from "#shared/sim/seating.ts";
import { step } from "#shared/sim/step.ts";
import { hashWorld } from "#shared/sim/hash.ts";
import { PADS, WEAPONS } from "#shared/sim/tuning.ts";
import { padEntity, skiffEntity, type World } from "#shared/sim/world.ts";
import type { PlayerInput } from "#shared/sim/input.ts";
import { loadMaps } from "../maps.ts";
import { BotCrew } from "./crew.ts";
import { navigationOf } from "./navigation.ts";
import { box, hall, put, worldOf } from "./testSight.ts";

const SEATS = 8;
/** In a hall so many meet about as often. */
const HALL_SEATS = 24;
const HALL_PX = 3000;
const TICKS = 7200;
const SQUARE_PX = 64;

/** How long skiffs have stayed within a few px, and where they have been. */
class Tracks {
  readonly squares = new Set<string>();
  longestStill = 0;
  readonly #still = Array.from({ length: HALL_SEATS }, () => 0);
  readonly #at = Array.from({ length: HALL_SEATS }, () => ({ x: 0, y: 0 }));

  note({ components: { Position, Skiff } }: World, seats: number): void {
    for (let slot = 0; slot < seats; slot++) {
      const skiff = skiffEntity(slot);
      const x = Position.x[skiff]!;
      const y = Position.y[skiff]!;
      this.squares.add(squareOf(x, y));
      const at = this.#at[slot]!;
      const isStill = Skiff.isAlive[skiff] === 1 && lengthOf(x - at.x, y - at.y) < 24;
      this.#still[slot] = isStill ? this.#still[slot]! + 1 : 0;
      if (!isStill) this.#at[slot] = { x, y };
      this.longestStill = Math.max(this.longestStill, this.#still[slot]!);
    }
  }
}

function squareOf(x: number, y: number): string {
  return `${Math.floor(x / SQUARE_PX)},${Math.floor(y / SQUARE_PX)}`;
}

function openSquares(world: World): Set<string> {
  const navigation = navigationOf(world.arena);
  const squares = new Set<string>();
  for (let cell = 0; cell < navigation.columns * navigation.rows; cell++) {
    if (navigation.isOpen(cell)) squares.add(squareOf(navigation.xOf(cell), navigation.yOf(cell)));
  }
  return squares;
}

function play(map: ArenaSource, seed: number, ticks: number) {
  const seats = Math.max(map.width, map.height) > HALL_PX ? HALL_SEATS : SEATS;
  const world = worldOf(map, 0, seed);
  const crew = new BotCrew(seed);
  for (let slot = 0; slot < seats; slot++) {
    crew.add(slot, []);
    joinWorld(world, slot);
  }
  const inputs: (Readonly<PlayerInput> | undefined)[] = [];
  const tracks = new Tracks();
  const counts = { death: 0, carom: 0, ownGoal: 0 };
  const weaponsFired = new Set<number>();
  const padsTaken = new Set<number>();
  for (let tick = 0; tick < ticks; tick++) {
    crew.think(world, inputs);
    step(world, inputs);
    tracks.note(world, seats);
    for (const event of world.events) {
      if (event.type === "pickup") padsTaken.add(event.pad);
      if (event.type === "fire") weaponsFired.add(event.weapon);
      if (event.type !== "death") continue;
      counts.death += 1;
      if (event.attacker === event.victim) counts.ownGoal += 1;
      if (event.bounces > 0) counts.carom += 1;
    }
  }
  return { world, tracks, counts, padsTaken, weaponsFired };
}

/** Minutes of play, on a machine that may have other things to do. */
describe("bots for two minutes", { timeout: 60_000 }, () => {
  test.each(loadMaps("assets/maps"))("play $name all over, and for keeps", (map) => {
    const { world, tracks, counts, padsTaken } = play(map, 1, TICKS);
    expect(counts.death).toBeGreaterThanOrEqual(20);
    expect(counts.carom).toBeGreaterThanOrEqual(1);
    expect(padsTaken.size, "pads taken").toBe(map.pads.length);
    expect(tracks.longestStill).toBeLessThan(150);
    const open = openSquares(world);
    const visited = [...open].filter((square) => tracks.squares.has(square));
    expect(visited.length / open.size).toBeGreaterThan(0.6);
  });

  test("take every kind of pad, use every weapon, and seldom hurt themselves", () => {
    const map = loadMaps("assets/maps").find(({ name }) => name === "long-table")!;
    const pads = PADS.map((_, kind) => ({ ...map.spawns[15 - kind]!, kind }));
    const { counts, padsTaken, weaponsFired } = play({ ...map, pads }, 2, 2 * TICKS);
    expect(padsTaken.size).toBe(PADS.length);
    expect(weaponsFired.size).toBe(WEAPONS.length);
    expect(counts.ownGoal).toBeLessThanOrEqual(counts.death / 10);
  });

  test("do the same again from the same seed", () => {
    const [map] = loadMaps("assets/maps");
    const hashes = [5, 5, 6].map((seed) => hashWorld(play(map!, seed, 600).world));
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });
});

describe("a crew", () => {
  test("of mixed levels has as many of each as can be, and says so by stars", () => {
    const crew = new BotCrew(1, { level: "mixed" });
    const add = (slot: number) =>
      crew.add(
        slot,
        crew.roster().map(({ name }) => name),
      );
    const stars = (name: string) => name.match(/ (★+)$/)![1]!.length;
    expect([0, 1, 2, 3].map((slot) => stars(add(slot)))).toEqual([2, 3, 1, 2]);
    crew.removeLast();
    crew.removeLast();
    expect(stars(add(2))).toBe(1);
  });

  test("of one level needs no stars", () => {
    expect(new BotCrew(1, { level: "ace" }).add(0, [])).toMatch(/^[A-Z][a-z]+$/);
  });

  test("gives its bots slots and names, and dismisses the last first", () => {
    const crew = new BotCrew(1);
    crew.add(3, ["Ada"]);
    crew.add(1, ["Ada", crew.roster()[0]!.name]);
    expect(crew.count).toBe(2);
    expect(crew.slots()).toEqual([3, 1]);
    const names = crew.roster().map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    expect(crew.roster().every(({ isBot }) => isBot)).toBe(true);
    expect([crew.removeLast(), crew.removeLast(), crew.removeLast()]).toEqual([1, 3, undefined]);
    expect(crew.count).toBe(0);
  });

  test("goes for no pad as long as it knows it to be empty, but in another match begins anew", () => {
    const pads = [{ kind: PADS.findIndex(({ name }) => name === "rail"), x: 1290, y: 400 }];
    const border = box(0, 0, 3000, 800);
    const map = { ...hall(), width: 3000, border, pads, spawns: [{ team: 0, x: 100, y: 60 }] };
    for (let seed = 1; seed <= 8; seed++) {
      const crew = new BotCrew(seed, { level: "ace" });
      crew.add(0, []);
      const moveAt = (world: World, x: number) => {
        const inputs: PlayerInput[] = [];
        for (let i = 0; i < 24; i++) {
          put(world, 0, { x, y: 400 });
          crew.think(world, inputs);
          step(world, []);
        }
        return inputs[0]!.moveX;
      };
      const world = worldOf(map, 1);
      world.components.Pad.readyTick[padEntity(0)] = 900;
      moveAt(world, 1200);
      expect(moveAt(worldOf(map, 1), 200)).toBeGreaterThan(0);
    }
  });
});
